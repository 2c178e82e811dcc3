"""Phrases of one meaning, and where a text holds any of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.search.keys import squeezed
from kb.search.language import Stemmer
from kb.search.records import Alias, Entry, Mentions
from kb.search.vocabulary import SHORTEST_PART

# A phrase of more words is found by its words.
LONGEST_PHRASE = 6


@dataclass(frozen=True)
class Meaning:
    """phrases: as keys without spaces. mentions: the records that hold any of them."""

    phrases: tuple[str, ...]
    mentions: Mentions


def meanings(entries: Sequence[Entry], aliases: Sequence[Alias], stemmer: Stemmer) -> list[Meaning]:
    """What the entries speak of: aliases, and each name of several words by itself."""
    called = [tuple(dict.fromkeys(map(squeezed, alias.names))) for alias in aliases]
    called += [
        (squeezed(entry.record.title),)
        for entry in entries
        if 1 < len(entry.name) <= LONGEST_PHRASE
    ]
    finder = _Finder([phrases for phrases in dict.fromkeys(called) if all(phrases)], stemmer)
    found = [Meaning(phrases, Mentions()) for phrases in finder.phrases]
    for at, entry in enumerate(entries):
        for number in {*finder.having("".join(entry.name)), *finder.within(entry.name)}:
            found[number].mentions.named.add(at)
        for number in finder.within(entry.text):
            found[number].mentions.told[at] += 1
    return [meaning for meaning in found if meaning.mentions.named or meaning.mentions.told]


class _Finder:
    """Finds groups of phrases, by their number, in the words of a text."""

    def __init__(self, phrases: Sequence[tuple[str, ...]], stemmer: Stemmer) -> None:
        self.phrases = phrases
        self._groups: dict[str, list[int]] = {}
        for group, names in enumerate(phrases):
            for name in names:
                self._groups.setdefault(name, []).append(group)
        self._beginnings = {phrase[:SHORTEST_PART] for phrase in self._groups}
        self._stemmer = stemmer

    def having(self, phrase: str) -> Sequence[int]:
        """The groups that have `phrase`."""
        return self._groups.get(phrase, ())

    def within(self, said: Sequence[str]) -> Iterator[int]:
        """The groups whose phrases the words `said` hold, each as often as they do."""
        for start in range(len(said)):
            phrase = ""
            for word in said[start : start + LONGEST_PHRASE]:
                for form in (word, *self._stemmer.stems(word)):
                    yield from self.having(phrase + form)
                phrase += word
                if len(phrase) >= SHORTEST_PART and phrase[:SHORTEST_PART] not in self._beginnings:
                    break
