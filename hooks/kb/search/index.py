"""The index that the search worker reads.

One UTF-8 text file per language. Its first line is JSON: the version, the language, what the worker
must know of it (endings, stop words, units) and the size in bytes of each block that follows:

records   a line each: address, title, number of words; a page before its sections
words     a line each, sorted: a word as keys, or a phrase as keys and `~`
lists     a line for each word: the records that hold it, or for a phrase `#` and its groups
groups    a line each: all keys of one meaning, a tab, the records that hold any of them
texts     a line for each record

The worker slices blocks out of the bytes as it needs them, so that setting up takes no longer for a
large site. Numbers are written five bits to a character (`number`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kb.search.amounts import PATTERN, UNITS, amounts
from kb.search.extract import PageRecords, Record
from kb.search.keys import keys, plain, squeezed, words
from kb.search.language import STOP_WORDS, Stemmer, endings

VERSION = 1

# A phrase of more words is found by its words.
LONGEST_PHRASE = 6

# Two parts of two syllables: shorter Hangul words are not taken apart.
SHORTEST_COMPOUND = 8
SHORTEST_PART = 4

_HANGUL_BEGINNING = tuple("RSEFAQTDWCZXVG")
_HANGUL_VOWELS = frozenset("KOIJPUHNMBLY")


@dataclass(frozen=True)
class Alias:
    """Names of one thing: a search for any finds the places that use any other.

    term: as we write it. variants: as readers may write it, in every language.
    lang: of `term`; the A-Z page of that language lists it.
    """

    term: str
    variants: tuple[str, ...]
    lang: str


@dataclass(frozen=True)
class Language:
    """One language of the site: its code, its name in itself, and the codes of the others."""

    code: str
    name: str
    others: tuple[str, ...] = ()


@dataclass
class _Mentions:
    """Which records hold a word: in their name, and how often in their text."""

    named: set[int] = field(default_factory=set)
    told: Counter[int] = field(default_factory=Counter)

    def encoded(self) -> str:
        last, out = -1, []
        for record in sorted(self.named | self.told.keys()):
            count = self.told[record]
            more_than_once = count > 1 or (record in self.named and count > 0)
            kind = (2 if record in self.named else 0) + more_than_once
            out.append(number((record - last) * 4 + kind) + (number(count) if kind % 2 else ""))
            last = record
        return "".join(out)


@dataclass(frozen=True)
class _Words:
    """The words of one record, as keys."""

    name: tuple[str, ...]
    text: tuple[str, ...]


def build_index(
    pages: Iterable[PageRecords], aliases: Iterable[Alias], language: Language
) -> bytes:
    """The index file of one language.

    pages: of that language, in any order; sorted by address here, so the bytes are the same.
    aliases: of all languages.
    """
    ordered = sorted(pages, key=lambda page: page.page.address)
    records = [record for page in ordered for record in page]
    stemmer = Stemmer()
    known: dict[str, str] = {}
    read = _simplified([_read(record, known) for record in records], ordered, stemmer)
    mentions = _mentions(records, read)
    groups = _groups(ordered, read, aliases, stemmer)
    lists = {word: found.encoded() for word, found in mentions.items()}
    for number_, (names, _) in enumerate(groups):
        for name in names:
            lists[name + "~"] = lists.get(name + "~", "#") + number(number_)
    blocks = [
        [_record_line(record, said) for record, said in zip(records, read, strict=True)],
        sorted(lists),
        [lists[word] for word in sorted(lists)],
        [" ".join(names) + "\t" + found.encoded() for names, found in groups],
        [record.text for record in records],
    ]
    encoded = ["".join(f"{line}\n" for line in block).encode() for block in blocks]
    return _header(language, [len(block) for block in encoded]) + b"".join(encoded)


def number(value: int) -> str:
    """`value` (0 or more) in five-bit digits, lowest first, from `0`; 32 says that more follow."""
    out = ""
    while value > 31:
        out += chr(48 + 32 + value % 32)
        value //= 32
    return out + chr(48 + value)


def _header(language: Language, sizes: Sequence[int]) -> bytes:
    header = {
        "version": VERSION,
        "lang": language.code,
        "name": language.name,
        "others": language.others,
        "endings": " ".join(endings()),
        "stop": " ".join(sorted({keys(word) for word in STOP_WORDS})),
        "amount": PATTERN,
        "units": UNITS,
        "sizes": sizes,
    }
    return json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _record_line(record: Record, said: _Words) -> str:
    return f"{record.address}\t{record.title}\t{len(said.text)}"


def _read(record: Record, known: dict[str, str]) -> _Words:
    """known: keys of words met before, as texts repeat words."""

    def typed(text: str) -> tuple[str, ...]:
        return tuple(
            known[word] if word in known else known.setdefault(word, keys(word))
            for word in words(text)
        )

    return _Words(typed(record.title), typed(record.text))


def _simplified(
    read: Sequence[_Words], pages: Sequence[PageRecords], stemmer: Stemmer
) -> list[_Words]:
    """`read` with compounds as their parts, and Hangul words without endings where both stand."""
    spread = _pages_with(read, pages)
    simple = {word: _simple(word, spread, stemmer) for word in spread}

    def replaced(said: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(part for word in said for part in simple[word])

    return [_Words(replaced(said.name), replaced(said.text)) for said in read]


def _pages_with(read: Sequence[_Words], pages: Sequence[PageRecords]) -> Counter[str]:
    """For each word, on how many pages it stands."""
    spread: Counter[str] = Counter()
    records = iter(read)
    for page in pages:
        on_page: set[str] = set()
        for _, said in zip(page, records, strict=False):
            on_page.update(said.name, said.text)
        spread.update(on_page)
    return spread


def _simple(word: str, spread: Mapping[str, int], stemmer: Stemmer) -> tuple[str, ...]:
    if not word[0].isupper():
        return (word,)
    for stem in stemmer.stems(word):
        if stem in spread:
            return _parts(stem, spread, stemmer) or (stem,)
    return _parts(word, spread, stemmer) or (word,)


def _parts(word: str, spread: Mapping[str, int], stemmer: Stemmer) -> tuple[str, ...]:
    """`word` as the fewest words that are each as common as it; empty when it is no compound.

    A spelling without spaces (데이터버전관리) is so found by the words of the usual one.
    """
    if len(word) < SHORTEST_COMPOUND:
        return ()
    starts = [0, *_syllables(word)]
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in [*starts[1:], len(word)]:
        for start in starts:
            if start not in best or end - start < SHORTEST_PART or end - start == len(word):
                continue
            part = _known(word[start:end], spread, spread[word], stemmer, end == len(word))
            if part and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = (*best[start], part)
    return best.get(len(word), ())


def _known(
    part: str, spread: Mapping[str, int], least: int, stemmer: Stemmer, is_last: bool
) -> str | None:
    """`part`, or at the end of a word its stem, when at least `least` pages have it."""
    candidates = [part, *stemmer.stems(part)] if is_last else [part]
    return next((word for word in candidates if spread.get(word, 0) >= least), None)


def _syllables(word: str) -> Iterator[int]:
    """Where syllables begin in `word`, but for the first: a consonant before a vowel."""
    for at, (this, following) in enumerate(pairwise(word.replace("^", ""))):
        if at and this in _HANGUL_BEGINNING and following in _HANGUL_VOWELS:
            yield _with_shifts(word, at)


def _with_shifts(word: str, at: int) -> int:
    """Where the key number `at` stands in `word`, whose shifted keys take two characters."""
    where = -1
    for position, char in enumerate(word):
        where += char != "^"
        if where == at:
            return position
    return len(word)


def _mentions(records: Sequence[Record], read: Sequence[_Words]) -> dict[str, _Mentions]:
    found: dict[str, _Mentions] = {}
    for at, (record, said) in enumerate(zip(records, read, strict=True)):
        for word in said.name:
            found.setdefault(word, _Mentions()).named.add(at)
        for word in (*said.text, *amounts(plain(record.text))):
            found.setdefault(word, _Mentions()).told[at] += 1
    # A single letter names nothing; those of W&B are found as one phrase.
    return {word: where for word, where in found.items() if not (len(word) == 1 and word.islower())}


def _groups(
    pages: Sequence[PageRecords],
    read: Sequence[_Words],
    aliases: Iterable[Alias],
    stemmer: Stemmer,
) -> list[tuple[tuple[str, ...], _Mentions]]:
    """Phrases of one meaning, with the records that hold any: aliases, and each name by itself."""
    named = [
        *(tuple(dict.fromkeys(map(squeezed, (a.term, *a.variants)))) for a in aliases),
        *((squeezed(record.title),) for page in pages for record in page),
    ]
    meanings = _Meanings([key for key in dict.fromkeys(named) if all(key)], stemmer)
    holders = [_Mentions() for _ in meanings.phrases]
    for at, said in enumerate(read):
        for group in {*meanings.of("".join(said.name)), *meanings.within(said.name)}:
            holders[group].named.add(at)
        for group in meanings.within(said.text):
            holders[group].told[at] += 1
    found = zip(meanings.phrases, holders, strict=True)
    return [(phrases, holder) for phrases, holder in found if holder.named or holder.told]


class _Meanings:
    """Groups of phrases of one meaning; finds them in the words of a text."""

    def __init__(self, phrases: Sequence[tuple[str, ...]], stemmer: Stemmer) -> None:
        self.phrases = phrases
        self._groups: dict[str, list[int]] = {}
        for group, names in enumerate(phrases):
            for name in names:
                self._groups.setdefault(name, []).append(group)
        self._beginnings = {phrase[:SHORTEST_PART] for phrase in self._groups}
        self._stemmer = stemmer

    def of(self, phrase: str) -> Sequence[int]:
        """The groups that hold `phrase`."""
        return self._groups.get(phrase, ())

    def within(self, said: Sequence[str]) -> Iterator[int]:
        """The groups whose phrases the words `said` hold, each as often as they do."""
        for start in range(len(said)):
            phrase = ""
            for word in said[start : start + LONGEST_PHRASE]:
                for form in (word, *self._stemmer.stems(word)):
                    yield from self.of(phrase + form)
                phrase += word
                if len(phrase) >= SHORTEST_PART and phrase[:SHORTEST_PART] not in self._beginnings:
                    break
