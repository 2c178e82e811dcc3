"""What a directive is, and what it sees of the page that calls it."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, get_type_hints

from markupsafe import Markup, escape
from pydantic import TypeAdapter, ValidationError

from kb.addresses import PAGE_ADDRESS, page_address, record_place, relative
from kb.charts.sheet import Taken
from kb.facts.load import file_by_id, place_of_all
from kb.facts.symbols import Datum
from kb.facts.updates import followed, name_of
from kb.facts.view import Facts, MissingRecord
from kb.korean.wording import listed, suggestion
from kb.memo import Memo, Unanswered
from kb.model.base import Reference, Text
from kb.model.explain import mend
from kb.model.sources import Source
from kb.project import SOURCES, Project, edit_address, edit_base, has_page, part_for
from kb.read import PageError
from kb.redirects import former_ids, page_now
from kb.show.templates import Templates, templates
from kb.text import Lang

UPDATES = "updates"
"""Key of the page that tells of all updates."""

Values = Callable[[Facts], Iterable[str]]
"""What an argument may be, from the data."""


class DirectiveError(Unanswered):
    """A call that cannot be carried out. message, hint: Korean."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


CODE = "code"
"""Stands for the collection of a `BrokenCode`."""
_CODE = Path(__file__).parents[1]
_ROOT = _CODE.parents[1]


