"""Compile: one page alone, from its Markdown to its finished content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup
from pymdownx.superfences import SuperFencesException

from kb.addresses import page_address, relative
from kb.charts.error import ChartError
from kb.charts.markup import enhance
from kb.charts.sheet import Taken
from kb.content.links import destination
from kb.content.markdown import Converted, converter
from kb.content.tables import with_plain_corners, wrap_tables
from kb.content.terms import Terms
from kb.content.tokens import Late, Tokens, gap_told_elsewhere
from kb.facts.load import record
from kb.facts.view import Facts, MissingRecord
from kb.memo import Memo, question, tool
from kb.model.notes import Term
from kb.project import Project, edit_base, front_matter, page
from kb.read import Page, PageError
from kb.show.directive import BrokenCode, Context, DirectiveError, Fragment
from kb.show.evaluate import Evaluator, plain
from kb.show.registry import DIRECTIVES
from kb.show.templates import templates
from kb.text import SOURCE_LANG, Lang
from kb.translation.parity import bare
from kb.translation.shown import Passage, passages
from kb.translation.state import part_states
from kb.translation.status import BEHIND, Status, sections_in

_HEADING = re.compile(
    r"""(?P<start><(?P<tag>h[2-4])\b[^<>]*\sid="(?P<id>[^"]+)"[^<>]*>)"""
    r"(?P<words>.*?)(?P<end></(?P=tag)>)",
    re.DOTALL,
)
_HERE = "\ue005"
_SCRIPTS = {
    "data-due": "due_script",
    "data-subject": "stars_script",
    "data-mark": "marks_script",
    "data-when": "marks_script",
}
"""Templates of the scripts that pages ask for, by the attribute that they are for."""
_NUMBERS = ("estimates", "figures")
"""Collections of what stands in sentences as a number."""
_ID = re.compile(r"""id=["']([^"']+)["']""")
_DUE = re.compile(r'\sdata-due="([^"]+)"')


@dataclass(frozen=True)
class Failure:
    """A call, or a chart typed by hand, that could not be carried out. message, hint: Korean.

    expression: of the call. name: of the front-matter entry that it stands in, if in one.
    fault: id of a `BrokenCode`, where nothing is wrong with the page.
    """

    expression: str
    message: str
    hint: str | None
    name: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Content:
    """A finished page.

    html: of the article. outline: headings as the `toc` extension gives them. meta: what the
    theme's templates are told. citations: sources in the order of their numbers. anchors: ids that
    links can lead to. data: records that it shows, as collection and id. files: what it needs
    beside it, by path below the site's root. charts: those on it. late: calls whose place is filled
    when all pages are there. failures: what left a gap. blocks: calls, as written, that gave a
    block. links: targets of links and pictures, as Markdown found them written.
    """

    html: str
    title: str
    description: str
    meta: Mapping[str, Any]
    outline: list[dict[str, Any]]
    citations: tuple[str, ...]
    anchors: frozenset[str]
    data: frozenset[tuple[str, str]]
    files: Mapping[str, bytes] = field(default_factory=dict)
    charts: tuple[Taken, ...] = ()
    late: tuple[Late, ...] = ()
    failures: tuple[Failure, ...] = ()
    blocks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@question
def glossary_terms(memo: Memo) -> tuple[Term, ...]:
    """All terms; reading them shows none."""
    return tuple(Facts(memo).glossary.values())


@tool
def terms(memo: Memo, lang: Lang) -> Terms:
    """The glossary of a language, ready to be found in text."""
    return Terms(glossary_terms(memo), lang)


def context_of(memo: Memo, key: str, lang: Lang, site_lang: Lang) -> Context:
    """The page as directives see it. lang: of its text; site_lang: of the site that shows it."""
    return Context(Project(memo), templates(memo, lang), key, lang, DIRECTIVES, site_lang)


@question
def content(memo: Memo, key: str, lang: Lang, site_lang: Lang) -> Content | None:
    """The finished content of a page; None where there is no page that can be read.

    key: such as `market/size`. lang: of its text. site_lang: of the site that shows it.
    """
    found = page(memo, key, lang)
    if found is None:
        return None
    try:
        made = _Compiler(memo, found, site_lang).content()
        if broken := _broken_sections(memo, found, made):
            # Its readers get the Korean of what went on without them; the failures are still told.
            again = _Compiler(memo, found, site_lang, broken).content()
            made = replace(again, failures=made.failures)
        return made
    except MissingRecord as error:
        return _gap_of(found, error)


