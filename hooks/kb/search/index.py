"""The index that the search worker reads.

One UTF-8 text file per language. Its first line is JSON: the version, the language, what the worker
must know of it (endings, stop words, units) and the size in bytes of each block that follows:

records   a line each: address, title, number of words; a page before its sections. At the end what
          only helps to find a page, with `>` and the page's number for an address
words     a line each, sorted: a word as keys, or a phrase as keys and `~`
lists     a line for each word: the records that hold it, or of a phrase `#` and its groups
groups    a line each: all phrases of one meaning, a tab, the records that hold any of them; a
          phrase with a meaning to itself has its records in `lists`, as words do
texts     a line for each record

The worker slices blocks out of the bytes as it needs them, so that setting up takes no longer for a
large site. Numbers are written five bits to a character (`number`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.search.amounts import PATTERN, UNITS
from kb.search.extract import PageRecords
from kb.search.keys import keys
from kb.search.language import STOP_WORDS, Stemmer, endings
from kb.search.meanings import Meaning, meanings
from kb.search.records import Alias, Entry, Mentions, read_entries
from kb.search.vocabulary import mentions, simplified

VERSION = 1


@dataclass(frozen=True)
class Language:
    """One language of the site: its code, its name in itself, and the codes of the others."""

    code: str
    name: str
    others: tuple[str, ...] = ()


def build_index(
    pages: Iterable[PageRecords], aliases: Iterable[Alias], language: Language
) -> bytes:
    """The index file of one language.

    pages: of that language, in any order. aliases: of all languages.
    """
    stemmer = Stemmer()
    known_as = list(aliases)
    entries = simplified(read_entries(pages, known_as), stemmer)
    lists = {word: encoded(found) for word, found in mentions(entries).items()}
    groups = _add_phrases(lists, meanings(entries, known_as, stemmer))
    blocks = [
        [_record_line(entry) for entry in entries],
        sorted(lists),
        [lists[word] for word in sorted(lists)],
        groups,
        [entry.record.text for entry in entries],
    ]
    contents = ["".join(f"{line}\n" for line in block).encode() for block in blocks]
    return _header(language, [len(content) for content in contents]) + b"".join(contents)


def number(value: int) -> str:
    """`value` (0 or more) in five-bit digits, lowest first, from `0`; 32 says that more follow."""
    out = ""
    while value > 31:
        out += chr(48 + 32 + value % 32)
        value //= 32
    return out + chr(48 + value)


def encoded(found: Mentions) -> str:
    """A list of records: for each the step from the one before, times 4, and a kind from 0 to 3.

    The kind: 2 when its name holds the word, and 1 when the number of times that its text does
    follows; without that number it is none where the name has it, else one.
    """
    last, out = -1, []
    for record in sorted(found.named | found.told.keys()):
        count, is_named = found.told[record], record in found.named
        says_count = count != (0 if is_named else 1)
        out.append(number((record - last) * 4 + 2 * is_named + says_count))
        out.append(number(count) if says_count else "")
        last = record
    return "".join(out)


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


def _record_line(entry: Entry) -> str:
    address = entry.record.address if entry.is_shown else f">{entry.page}"
    return f"{address}\t{entry.record.title}\t{len(entry.text)}"


def _add_phrases(lists: dict[str, str], found: Sequence[Meaning]) -> list[str]:
    """Add phrases to `lists`; returns the lines of the groups that they refer to."""
    uses = Counter(phrase for meaning in found for phrase in meaning.phrases)
    groups: list[str] = []
    for meaning in found:
        if len(meaning.phrases) == 1 and uses[meaning.phrases[0]] == 1:
            lists[meaning.phrases[0] + "~"] = encoded(meaning.mentions)
            continue
        for phrase in meaning.phrases:
            lists[phrase + "~"] = lists.get(phrase + "~", "#") + number(len(groups))
        groups.append(" ".join(meaning.phrases) + "\t" + encoded(meaning.mentions))
    return groups
