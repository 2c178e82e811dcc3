"""The records of a site in the order of the index, and their words as keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kb.search.extract import PageRecords, Record
from kb.search.keys import keys, squeezed, words


@dataclass(frozen=True)
class Alias:
    """Names of one thing: a search for any finds the places that use any other.

    term: as we write it. variants: as readers may write it, in every language.
    lang: of `term`; the A-Z page of that language lists it.
    """

    term: str
    variants: tuple[str, ...]
    lang: str

    @property
    def names(self) -> tuple[str, ...]:
        return (self.term, *self.variants)


@dataclass(frozen=True)
class Entry:
    """One record of the index.

    page: number of its page. is_shown: whether a search leads to it.
    name, text: its words as keys.
    """

    page: int
    record: Record
    is_shown: bool
    name: tuple[str, ...]
    text: tuple[str, ...]


@dataclass
class Mentions:
    """Which records hold a word: in their name, and how often in their text."""

    named: set[int] = field(default_factory=set)
    told: Counter[int] = field(default_factory=Counter)


def read_entries(pages: Iterable[PageRecords], aliases: Sequence[Alias]) -> list[Entry]:
    """All records in order: pages by address, each before its sections; then what is not shown.

    aliases: a page that has one of the names as its title gets the others, so that each word in
    a name finds it.
    """
    ordered = sorted(pages, key=lambda page: page.page.address)
    names = _other_names(aliases)
    known: dict[str, str] = {}

    def entry(page: int, record: Record, is_shown: bool) -> Entry:
        return Entry(
            page, record, is_shown, _typed(record.title, known), _typed(record.text, known)
        )

    shown = [entry(at, record, True) for at, page in enumerate(ordered) for record in page]
    unseen = [
        entry(at, record, False)
        for at, page in enumerate(ordered)
        for record in (*page.unseen, *_unseen(page, names))
    ]
    return shown + unseen


def _typed(text: str, known: dict[str, str]) -> tuple[str, ...]:
    """known: keys of words met before, as texts repeat words."""
    return tuple(
        known[word] if word in known else known.setdefault(word, keys(word)) for word in words(text)
    )


def _other_names(aliases: Iterable[Alias]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for alias in aliases:
        for name in alias.names:
            names.setdefault(squeezed(name), []).extend(alias.names)
    return names


def _unseen(page: PageRecords, names: dict[str, list[str]]) -> list[Record]:
    known = {page.page.title, *(record.title for record in page.unseen)}
    others = dict.fromkeys(names.get(squeezed(page.page.title), ()))
    return [Record(page.page.address, name, "") for name in others if name not in known]