@question
def prose(memo: Memo, key: str, lang: Lang, site_lang: Lang) -> str:
    """The HTML of a page without the blocks that calls put there; empty where there is no page."""
    whole, found = content(memo, key, lang, site_lang), page(memo, key, lang)
    if whole is None or found is None or not whole.blocks:
        return whole.html if whole else ""
    left_out = frozenset(whole.blocks)
    return _Compiler(memo, found, site_lang, left_out=left_out).content().html


def _broken_sections(memo: Memo, found: Page, made: Content) -> frozenset[str]:
    """Sections of a translation with a call that fails and that the Korean no longer has."""
    failed = {failure.expression for failure in made.failures if not failure.name}
    korean = page(memo, found.key, SOURCE_LANG) if failed and found.lang != SOURCE_LANG else None
    if korean is None:
        return frozenset()
    known = {bare(call.expr) for call in korean.calls}
    starts = [call.start for call in found.calls if call.expr in failed and call.expr not in known]
    return frozenset(
        section.id
        for section in found.sections
        if any(section.start <= start < section.end for start in starts)
    )


def _gap_of(page: Page, error: MissingRecord) -> Content:
    """What stands for a page whose frame lacks something, such as an interface word."""
    title, description = (str(page.meta.get(name) or "") for name in ("title", "description"))
    html = str(gap_told_elsewhere(page.key, error))
    return Content(html, title, description, page.meta, [], (), frozenset(), frozenset())


def ids_in(html: str) -> frozenset[str]:
    """The ids of all elements: what looks like one counts within a tag only."""
    return frozenset(match[1] for match in _ID.finditer(html) if _is_attribute(html, match.start()))


def _is_attribute(html: str, at: int) -> bool:
    """Whether a name begins there within a tag."""
    return html[at - 1].isspace() and html.rfind("<", 0, at) > html.rfind(">", 0, at)


