"""Renders the templates of generated blocks, `overrides/kb/*.html`."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any

from babel import Locale
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup

from kb.facts.currency import dated_at
from kb.facts.load import record
from kb.facts.view import MissingRecord
from kb.korean.particles import josa
from kb.memo import Memo, text, tool
from kb.model.base import Text
from kb.show import numbers
from kb.text import NOT_UTF8, SOURCE_LANG, Lang, not_utf8
from kb.translation.state import behind

FOLDER = "overrides/kb"


def bytecode_cache(store: Path) -> FileSystemBytecodeCache:
    """Where compiled templates are kept from build to build; a changed source is compiled anew."""
    folder = store / "jinja"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


class BrokenTemplate(MissingRecord):
    """A template that is not there, or that cannot be carried out.

    Missing like a record: what is shown with it leaves a gap, and the check tells of it from there.
    path: from the project's root. message: Korean.
    """

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(TEMPLATES, f"{path}:{line}:{message}")


TEMPLATES = "templates"
"""Stands for the collection of a `BrokenTemplate`."""
_IN_TEMPLATES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TemplateError,
    TypeError,
    ValueError,
)
"""What a template can do wrong by itself."""


def broken(error: Exception) -> BrokenTemplate | None:
    """What is wrong with a template; None where the mistake is not in one."""
    if isinstance(error, TemplateNotFound):
        return BrokenTemplate(f"{FOLDER}/{error.name}", 1, "틀이 없습니다.")
    if isinstance(error, TemplateSyntaxError):
        return BrokenTemplate(str(error.filename), error.lineno, said(error))
    frames = traceback.extract_tb(error.__traceback__)
    inside = [(f.filename, f.lineno or 1) for f in frames if f.filename.startswith(f"{FOLDER}/")]
    is_own = isinstance(error, TemplateError | RecursionError) or (
        bool(inside) and frames[-1].filename == inside[-1][0]
    )
    return BrokenTemplate(*inside[-1], said(error)) if inside and is_own else None


def said(error: Exception) -> str:
    """What Jinja or Python says of a mistake in a template."""
    return f"틀을 실행할 수 없습니다: {error}."


class _Context(Context):
    """Calls what a template calls. Jinja asks of everything, each time, whether it takes the state of
    its template before its arguments; of what our templates call, only macros do.
    """

    @internalcode
    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        state = (self.eval_ctx,) if isinstance(called, Macro) else ()
        return called(*state, *args, **kwargs)


class _Values(dict[str, Any]):
    """Values by name; a name without one stays as it is written."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def can_be_filled(text: str) -> bool:
    """Whether all braces are closed and hold a name and nothing else."""
    if "{" not in text and "}" not in text:
        return True  # most words, which are asked for at every turn
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return False
    return all(str(name).isidentifier() and not how and not as_ for _, name, how, as_ in fields)


@tool
def _word(memo: Memo, key: str, lang: Lang) -> tuple[str, bool] | None:
    """An interface word, and whether it can be filled; templates ask for it at every turn."""
    found = record(memo, "words", key)
    return (written := found.get(lang), can_be_filled(written)) if found else None


@tool
def templates(memo: Memo, lang: Lang) -> Templates:
    """One language's templates."""
    return Templates(memo, lang)


class Templates:
    """One language's templates.

    Values are escaped. `t(key)` gives an interface word of `data/words.yml`, `dated(record, field)`
    what is known of the age of a field; the filter `tr`
    gives a text of the data, marked where its English is missing or behind its Korean, `plain`
    the same for an attribute; `usd`, `percent`,
    `quantity` and `country` write numbers and names as the language's readers do.
    """

    def __init__(self, memo: Memo, lang: Lang) -> None:
        self.lang = lang
        self._memo = memo
        self._environment = Environment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=bytecode_cache(memo.store),
        )
        self._environment.context_class = _Context
        self._environment.globals |= {
            "t": self.word,
            "lang": lang,
            "dated": partial(dated_at, memo),
        }
        self._environment.filters |= {
            "tr": self.localized,
            "plain": lambda text: text.get(lang),
            "josa": josa,
            "usd": partial(numbers.usd, lang=lang),
            "percent": partial(numbers.percent, decimals=1),
            "quantity": lambda figure: numbers.quantity(figure.value, figure.unit, lang),
            "country": lambda code: Locale(lang).territories[code],
        }

    def word(self, key: str, **values: Any) -> str:
        """An interface word; `{name}` in it is replaced. Raises MissingRecord for an unknown key.

        What cannot be replaced stays as it is written: the check tells of it.
        """
        found = _word(self._memo, key, self.lang)
        if found is None:
            raise MissingRecord("words", key)
        written, is_fillable = found
        return written.format_map(_Values(values)) if is_fillable else written

    def localized(self, text: Text | str | None) -> str | Markup:
        """A text in the reader's language, as safe HTML."""
        if text is None or isinstance(text, str):
            return text or ""
        written = text.lang(self.lang)
        if written != self.lang:
            return Markup('<span lang="{}">{}</span>').format(written, text.get(self.lang))
        if self.lang != SOURCE_LANG and (state := behind(self._memo, text)):
            return self.macro("old", text.get(self.lang), state)
        return text.get(self.lang)

    def render(self, name: str, **values: Any) -> Markup:
        """Render `overrides/kb/<name>`, an HTML template where no other ending is given."""
        name = name if "." in name else f"{name}.html"
        try:
            return Markup(self._environment.get_template(name).render(**values).strip())
        except _IN_TEMPLATES as error:
            raise broken(error) or error from None

    def macro(self, name: str, *values: Any) -> Markup:
        """What a macro of `overrides/kb/macros.html` gives; less to set up than a template."""
        try:
            macros: Any = self._environment.get_template("macros.html").module
            return Markup(getattr(macros, name)(*values))
        except _IN_TEMPLATES as error:
            raise broken(error) or error from None

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """A template's text, for Jinja. Its own check of a kept template reads the text again, so
        that whoever renders depends on each template that took part.
        """
        path = f"{FOLDER}/{name}"
        source = text(self._memo, path)
        if source is not None and (place := not_utf8(source)):
            raise BrokenTemplate(path, place.line, NOT_UTF8)
        return None if source is None else (source, path, lambda: self._is_current(path, source))

    def _is_current(self, path: str, source: str) -> bool:
        return text(self._memo, path) == source
