"""The index that the search worker reads.

One UTF-8 text file per language. Its first line is JSON: the version, the language, what the worker
must know of it (endings, stop words, units) and the size in bytes of each block that follows:

pages     a line for each part of a page (`parts`), the first with what is known of the page:
          address, title, number of words, number of sections; of a further part it is empty
words     a line each, sorted: a word as keys, or a phrase as keys and `~`. Of what it begins with
          like the word before, only how many letters that are, one character from `0`
lists     a line for each word: the parts where it stands (`postings`), or of a phrase `#` and its
          groups, written likewise
groups    a line each: the parts where any phrase of one meaning stands; a phrase with a meaning to
          itself has its list in `lists`, as words do

Nothing stands in it that can be read in the parts themselves, as most of them are never shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.search.amounts import PATTERN, UNITS
from kb.search.keys import keys
from kb.search.kinds import REST, PageKind
from kb.search.language import STOP_WORDS, VERB_FORMS, Stemmer, endings, open_endings
from kb.search.meanings import Meaning, meanings
from kb.search.parts import Part
from kb.search.postings import Lists, places
from kb.search.records import BREAK, Alias, Said, read
from kb.search.vocabulary import simplified, word_lists

VERSION = 4

# What one character tells in `words`.
LONGEST_BEGINNING = 75


@dataclass(frozen=True)
class Language:
    """One language of the site: its code, its name in itself, and the codes of the others.

    kinds: of its places, in the order in which they are looked up.
    """

    code: str
    name: str
    others: tuple[str, ...] = ()
    kinds: tuple[PageKind, ...] = (REST,)

    @property
    def named_only(self) -> tuple[str, ...]:
        """How addresses begin whose sections are found by their names alone."""
        return tuple(kind.start for kind in self.kinds if kind.named_only)


def build_index(parts: Sequence[Part], aliases: Iterable[Alias], language: Language) -> bytes:
    """The index file of one language.

    parts: of its pages, in order. aliases: of all languages.
    """
    stemmer = Stemmer()
    known_as = list(aliases)
    said = simplified(list(read(parts, known_as, language.named_only)), stemmer)
    lists = word_lists(said)
    groups = _add_phrases(lists, meanings(said, known_as, stemmer))
    ordered = sorted(lists)
    blocks = [
        _page_lines(parts, said),
        _word_lines(ordered),
        [lists[word] for word in ordered],
        groups,
    ]
    contents = ["".join(f"{line}\n" for line in block).encode() for block in blocks]
    return _header(language, [len(content) for content in contents]) + b"".join(contents)


def _header(language: Language, sizes: Sequence[int]) -> bytes:
    header = {
        "version": VERSION,
        "lang": language.code,
        "name": language.name,
        "others": language.others,
        "kinds": [(kind.start, kind.name, kind.worth) for kind in language.kinds],
        "endings": " ".join(endings()),
        "verbs": VERB_FORMS,
        "open": open_endings(),
        "stop": " ".join(sorted({keys(word) for word in STOP_WORDS})),
        "amount": PATTERN,
        "units": UNITS,
        "sizes": sizes,
    }
    return json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _page_lines(parts: Sequence[Part], every: Sequence[Said]) -> Iterator[str]:
    lengths: Counter[int] = Counter()
    for said in every:
        lengths[said.page] += len(said.text) - said.text.count(BREAK)
    for part, said in zip(parts, every, strict=True):
        page, length = part.page, lengths[said.page]
        line = f"{page.page.address}\t{page.page.title}\t{length}\t{len(page.sections)}"
        yield "" if part.number else line


def _word_lines(ordered: Iterable[str]) -> Iterator[str]:
    last = ""
    for word in ordered:
        same = _shared(last[:LONGEST_BEGINNING], word)
        yield chr(ord("0") + same) + word[same:]
        last = word


def _shared(one: str, other: str) -> int:
    """How many letters the two begin with alike."""
    for at, (letter, opposite) in enumerate(zip(one, other, strict=False)):
        if letter != opposite:
            return at
    return min(len(one), len(other))


def _add_phrases(lists: dict[str, str], found: Sequence[Meaning]) -> list[str]:
    """Add phrases to `lists`; returns the lines of the groups that they refer to."""
    uses = Counter(phrase for meaning in found for phrase in meaning.phrases)
    groups: list[str] = []
    of_phrases = Lists[str]()
    for meaning in found:
        if len(meaning.phrases) == 1 and uses[meaning.phrases[0]] == 1:
            # What is said at one place only is found by its words.
            if places(meaning.found) > 1:
                lists[meaning.phrases[0] + "~"] = meaning.found
            continue
        of_phrases.add(len(groups), (), meaning.phrases)
        groups.append(meaning.found)
    lists.update((f"{phrase}~", f"#{where}") for phrase, where in of_phrases.written.items())
    return groups