class _Compiler:
    """One page on its way. Made for one page, used once. left_out: calls that show nothing."""

    def __init__(
        self,
        memo: Memo,
        page: Page,
        site_lang: Lang,
        broken: frozenset[str] = frozenset(),
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        self.memo = memo
        self.page = page
        self.meta = front_matter(memo, page.key, page.lang)
        self.site_lang = site_lang
        self.broken = broken
        self.left_out = left_out
        self.context = context_of(memo, page.key, page.lang, site_lang)
        self.tokens = Tokens()
        self.failures: list[Failure] = []
        self.blocks: list[str] = []
        self.links: dict[str, None] = {}

    def content(self) -> Content:
        shown, stale = self._passages()
        converted = self._converted("\n".join(map(self._marked, shown)))
        title, description = (
            self._plain(str(self.meta.get(name) or ""), name) for name in ("title", "description")
        )
        html = self._finished(converted)
        return Content(
            html=html,
            title=title,
            description=description,
            meta={
                **self.meta,
                "title": title,
                "description": description,
                **stale,
                "kb_standing": self._standing(html),
            },
            outline=converted.outline,
            citations=tuple(self.context.citations),
            anchors=ids_in(html),
            data=frozenset(self.memo.read_here(record)),
            files=self.context.files,
            charts=tuple(self.context.charts.values()),
            late=self.tokens.late,
            failures=tuple(self.failures),
            blocks=tuple(self.blocks),
            links=tuple(self.links),
        )

    def _passages(self) -> tuple[tuple[Passage, ...], dict[str, Any]]:
        """What is to be converted, and which sections are behind their Korean."""
        whole = (Passage(self.page.lang, self.page.body),)
        if self.page.lang == SOURCE_LANG:
            return whole, {}
        korean = page(self.memo, self.page.key, SOURCE_LANG)
        if korean is None:
            return whole, {}
        states = part_states(self.memo, self.page.key)
        told = {
            f"kb_{state}": [
                section | {"title": self._plain(section["title"], "heading")}
                for section in sections_in(state, states, self.page)
                if section["id"] not in self.broken
            ]
            for state in sorted(BEHIND)
        }
        shown = passages(states, korean, self.page, self._notice, self.broken)
        return shown, {name: sections for name, sections in told.items() if sections}

    def _notice(self, status: Status, id: str) -> str:
        """What readers are told below the heading of a section. id: of the section."""
        here, there = (page_address(self.page.key, lang) for lang in (self.site_lang, SOURCE_LANG))
        original = f"{relative(there, here)}#{id}" if status in BEHIND else ""
        return str(self.context.render("section_notice", state=status, original=original))

    def _marked(self, passage: Passage) -> str:
        """A passage with a token for each call, carried out in the language of the passage."""
        evaluator = Evaluator(DIRECTIVES, self.context.speaking(passage.lang))
        calls = self.page.calls if passage.text is self.page.body else None
        return self.tokens.put_in(
            passage.text, passage.lang, lambda call: self._fragment(evaluator, call.expr), calls
        )

    def _fragment(self, evaluator: Evaluator, expression: str) -> Fragment:
        if expression in self.left_out:
            return Fragment.inline(Markup(), "")
        try:
            fragment = evaluator.evaluate(expression)
        except DirectiveError as error:
            return self._gap(Failure(expression, error.message, error.hint))
        except BrokenCode as error:
            return self._gap(Failure(expression, error.said, None, fault=error.id))
        except (MissingRecord, PageError) as error:
            return Fragment.inline(gap_told_elsewhere(expression, error), expression)
        if fragment.block:
            self.blocks.append(expression)
        return fragment

    def _gap(self, failure: Failure) -> Fragment:
        self.failures.append(failure)
        gap = self.context.render("gap", message=failure.message, hint=failure.hint)
        return Fragment.inline(gap, failure.expression)

    def _plain(self, text: str, name: str) -> str:
        """A text with its calls as words. name: of the front-matter entry, or `heading`."""
        try:
            return plain(text, self.context)
        except BrokenCode as error:
            self.failures.append(Failure(text, error.said, None, name, error.id))
            return text
        except MissingRecord:
            return text  # told where the record is referred to
        except (DirectiveError, PageError) as error:
            hint = error.hint if isinstance(error, DirectiveError) else None
            if name in self.meta:  # a heading's call is told where it stands
                self.failures.append(Failure(text, error.message, hint, name))
            return text

    def _address(self, link: str) -> str | None:
        """Where a link leads. In a translation, what leads nowhere is no link: the page or file may
        have gone with the Korean link to it.
        """
        self.links[link] = None
        found = destination(self.memo, link, self.page.key, self.site_lang)
        is_dead = found.kind == "missing" and self.page.lang != SOURCE_LANG
        return None if is_dead else found.address

    def _converted(self, marked: str) -> Converted:
        try:
            return converter(self.memo).convert(marked, self._address)
        except (
            SuperFencesException,
            RecursionError,
        ) as error:  # the plugin's, for a chart that is no JSON
            self.failures.append(Failure("vegalite", "차트의 JSON이 올바르지 않습니다.", None))
            return Converted(str(gap_told_elsewhere("vegalite", error)), [])

    def _finished(self, converted: Converted) -> str:
        """Everything in its place: terms, calls, charts, tables, the list of sources."""
        context = self.context
        text = terms(self.memo, self.page.lang).mark(converted.html, context.url("glossary"))
        text = self.tokens.replaced_in(text)
        try:
            text = enhance(text, context)
        except ChartError as error:
            self.failures.append(Failure("vegalite", error.message, error.hint))
        except MissingRecord as error:
            text += gap_told_elsewhere("vegalite", error)
        text = wrap_tables(with_plain_corners(text), context.templates.word("table-region"))
        whole = self._linked(text) + self._references()
        return whole + self._numbers() + self._scripts(text)

    def _standing(self, html: str) -> dict[str, Any]:
        """What a reader should know of a page before its text: how many sources of each grade it
        cites, and the first day on which the page or something that it shows is to be looked at
        again.
        """
        grades = Counter(citation.source.quality for citation in self.context.citations.values())
        days = [*_DUE.findall(html), str(self.meta.get("review_by") or "")]
        return {"grades": sorted(grades.items()), "due": min(filter(None, days), default="")}

    def _numbers(self) -> str:
        """Links to the files of the numbers that the page shows, which are too small for their own."""
        if self.tokens.late or not edit_base(self.memo):
            return ""
        shown = sorted(set(self.memo.read_here(record)))
        named = (args for args in shown if args[0] in _NUMBERS)
        found = list(dict.fromkeys(self.context.edit_url(*args) for args in named))
        return str(self.context.render("edit_numbers", addresses=found)) if found else ""

    def _scripts(self, text: str) -> str:
        """The scripts of a page that shows what ages, and of one about what can be followed."""
        wanted = dict.fromkeys(name for mark, name in _SCRIPTS.items() if f" {mark}=" in text)
        return "".join(str(self.context.render(name)) for name in wanted)

    def _linked(self, text: str) -> str:
        """HTML whose headings have a link to themselves, but for those that lead elsewhere."""
        link = str(self.context.render("self_link", here=_HERE))

        def linked(match: re.Match[str]) -> str:
            if "<a " in match["words"]:
                return match[0]
            here = link.replace(_HERE, match["id"])
            return f"{match['start']}{match['words']} {here}{match['end']}"

        return _HEADING.sub(linked, text)

    def _references(self) -> str:
        """The list of sources, each of which `cite.js` lets lead back to where it is cited."""
        citations = list(self.context.citations.values())
        return str(self.context.render("references", citations=citations)) if citations else ""
