"""Who uses a thing: known from what its calls read, and from what they show without it.

A call that reads a record need not show it: a list of one kind reads them all. So each call that read
the record is carried out once more in a project that lacks it, and shows it if it then says
something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches

from kb.addresses import page_address, page_path
from kb.content.compile import Content, content, context_of
from kb.content.links import destination
from kb.facts.claims import KINDS, claims_of
from kb.facts.collections import COLLECTIONS
from kb.facts.load import Holding, holding, ids, path_of, place_of, record
from kb.facts.published.rows import tables_with
from kb.facts.references import references, references_of
from kb.facts.symbols import ESTIMATE_PARTS, Datum, Symbol, symbol
from kb.facts.updates import HELD_IN, coming, happened
from kb.facts.view import Facts, MissingRecord
from kb.memo import Memo, question
from kb.model.base import Record, walk
from kb.project import CONFIG, has_page, keys, nav_places, page, settings, written
from kb.read import Call, Page, PageError, scan_calls
from kb.read.call import Called, CallError, Constant, Filtered, parse_call
from kb.read.page import INTRO
from kb.read.sentences import sentence_at, sentences
from kb.read.yamlfile import Loc
from kb.redirects import page_meant
from kb.show.directive import UPDATES, DirectiveError
from kb.show.evaluate import Evaluator, plain
from kb.show.registry import DIRECTIVES
from kb.site.link import page_traits
from kb.site.menu import fits, paths
from kb.text import SOURCE_LANG, Lang

_PART_FIELDS = {"base": "base", "target": "target", "cagr": "stated_cagr"}
"""The field of an estimate that a figure's key names; what is computed has none."""
_TERM_OR_SECTION = re.compile(
    r'class="kb-term" href="[^"]*#(?P<term>[^"]+)"|<h[2-4][^>]*\sid="(?P<section>[^"]+)"'
)
_MARKS = re.compile(r"\]\([^)\s]*\)|\{#[\w-]+\}|\*\*|[\[\]`]|^(?:[-*]|\d+\.) |^#+ ", re.M)
"""What a sentence in Markdown holds besides its words."""


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
class InMenu:
    """An entry of the menu that is a page, or a pattern that lists it."""

    path: str
    line: int
    column: int
    entry: str


@dataclass(frozen=True)
class Uses:
    """All that uses a thing. claims, updates: addresses. tables: names of published tables."""

    pages: tuple[InPage, ...] = ()
    menu: tuple[InMenu, ...] = ()
    records: tuple[InRecord, ...] = ()
    claims: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()


class UnknownName(Exception):  # noqa: N818 -- it says what is so
    """A name that nothing has. near: names that are spelt much like it."""

    def __init__(self, near: list[str]) -> None:
        super().__init__(near)
        self.near = near


def named(memo: Memo, name: str) -> list[Symbol | str]:
    """What a name may mean: records, and the page or `page#section` of that key.

    name: a figure's key, `vendors.mlflow`, `vendors/mlflow`, a file of `data/` or `docs/`, or an id
    alone. Raises UnknownName.
    """
    found: list[Symbol | str] = [*_records(memo, name), *_page(memo, name)]
    if not found:
        every = {id for collection in COLLECTIONS for id in ids(memo, collection.name)}
        known = sorted({*every, *keys(memo), *_keys_of_figures(memo)})
        tail = name.removeprefix("data/").removesuffix(".yml").rpartition("/")[2]
        near = [*get_close_matches(name, known, n=3), *get_close_matches(tail, known, n=3)]
        raise UnknownName(list(dict.fromkeys(near))[:3])
    return found


def _keys_of_figures(memo: Memo) -> Iterator[str]:
    for collection in ("figures", "estimates"):
        yield from (str(Symbol((collection, id))) for id in ids(memo, collection))


def _records(memo: Memo, name: str) -> Iterator[Symbol]:
    found = symbol(memo, name)
    if found and (not found.part or found.part in _parts(memo, found.datum)):
        yield found
        return
    folder, _, id = name.removeprefix("data/").removesuffix(".yml").rpartition("/")
    for collection in COLLECTIONS:
        spellings = {collection.name, collection.name.replace("_", "-"), _folder(collection.path)}
        if (not folder or folder in spellings) and record(memo, collection.name, id):
            yield Symbol((collection.name, id))


