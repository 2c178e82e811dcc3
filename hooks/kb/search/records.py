"""What is said in the parts of a site, in words as keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.search.amounts import amounts
from kb.search.extract import PageRecords, Record
from kb.search.keys import keys, plain, squeezed, words
from kb.search.parts import Part
from kb.search.postings import TITLE, heading

# Stands behind each text like a word, so that no phrase goes on into the next text.
BREAK = "\n"


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
class Name:
    """The name of a record. is_title: of its page. called: as keys without spaces. words: as keys."""

    is_title: bool
    called: str
    words: Sequence[str]

    def kind(self, size: int) -> int:
        """Which kind of name it is that holds `size` keys in question."""
        return TITLE if self.is_title else heading(size, len(self.called))


@dataclass(frozen=True)
class Said:
    """What is said in a part.

    page: the number of its page. text: the words of its texts as keys, `BREAK` behind each text.
    sums: of money and the like, in its texts.
    """

    page: int
    names: Sequence[Name]
    text: Sequence[str]
    sums: Sequence[str]


def read(
    parts: Iterable[Part], aliases: Iterable[Alias], named_only: tuple[str, ...] = ()
) -> Iterator[Said]:
    """What is said in each part; what finds a page without standing on it is said in its first.

    aliases: a page that has one of the names as its title gets the others, so that each word in
    a name finds it. named_only: how addresses begin whose sections are found by their names alone.
    """
    others, typed, page = _other_names(aliases), _Typed(), -1
    for part in parts:
        is_first = part.number == 0
        page += is_first
        unseen = (*part.page.unseen, *_unseen(part.page, others)) if is_first else ()
        names: list[Name] = []
        text: list[str] = []
        sums: list[str] = []
        for record in (*part.records, *unseen):
            name = typed.words(record.title)
            names.append(Name(record is part.page.page, "".join(name), name))
            if record.address.startswith(named_only) and "#" in record.address:
                continue
            text += (*typed.words(record.text), BREAK)
            sums += amounts(plain(record.text))
        yield Said(page, names, text, sums)


class _Typed(dict[str, str]):
    """Words and their keys; remembers them, as texts repeat words."""

    def __missing__(self, word: str) -> str:
        self[word] = typed = keys(word)
        return typed

    def words(self, text: str) -> list[str]:
        """The words of `text` as keys."""
        return list(map(self.__getitem__, words(text))) if text else []


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
