"""Who uses a thing: known from what was read when every call was carried out, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain

from kb.addresses import page_address
from kb.content.compile import Content, content, context_of
from kb.content.links import destination
from kb.facts.claims import KINDS, claims_of
from kb.facts.collections import COLLECTIONS
from kb.facts.load import ids, path_of, place_of, record
from kb.facts.published.rows import tables_with
from kb.facts.references import references, references_of
from kb.facts.updates import HELD_IN, coming, happened
from kb.facts.view import Facts, MissingRecord
from kb.memo import Memo, question
from kb.model.base import Record, walk
from kb.project import has_page, keys, page, written
from kb.read import Call, Page, PageError, scan_calls
from kb.read.call import Called, CallError, Constant, Filtered, parse_call
from kb.read.page import INTRO
from kb.read.sentences import sentence_at, sentences
from kb.show.directive import UPDATES, DirectiveError
from kb.show.evaluate import Evaluator, plain
from kb.show.registry import DIRECTIVES
from kb.text import SOURCE_LANG, Lang

_GROUPS = {"market": "estimates", "figures": "figures"}
"""The collection behind the first word of a figure's key."""
_PART_FIELDS = {"base": "base", "target": "target", "cagr": "stated_cagr"}
"""The field of an estimate that a figure's key names; what is computed has none."""
_TERM_OR_SECTION = re.compile(
    r'class="kb-term" href="[^"]*#(?P<term>[^"]+)"|<h[2-4][^>]*\sid="(?P<section>[^"]+)"'
)
_MARKS = re.compile(r"\]\([^)\s]*\)|\{#[\w-]+\}|\*\*|[\[\]`]|^(?:[-*]|\d+\.) |^#+ ", re.M)
"""What a sentence in Markdown holds besides its words."""


@dataclass(frozen=True)
class Datum:
    """What is asked about. part: of an estimate, such as `target`; empty for all of a record."""

    collection: str
    id: str
    part: str = ""


@dataclass(frozen=True)
class InPage:
    """A place of a page. path, line, column: of the file. address: on the site, from its root.

    what: the call or link as written; for a term, its id. words: the sentence around it as readers
    see it; empty where the call stands alone.
    """

    path: str
    line: int
    column: int
    address: str
    what: str
    words: str = ""

    @property
    def is_chart(self) -> bool:
        return self.what.startswith("chart(")


@dataclass(frozen=True)
class InRecord:
    """A field of another record that names this one."""

    collection: str
    id: str
    path: str
    line: int
    column: int


@dataclass(frozen=True)
class Uses:
    """All that uses a thing. claims, updates: addresses. tables: names of published tables."""

    pages: tuple[InPage, ...] = ()
    records: tuple[InRecord, ...] = ()
    claims: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()


class UnknownName(Exception):  # noqa: N818 -- it says what is so
    """A name that nothing has. near: names that are spelt much like it."""

    def __init__(self, near: list[str]) -> None:
        super().__init__(near)
        self.near = near


def named(memo: Memo, name: str) -> list[Datum | str]:
    """What a name may mean: records, and the page or `page#section` of that key.

    name: a figure's key, `vendors/mlflow`, a file of `data/` or `docs/`, or an id alone. Raises
    UnknownName.
    """
    found: list[Datum | str] = [*_records(memo, name), *_page(memo, name)]
    if not found:
        every = {id for collection in COLLECTIONS for id in ids(memo, collection.name)}
        known = sorted({*every, *keys(memo), *_figure_keys(memo)})
        tail = name.removeprefix("data/").removesuffix(".yml").rpartition("/")[2]
        near = [*get_close_matches(name, known, n=3), *get_close_matches(tail, known, n=3)]
        raise UnknownName(list(dict.fromkeys(near))[:3])
    return found


def _figure_keys(memo: Memo) -> Iterator[str]:
    for group, collection in _GROUPS.items():
        yield from (f"{group}.{id}" for id in ids(memo, collection))


