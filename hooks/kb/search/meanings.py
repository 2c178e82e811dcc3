"""Phrases of one meaning, and where any of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kb.search.keys import squeezed
from kb.search.language import SHORTEST_STEM, Stemmer
from kb.search.postings import Lists
from kb.search.records import Alias, Name, Said

# In words: what is looked for as one phrase, and the names that are phrases of their own. Longer ones
# are found by their words.
LONGEST_PHRASE = 6
LONGEST_NAME = 3

Found = tuple[int, int]


@dataclass(frozen=True)
class Meaning:
    """phrases: as keys without spaces. found: the list of where any of them stands."""

    phrases: tuple[str, ...]
    found: str


def meanings(parts: Sequence[Said], aliases: Sequence[Alias], stemmer: Stemmer) -> list[Meaning]:
    """What the parts speak of: aliases, and each name of several words by itself."""
    names = [name for said in parts for name in said.names]
    called = [tuple(dict.fromkeys(map(squeezed, alias.names))) for alias in aliases]
    called += [(name.called,) for name in names if 1 < len(name.words) <= LONGEST_NAME]
    phrases = [phrases for phrases in dict.fromkeys(called) if all(phrases)]
    words = {
        *chain.from_iterable(n.words for n in names),
        *chain.from_iterable(s.text for s in parts),
    }
    finder = _Finder(phrases, words, stemmer)
    lists = Lists[int]()
    for at, said in enumerate(parts):
        named = [
            (of, name.kind(size)) for name in said.names for of, size in _sizes(finder.named(name))
        ]
        lists.add(at, named, [of for of, _ in finder.within(said.text)])
    return [Meaning(phrases[of], lists.written[of]) for of in sorted(lists.written)]


def _sizes(found: Iterable[Found]) -> Iterable[Found]:
    """The groups in a name, each with the keys that all its phrases there take together.

    A term beside its translation, 모델 카드 and model card, is so all of the name.
    """
    sizes: Counter[int] = Counter()
    for of, size in found:
        sizes[of] += size
    return sizes.items()


class _Finder:
    """Finds groups of phrases in the words of a text: the number of each, and the keys it takes."""

    def __init__(
        self, phrases: Sequence[tuple[str, ...]], words: Iterable[str], stemmer: Stemmer
    ) -> None:
        """words: all that there are."""
        self._stemmer = stemmer
        self._groups: dict[str, list[int]] = {}
        for group, names in enumerate(phrases):
            for name in names:
                self._groups.setdefault(name, []).append(group)
        self._beginnings = {name[:end] for name in self._groups for end in range(1, len(name) + 1)}
        # What a word is by itself, for those with which a phrase begins or that are one.
        alone = ((word, list(self._ending("", word))) for word in words)
        self._alone = {word: found for word, found in alone if found or word in self._beginnings}

    def named(self, name: Name) -> list[Found]:
        """The groups whose phrases `name` is or holds."""
        # As it is written, too, since its words have lost what only looks like an ending: 성숙도.
        wholes = dict.fromkeys((name.called, "".join(name.words)))
        found = [(at, len(whole)) for whole in wholes for at in self._groups.get(whole, ())]
        return found + self.within(name.words)

    def within(self, said: Sequence[str]) -> list[Found]:
        """The groups whose phrases the words `said` hold, each as often as they do."""
        found: list[Found] = []
        alone, beginnings, last = self._alone, self._beginnings, len(said) - 1
        for at, word in enumerate(said):
            if word in alone:
                found += alone[word]
                # Most that begin a phrase do not go on with it, whatever the ending of the next.
                following = said[at + 1][:SHORTEST_STEM] if at < last else ""
                if word + following in beginnings:
                    found += self._longer(said[at : at + LONGEST_PHRASE])
        return found

    def _longer(self, said: Sequence[str]) -> Iterator[Found]:
        """The groups whose phrases begin with the first of `said` and go on."""
        phrase = said[0]
        for word in said[1:]:
            if phrase + word[:SHORTEST_STEM] not in self._beginnings:
                return
            yield from self._ending(phrase, word)
            phrase += word

    def _ending(self, phrase: str, word: str) -> Iterator[Found]:
        """The groups of `phrase` with a form of `word` behind it."""
        for form in (word, *self._stemmer.stems(word)):
            for group in self._groups.get(phrase + form, ()):
                yield group, len(phrase + form)