class BrokenCode(MissingRecord):
    """A call that is written as it should be, and whose directive fails.

    Missing like a record: the page keeps a gap, and the check tells of it from there.
    path, line: where, from the project's root. said: Korean.
    """

    def __init__(self, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        own = next(f for f in reversed(frames) if Path(f.filename).is_relative_to(_CODE))
        self.path = Path(own.filename).relative_to(_ROOT).as_posix()
        self.line = own.lineno or 1
        what = " ".join(f"{type(error).__name__}: {error}".split())
        self.said = f"지시어의 코드가 실패했습니다: {what}."
        super().__init__(CODE, f"{self.path}:{self.line}:{self.said}")


@contextmanager
def _ours() -> Iterator[None]:
    """Whatever fails here is a mistake of the code and none of the page. Raises BrokenCode."""
    try:
        yield
    except (Unanswered, PageError):
        raise
    except Exception as error:
        raise BrokenCode(error) from error


@dataclass(frozen=True)
class Fragment:
    """What a call puts into its page.

    html: made when the page is written, right after the call, so that sources are numbered in the
    order of the text; checking a call draws nothing.
    text: the same in words, for headings, titles and the search. block: stands alone.
    tail: a mark that comes after the particle which a writer sets behind the call.
    late: its place is filled when all pages are there.
    """

    html: Callable[[], Markup]
    text: str
    block: bool = True
    tail: Markup = field(default_factory=Markup)
    late: bool = False

    def __str__(self) -> str:
        return self.text

    @classmethod
    def inline(cls, html: Markup, text: str, tail: Markup | None = None) -> Fragment:
        return cls(lambda: html, text, block=False, tail=tail or Markup())

    def guarded(self) -> Fragment:
        """The same, telling what fails when it is written as a mistake of the code."""

        def html() -> Markup:
            with _ours():
                return self.html()

        return replace(self, html=html)

    def followed_by(self, ending: str) -> Fragment:
        """The same with some plain text right behind it, such as a particle."""
        return replace(self, html=lambda: self.html() + escape(ending), text=self.text + ending)


@dataclass(frozen=True)
class Citation:
    """A source as one page cites it. number: from 1, in order of first use."""

    number: int
    source: Source

    @property
    def anchor(self) -> str:
        return f"src-{self.source.id}"


@dataclass
class Context:
    """The page that a directive is called from. One object serves one page once.

    key: of the page, such as `market/size`. lang: of its text. site_lang: of the site that shows
    it, where that differs (a page that is not translated). files: what the page needs beside it, by
    path below the site's root. charts: those on it, by id. cited_by, shown_by: keys of pages by
    source, and by collection and id of a record that they show; known to late directives only.
    """

    project: Project
    templates: Templates
    key: str
    lang: Lang
    directives: Mapping[str, Directive]
    site_lang: Lang | None = None
    citations: dict[str, Citation] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    charts: dict[str, Taken] = field(default_factory=dict)
    cited_by: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shown_by: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    _used_ids: dict[str, int] = field(default_factory=dict)

    def cite(self, source_id: str) -> Citation:
        """Note that the page uses a source; the same number each time."""
        if source_id not in self.citations:
            source = self.project.facts.sources[source_id]
            self.citations[source_id] = Citation(len(self.citations) + 1, source)
        return self.citations[source_id]

    def speaking(self, lang: Lang) -> Context:
        """The same page, for what it shows in a language; sources and ids go on being counted."""
        if lang == self.lang:
            return self
        return replace(self, templates=templates(self.memo, lang), lang=lang)

    @property
    def memo(self) -> Memo:
        """What questions are asked of."""
        return self.project.memo

    def unique_id(self, stem: str) -> str:
        """An HTML id that nothing else on the page has."""
        count = self._used_ids[stem] = self._used_ids.get(stem, 0) + 1
        return stem if count == 1 else f"{stem}-{count}"

    def block(self, template: str, text: str = "", **values: Any) -> Fragment:
        """A block rendered from a template, when it is needed."""
        return Fragment(lambda: self.render(template, **values), text)

    def inline(self, template: str, text: str, **values: Any) -> Fragment:
        """Text within a line, rendered from a template, when it is needed."""
        return Fragment(lambda: self.render(template, **values), text, block=False)

    def render(self, template: str, **values: Any) -> Markup:
        """`overrides/kb/<template>.html`, which sees the context as `page`."""
        return self.templates.render(template, page=self, facts=self.project.facts, **values)

    def tr(self, text: Text) -> str:
        """A text of the data in the reader's language, plain."""
        return text.get(self.lang)

    def say(self, sentence: Text, **values: object) -> str:
        """A sentence of the code's own in the reader's language; `{name}` in it is replaced."""
        return self.tr(sentence).format(**values)

    def url(self, key: str, anchor: str = "") -> str:
        """Address of another page in the same language, relative to this page."""
        lang = self.site_lang or self.lang
        there = page_address(page_now(self.memo, key), lang)
        address = relative(there, page_address(self.key, lang))
        return address + (f"#{anchor}" if anchor else "")

    @property
    def site_name(self) -> str:
        """The name of the site that shows the page."""
        return self.project.settings.site_names[self.site_lang or self.lang]

    @property
    def page_address(self) -> str:
        """What stands for the whole address of the page until its host knows it."""
        return PAGE_ADDRESS

    @property
    def root(self) -> str:
        """Address of the site's root, relative to this page."""
        address = relative("", page_address(self.key, self.site_lang or self.lang))
        return address.removeprefix("./")

    def page_for(self, collection: str, record_id: str) -> str | None:
        """Relative address of where the project tells of a record, if it does."""
        place = record_place(collection, record_id)
        there = place and has_page(self.memo, page_now(self.memo, place[0]))
        return self.url(*place) if place and there else None

    def source_url(self, source_id: str) -> str:
        """Relative address of all that is known of a source; empty where no page tells it."""
        page = part_for(self.memo, SOURCES, source_id)
        return self.url(page, source_id) if page else ""

    def edit_url(self, collection: str, record_id: str = "") -> str:
        """Where the file of a record is edited, or of a whole collection, if no record is named;
        empty where the repository has no address.
        """
        if not edit_base(self.memo):
            return ""
        path = file_by_id(self.memo, collection).get(record_id) or place_of_all(collection)
        return edit_address(self.memo, path)

    def former_ids(self, collection: str, record_id: str) -> tuple[str, ...]:
        """The ids under which a record was published before; addresses and browsers know them."""
        return former_ids(self.memo, collection, record_id)

    def is_followed(self, subject: Datum) -> bool:
        """Whether the page of updates has a feed of a record. subject: its collection and its id."""
        return has_page(self.memo, UPDATES) and subject in followed(self.memo)

    def name_of(self, subject: Datum) -> Text | str:
        """What readers call a record. subject: its collection and its id."""
        return name_of(self.project.facts, subject)

    def plain_name_of(self, subject: Datum) -> str:
        """The same in the reader's language, as plain text."""
        name = self.name_of(subject)
        return name if isinstance(name, str) else self.tr(name)


@dataclass(frozen=True)
class Directive:
    """A function that pages may call, with what the writers' reference says of it.

    about: what it does. arguments: what each of its arguments is. examples: calls that work, as
    written in a page. inline: stands in a sentence and not alone in a paragraph. late: needs the
    whole site, so its place is filled when all pages are there. values: what an argument may be,
    where its type does not say it but the data do.
    """

    function: Callable[..., Any]
    about: Text
    examples: tuple[str, ...]
    arguments: Mapping[str, Text] = field(default_factory=dict)
    inline: bool = False
    late: bool = False
    values: Mapping[str, Values] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.function.__name__

    @cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """Arguments of a call: all but the context."""
        signature = inspect.signature(self.function)
        return dict(list(signature.parameters.items())[1:])

    @cached_property
    def types(self) -> Mapping[str, Any]:
        return get_type_hints(self.function, include_extras=True)

    def allowed(self, name: str, facts: Facts) -> list[str] | None:
        """What an argument may be, where the data say it; None where only its type does."""
        return sorted(set(self.values[name](facts))) if name in self.values else None

    @cached_property
    def _adapters(self) -> Mapping[str, TypeAdapter[Any]]:
        return {name: TypeAdapter(self.types[name]) for name in self.parameters}

    def signature(self) -> str:
        """The call as a writer types it, with its defaults."""
        parts = [
            name if p.default is inspect.Parameter.empty else f"{name}={_shown(p.default)}"
            for name, p in self.parameters.items()
        ]
        return f"{self.name}({', '.join(parts)})"

    def call_from(self, context: Context, /, *args: Any, **kwargs: Any) -> Any:
        """Check the arguments of a call and carry it out.

        Raises DirectiveError for mistakes of the page, BrokenCode for those of the directive.
        """
        values = self._bind(args, kwargs)
        with _ours():
            for name, value in values.items():
                values[name] = self._checked(context.project, name, value)
            result = self.function(context, **values)
        if isinstance(result, Fragment):
            result = result.guarded()
        return replace(result, late=True) if self.late else result

    def _bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        signature = inspect.Signature(list(self.parameters.values()))
        try:
            return dict(signature.bind(*args, **kwargs).arguments)
        except TypeError:
            raise self._unbound(args, kwargs) from None

    def _unbound(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> DirectiveError:
        """Why arguments do not fit the signature."""
        known, usage = list(self.parameters), f"쓰는 법: {self.signature()}"
        unknown = next((name for name in kwargs if name not in known), None)
        if unknown is not None:
            hint = f"{usage}.{suggestion(unknown, known)}"
            return DirectiveError(f"{self.name}에 '{unknown}' 인자는 없습니다.", hint)
        if len(args) > len(known):
            return DirectiveError(f"{self.name}에 인자가 너무 많습니다.", usage)
        given = dict.fromkeys(known[: len(args)])
        for name, parameter in self.parameters.items():
            if name in given and name in kwargs:
                return DirectiveError(f"{self.name}에 '{name}' 인자를 두 번 썼습니다.", usage)
            if parameter.default is parameter.empty and name not in {*given, *kwargs}:
                return DirectiveError(f"{self.name}에 '{name}' 인자가 없습니다.", usage)
        raise LookupError(f"{self.name} takes what it refuses")

    def _checked(self, project: Project, name: str, value: Any) -> Any:
        try:
            value = self._adapters[name].validate_python(value)
        except ValidationError as error:
            raise self._wrong_value(name, value, error) from None
        if value is None:
            return None
        known: Collection[str] | None = (
            project.facts.collection(value.target)
            if isinstance(value, Reference)
            else self.allowed(name, project.facts)
        )
        if known is not None and value not in known:
            known = list(known)
            raise DirectiveError(
                f"{self.name}: '{name}' 인자에 쓴 '{value}'은(는) 없는 값입니다.",
                f"쓸 수 있는 값: {listed(known)}.{suggestion(value, known)}",
            )
        return value

    def _wrong_value(self, name: str, value: Any, error: ValidationError) -> DirectiveError:
        return DirectiveError(
            f"{self.name}: '{name}' 인자에 {value!r}은(는) 쓸 수 없습니다.",
            mend(error, self.types[name]) or f"쓰는 법: {self.signature()}",
        )


def directive(
    *,
    about: Text,
    examples: tuple[str, ...],
    arguments: Mapping[str, Text] | None = None,
    inline: bool = False,
    late: bool = False,
    values: Mapping[str, Values] | None = None,
) -> Callable[[Callable[..., Any]], Directive]:
    """Make a function callable from pages; its module also has to stand in `kb.show.registry`."""
    return lambda function: Directive(
        function, about, examples, arguments or {}, inline, late, values or {}
    )


def _shown(default: Any) -> str:
    return f'"{default}"' if isinstance(default, str) else str(default)