def _parts(memo: Memo, datum: Datum) -> tuple[str, ...]:
    """What may be named within a record: parts of an estimate, events."""
    events = getattr(record(memo, *datum), "events", ())
    return ESTIMATE_PARTS if datum[0] == "estimates" else tuple(event.key for event in events)


def _folder(pattern: str) -> str:
    return pattern.rpartition("/")[0]


def _page(memo: Memo, name: str) -> Iterator[str]:
    path, hash_, section = name.partition("#")
    key = page_meant(memo, path)
    if has_page(memo, key):
        found = content(memo, key, SOURCE_LANG, SOURCE_LANG)
        if not section or (found and section in found.anchors):
            yield f"{key}{hash_}{section}"


def uses_of_record(memo: Memo, of: Symbol) -> Uses:
    """Everything that uses a record, or a part of one."""
    facts, without = Facts(memo), _without(memo, of.datum)
    return Uses(
        pages=tuple(
            place for found in _pages(memo) for place in _in_page(memo, without, found, of)
        ),
        records=tuple(_in_records(memo, of.datum)),
        claims=tuple(_claims(facts, of)),
        tables=tuple(tables_with(facts, *of.datum, _PART_FIELDS.get(of.part, ""))),
        updates=tuple(_updates(memo, of)),
    )


def _without(memo: Memo, datum: Datum) -> Memo:
    """The same project as if a record were not there, and nothing had it as a key."""
    lacking = Memo(memo.reader, memo.given, memo.folder)

    def held(memo: Memo, name: str, path: str) -> Holding:
        found = holding.function(memo, name, path)
        left = {id: kept for id, kept in found.records.items() if (name, id) != datum}
        return replace(found, records={id: _keyless(kept, datum) for id, kept in left.items()})

    lacking.elsewhere[holding] = held
    return lacking


def _keyless(kept: Record, datum: Datum) -> Record:
    """A record without what it says under the id of another one, such as an assessment."""
    own = {name: getattr(kept, name) for name in type(kept).model_fields}
    changed = {
        name: {key: item for key, item in value.items() if key != datum[1]}
        for name, value in own.items()
        if any(is_key and (key.target, key) == datum for key, is_key in references(value))
    }
    return kept.model_copy(update=changed) if changed else kept