def _records(memo: Memo, name: str) -> Iterator[Datum]:
    group, _, rest = name.partition(".")
    if group in _GROUPS and rest:
        id, _, part = rest.partition(".") if group == "market" else (rest, "", "")
        if record(memo, _GROUPS[group], id):
            yield Datum(_GROUPS[group], id, part)
            return
    folder, _, id = name.removeprefix("data/").removesuffix(".yml").rpartition("/")
    for collection in COLLECTIONS:
        spellings = {collection.name, collection.name.replace("_", "-"), _folder(collection.path)}
        if (not folder or folder in spellings) and record(memo, collection.name, id):
            yield Datum(collection.name, id)


def _folder(pattern: str) -> str:
    return pattern.rpartition("/")[0]


def _page(memo: Memo, name: str) -> Iterator[str]:
    key, hash_, section = name.removeprefix("docs/").partition("#")
    key = key.strip("/").removesuffix(".md").removesuffix(".en")
    if has_page(memo, key):
        found = content(memo, key, SOURCE_LANG, SOURCE_LANG)
        if not section or (found and section in found.anchors):
            yield f"{key}{hash_}{section}"


def uses_of_record(memo: Memo, datum: Datum) -> Uses:
    """Everything that uses a record, or a part of one."""
    facts = Facts(memo)
    return Uses(
        tuple(chain.from_iterable(_in_page(memo, found, datum) for found in _pages(memo))),
        tuple(_in_records(memo, datum)),
        tuple(_claims(facts, datum)),
        tuple(tables_with(facts, datum.collection, datum.id, _PART_FIELDS.get(datum.part, ""))),
        tuple(_updates(memo, datum)),
    )


def uses_of_page(memo: Memo, name: str) -> Uses:
    """The links of other pages that lead to a page. name: its key, or `key#section` for the links to
    that section, its own page's too.
    """
    key, _, section = name.partition("#")
    found = (
        _in(other, link.line, link.column, link.target)
        for other in _pages(memo)
        for link in other.links
        if not link.image
        for to in [destination(memo, link.target, other.key, other.lang)]
        if to.kind == "page" and to.key == key
        if (to.anchor == section if section else other.key != key)
    )
    return Uses(tuple(found))


def _pages(memo: Memo) -> Iterator[Page]:
    found = (page(memo, key, lang) for key, lang in written(memo))
    return (page for page in found if page)


def _in(page: Page, line: int, column: int, what: str, anchor: str = "", words: str = "") -> InPage:
    address = page_address(page.key, page.lang) + (f"#{anchor}" if anchor else "")
    return InPage(f"docs/{page.path}", line, column, address, what, words)


def _in_page(memo: Memo, found: Page, datum: Datum) -> Iterator[InPage]:
    """The places of a page that show a record."""
    compiled = content(memo, found.key, found.lang, found.lang)
    if compiled is None:
        return
    if datum.collection == "glossary":
        yield from _explained(found, compiled, datum.id)
    if (datum.collection, datum.id) not in compiled.data:
        return
    places = [*_in_text(memo, found, compiled, datum), *_in_front_matter(memo, found, datum)]
    # What its frame or a chart by hand reads has no call of its own.
    yield from places if places or datum.part else [_in(found, 1, 1, "")]


def _explained(found: Page, compiled: Content, term: str) -> Iterator[InPage]:
    """The sections of a page in which readers get the definition of a term."""
    anchor = ""
    for match in _TERM_OR_SECTION.finditer(compiled.html):
        anchor = match["section"] or anchor
        if match["term"] == term:
            section = found.section(anchor)
            yield _in(found, section.line if section else found.body_line, 1, "", anchor)


def _in_text(memo: Memo, found: Page, compiled: Content, datum: Datum) -> Iterator[InPage]:
    bounds = list(sentences(found.body))
    for call in found.calls:
        if _shows(memo, found, call.expr, datum):
            words = ""
            if call.expr not in compiled.blocks:
                start, end = sentence_at(bounds, call.start, call.end)
                words = _as_read(memo, found, found.body[start:end])
            yield _in(found, call.line, call.column, call.expr, _section_at(found, call), words)


