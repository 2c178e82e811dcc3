"""What is compared of a project: all that its readers, its writers and its translators see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.addresses import page_address, page_at, page_path
from kb.changes.following import following
from kb.content.compile import Content, prose
from kb.content.late import lang_of
from kb.facts.collections import COLLECTIONS
from kb.facts.load import drafts, ids, record
from kb.facts.symbols import Datum
from kb.facts.updates import name_of
from kb.facts.view import Facts
from kb.findings.finding import Finding
from kb.memo import Key, Memo, Unanswered
from kb.model.base import Record
from kb.project import has_page, keys, page, page_paths, written
from kb.read import INTRO
from kb.redirects import redirects
from kb.rules.causes import compiled
from kb.rules.check import findings
from kb.site.link import article
from kb.text import Lang
from kb.translation.pins import page_texts
from kb.translation.state import draft_states, part_states, string_states
from kb.translation.status import Status

At = tuple[str, Lang]
"""A page by its key and its language."""
Unit = tuple[str | Datum, str]
"""What is translated at once: a part of a page by the page's key, or a text of the data by its
record and the way to it there.
"""


@dataclass(frozen=True)
class Translation:
    """How a translation stands. name: of what it translates. korean: the pin of that today.

    english: what it says; empty for none.
    """

    name: str
    status: Status
    korean: str
    english: str


@dataclass(frozen=True)
class Snapshot:
    """A project at one moment.

    records, names: by collection and id. drafts: records that readers do not see yet. following:
    values that follow from records, by what they are. pages: as readers see them. prose: the HTML of
    pages without what the data put there as lists, tables and cards. addresses: of pages and their
    sections. redirects: where what has moved is. translations: of drafts, too. findings: None where
    the project is too broken to be looked through. known: whatever was asked.
    """

    records: Mapping[Datum, Record]
    drafts: Mapping[Datum, Record]
    names: Mapping[Datum, str]
    following: Mapping[str, str]
    pages: Mapping[At, Content]
    prose: Mapping[At, str]
    addresses: frozenset[str]
    redirects: Mapping[str, str]
    translations: Mapping[Unit, Translation]
    findings: tuple[Finding, ...] | None
    known: frozenset[Key]


def taken(memo: Memo) -> Snapshot:
    """The project as its files are now."""
    facts = Facts(memo)
    data = [(c.name, id) for c in COLLECTIONS for id in ids(memo, c.name)]
    pages = dict(_pages(memo))
    return Snapshot(
        records={datum: record(memo, *datum) for datum in data},
        drafts={
            (c.name, id): draft for c in COLLECTIONS for id, draft in drafts(memo, c.name).items()
        },
        names={datum: _name(facts, datum) for datum in data},
        following=dict(following(facts)),
        pages=pages,
        prose={at: prose(memo, at[0], lang_of(memo, *at), at[1]) for at in pages},
        addresses=frozenset(_addresses(memo)),
        redirects=redirects(memo),
        translations=dict(_translations(memo)),
        findings=_findings(memo),
        known=memo.answered,  # by all of the above
    )


def _pages(memo: Memo) -> Iterator[tuple[At, Content]]:
    """Every page in the languages that it is written in; one that cannot be read is left out."""
    for key, lang in _published(memo):
        try:
            found = article(memo, key, lang) if compiled(memo, key, lang) else None
        except Unanswered:
            found = None
        if found:
            yield (key, lang), found


def _published(memo: Memo) -> Iterator[At]:
    """Every page in the languages that it is written in, for a translation if it has its original."""
    return ((key, lang) for key, lang in written(memo) if has_page(memo, key))


def _findings(memo: Memo) -> tuple[Finding, ...] | None:
    try:
        return findings(memo)
    except Unanswered:
        return None


def _name(facts: Facts, datum: Datum) -> str:
    name = name_of(facts, datum)
    return name if isinstance(name, str) else name.ko


def _addresses(memo: Memo) -> Iterator[str]:
    """Addresses from the root of the site, `market/size/#forecast`: of pages, also of those that
    cannot be read, and of sections.
    """
    paths = page_paths(memo)
    for path in paths:
        key, lang = page_at(path)
        if page_path(key) in paths:
            yield address_of((key, lang))
        found = page(memo, key, lang)
        ids = [section.id for section in found.sections] if found else []
        yield from (f"{page_address(key, lang)}#{id}" for id in ids if id != INTRO)


def address_of(at: At) -> str:
    """A page's address, `/` for the home page."""
    return page_address(*at) or "/"


def _translations(memo: Memo) -> Iterator[tuple[Unit, Translation]]:
    for key in keys(memo):
        english = page(memo, key, "en")
        texts = page_texts(english) if english else {}
        for part in part_states(memo, key):
            said = texts.get(part.id, "")
            yield (key, part.id), Translation(f"{key}#{part.id}", part.status, part.current, said)
    for state in (*string_states(memo), *draft_states(memo)):
        string = state.string
        way = string.key.partition(" ")[2].removeprefix(f"{string.datum[1]}.")
        unit = string.datum, way
        yield unit, Translation(string.key, state.status, state.current, string.en or "")