def uses_of_page(memo: Memo, name: str) -> Uses:
    """The links of other pages that lead to a page, its entry in the menu, and what readers type for
    it. name: its key, or `key#section` for the links to that section, its own page's too.
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
    if section:
        return Uses(tuple(found))
    return Uses(tuple(found), tuple(_in_menu(memo, key)), tuple(_in_search_words(memo, key)))


def _in_menu(memo: Memo, key: str) -> Iterator[InMenu]:
    """The entry that the menu has a page by: its own, or else the first pattern that it fits."""
    path, traits = page_path(key), page_traits(memo)
    fitting = [item for item in paths(settings(memo).nav) if fits(path, item, traits)]
    for entry in [path] if path in fitting else fitting[:1]:
        place = nav_places(memo)[entry]
        yield InMenu(CONFIG, place.line, place.column, entry)


def _in_search_words(memo: Memo, key: str) -> Iterator[InRecord]:
    for words in Facts(memo).search_words.values():
        if words.page == key:
            yield _in_record(memo, words, ("page",))


def _pages(memo: Memo) -> Iterator[Page]:
    found = (page(memo, key, lang) for key, lang in written(memo))
    return (page for page in found if page)


def _in(page: Page, line: int, column: int, what: str, anchor: str = "", words: str = "") -> InPage:
    address = page_address(page.key, page.lang) + (f"#{anchor}" if anchor else "")
    return InPage(f"docs/{page.path}", line, column, address, what, words)


def _in_page(memo: Memo, without: Memo, found: Page, of: Symbol) -> Iterator[InPage]:
    """The places of a page that show a record. without: the project that lacks it."""
    compiled = content(memo, found.key, found.lang, found.lang)
    if compiled is None:
        return
    collection, id = of.datum
    if collection == "glossary":
        yield from _explained(found, compiled, id)
    if of.datum in compiled.data:
        yield from _in_text(memo, without, found, compiled, of)
        yield from _in_front_matter(memo, without, found, of)


def _explained(found: Page, compiled: Content, term: str) -> Iterator[InPage]:
    """The sections of a page in which readers get the definition of a term."""
    anchor = ""
    for match in _TERM_OR_SECTION.finditer(compiled.html):
        anchor = match["section"] or anchor
        if match["term"] == term:
            section = found.section(anchor)
            yield _in(found, section.line if section else found.body_line, 1, "", anchor)


def _in_text(
    memo: Memo, without: Memo, found: Page, compiled: Content, of: Symbol
) -> Iterator[InPage]:
    bounds = list(sentences(found.body))
    for call in found.calls:
        if _shows(memo, without, found, call.expr, of):
            words = ""
            if call.expr not in compiled.blocks:
                start, end = sentence_at(bounds, call.start, call.end)
                words = _as_read(memo, found, found.body[start:end])
            yield _in(found, call.line, call.column, call.expr, _section_at(found, call), words)


def _in_front_matter(memo: Memo, without: Memo, found: Page, of: Symbol) -> Iterator[InPage]:
    for name in ("title", "description"):
        text = str(found.meta.get(name) or "")
        calls: list[Call] = []
        with suppress(PageError):  # told by the check
            calls = scan_calls(text)
        for call in calls:
            if _shows(memo, without, found, call.expr, of):
                words = _as_read(memo, found, text)
                yield _in(found, found.line_of(name), 1, call.expr, words=words)


def _section_at(found: Page, call: Call) -> str:
    """The section that a call stands in; empty above the first one."""
    inside = [s.id for s in found.sections if s.id != INTRO and s.start <= call.start]
    return inside[-1] if inside else ""


def _shows(memo: Memo, without: Memo, found: Page, expression: str, of: Symbol) -> bool:
    """Whether a call shows a record, or just that part of it."""
    call = (found.key, found.lang, expression)
    shown = shown_by_call(memo, *call)
    if of.datum not in shown.reads:
        return False
    named = _figure_of(expression)
    if of.part and named and named != str(of):
        return False
    return shown.html != shown_by_call(without, *call).html


@dataclass(frozen=True)
class Shown:
    """What a call shows, and the records that it reads for it; None where it cannot be carried out."""

    html: str | None
    reads: frozenset[Datum]


@question
def shown_by_call(memo: Memo, key: str, lang: Lang, expression: str) -> Shown:
    """What a call of a page shows."""
    evaluator = Evaluator(DIRECTIVES, context_of(memo, key, lang, lang))
    html = None
    with suppress(DirectiveError, MissingRecord, PageError):
        html = str(evaluator.evaluate(expression).html())
    return Shown(html, frozenset(memo.read_here(record)))


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
            if datum in references_of(memo, collection.name, id):
                yield from _naming(memo, record(memo, collection.name, id), datum)
    for correction in Facts(memo).corrections.values():
        named = symbol(memo, correction.of)
        if named and named.datum == datum:
            yield _in_record(memo, correction, ("of",))


def _naming(memo: Memo, holder: Record, datum: Datum) -> Iterator[InRecord]:
    for loc, value in walk(holder):
        for reference, is_key in references(value):
            if (reference.target, reference) == datum:
                way = (*loc, str(reference)) if is_key else loc
                yield _in_record(memo, holder, way, key=is_key)


def _in_record(memo: Memo, holder: Record, way: Loc, *, key: bool = False) -> InRecord:
    place = place_of(memo, holder.address, way, key=key)
    path = path_of(memo, holder.address)
    return InRecord(holder.address.collection, holder.id, path, place.line, place.column)


def _claims(facts: Facts, of: Symbol) -> Iterator[str]:
    for kind in KINDS:
        for claim in claims_of(facts, kind):
            by_source = of.datum in (("sources", source.id) for source in claim.sources)
            if (of.datum in claim.data or by_source) and (not of.part or str(of) == claim.key):
                yield f"{page_address(f'claims/{kind}', SOURCE_LANG)}#{claim.key}"


def _updates(memo: Memo, of: Symbol) -> Iterator[str]:
    collection, id = of.datum
    for update in (*happened(memo), *coming(memo)):
        by_source = collection == "sources" and id in update.sources
        is_its_own = of.datum == (HELD_IN[update.kind], update.record)
        is_told = of.datum in update.subjects or by_source or is_its_own
        if is_told and (not of.part or update.part in ("", of.part)):
            yield f"{page_address(UPDATES, SOURCE_LANG)}#{update.anchor}"