def _in_front_matter(memo: Memo, found: Page, datum: Datum) -> Iterator[InPage]:
    for name in ("title", "description"):
        text = str(found.meta.get(name) or "")
        calls: list[Call] = []
        with suppress(PageError):  # told by the check
            calls = scan_calls(text)
        for call in calls:
            if _shows(memo, found, call.expr, datum):
                words = _as_read(memo, found, text)
                yield _in(found, found.line_of(name), 1, call.expr, words=words)


def _section_at(found: Page, call: Call) -> str:
    """The section that a call stands in; empty above the first one."""
    inside = [s.id for s in found.sections if s.id != INTRO and s.start <= call.start]
    return inside[-1] if inside else ""


def _shows(memo: Memo, found: Page, expression: str, datum: Datum) -> bool:
    """Whether a call shows a record, or just that part of it."""
    if (datum.collection, datum.id) not in read_by(memo, found.key, found.lang, expression):
        return False
    named = _figure_of(expression)
    return not datum.part or not named or named == f"market.{datum.id}.{datum.part}"


@question
def read_by(memo: Memo, key: str, lang: Lang, expression: str) -> frozenset[tuple[str, str]]:
    """The records that a call of a page reads, by collection and id."""
    evaluator = Evaluator(DIRECTIVES, context_of(memo, key, lang, lang))
    with suppress(DirectiveError, MissingRecord, PageError):
        evaluator.evaluate(expression).html()
    return frozenset(memo.read_here(record))


def _figure_of(expression: str) -> str:
    """The key of the figure that a call gives; empty for any other call."""
    with suppress(CallError):
        tree = parse_call(expression)
        while isinstance(tree, Filtered):
            tree = tree.value
        match tree:
            case Called("figure", (Constant(str(key)),), ()) | Called(
                "figure", (), (("key", Constant(str(key))),)
            ):
                return key
    return ""


def _as_read(memo: Memo, found: Page, text: str) -> str:
    """A sentence as readers see it: calls carried out, without the signs of Markdown."""
    try:
        said = plain(text, context_of(memo, found.key, found.lang, found.lang))
    except (DirectiveError, MissingRecord, PageError):
        said = text
    return " ".join(_MARKS.sub("", said).split())


def _in_records(memo: Memo, datum: Datum) -> Iterator[InRecord]:
    """The fields of other records that name one."""
    for collection in COLLECTIONS:
        for id in ids(memo, collection.name):
            if (datum.collection, datum.id) in references_of(memo, collection.name, id):
                yield from _naming(memo, record(memo, collection.name, id), datum)


def _naming(memo: Memo, holder: Record, datum: Datum) -> Iterator[InRecord]:
    for loc, value in walk(holder):
        for reference, is_key in references(value):
            if (reference.target, reference) == (datum.collection, datum.id):
                way = (*loc, str(reference)) if is_key else loc
                place = place_of(memo, holder.address, way, key=is_key)
                path = path_of(memo, holder.address)
                yield InRecord(holder.address.collection, holder.id, path, place.line, place.column)


def _claims(facts: Facts, datum: Datum) -> Iterator[str]:
    at = (datum.collection, datum.id)
    part = f"market.{datum.id}.{datum.part}" if datum.part else ""
    for kind in KINDS:
        for claim in claims_of(facts, kind):
            of_source = at in (("sources", source.id) for source in claim.sources)
            if (at in claim.data or of_source) and part in ("", claim.key):
                yield f"{page_address(f'claims/{kind}', SOURCE_LANG)}#{claim.key}"


def _updates(memo: Memo, datum: Datum) -> Iterator[str]:
    at = (datum.collection, datum.id)
    for update in (*happened(memo), *coming(memo)):
        by_source = datum.collection == "sources" and datum.id in update.sources
        if at in update.subjects or by_source or at == (HELD_IN[update.kind], update.record):
            yield f"{page_address(UPDATES, SOURCE_LANG)}#{update.anchor}"
