"""Which words the index lists: compounds as their parts, Hangul words without their endings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, pairwise

from kb.search.language import OF_NOUNS, SHORTEST_STEM, VERB_MARKS, Stemmer
from kb.search.postings import Lists
from kb.search.records import BREAK, Name, Said

# Two parts of two syllables: shorter Hangul words are not taken apart.
SHORTEST_COMPOUND = 8
SHORTEST_PART = 4

_CONSONANTS = frozenset("RSEFAQTDWCZXVG")
_VOWELS = frozenset("KOIJPUHNMBLY")


def simplified(parts: Sequence[Said], stemmer: Stemmer) -> list[Said]:
    """`parts` with compounds as their parts, and words without endings where both stand."""
    spread = _spread(parts)
    verbs = _verbs(spread)
    simple = {word: _simple(word, spread, verbs, stemmer) for word in spread}

    def replaced(words: Iterable[str]) -> list[str]:
        return list(chain.from_iterable(map(simple.__getitem__, words)))

    return [
        Said(
            said.page,
            [Name(name.is_title, name.called, replaced(name.words)) for name in said.names],
            replaced(said.text),
            said.sums,
        )
        for said in parts
    ]


def word_lists(parts: Iterable[Said]) -> dict[str, str]:
    """Where each word stands, sums of money among them."""
    lists = Lists[str]()
    for at, said in enumerate(parts):
        named = [(word, name.kind(len(word))) for name in said.names for word in name.words]
        lists.add(at, named, chain(said.text, said.sums))
    # A single letter names nothing; those of W&B are found as one phrase.
    return {
        word: where
        for word, where in lists.written.items()
        if word != BREAK and not (len(word) == 1 and word.islower())
    }


def _spread(parts: Iterable[Said]) -> Counter[str]:
    """For each word, on how many pages it stands."""
    pages: defaultdict[int, set[str]] = defaultdict(set)
    for said in parts:
        pages[said.page].update(said.text, *(name.words for name in said.names))
    return Counter(chain.from_iterable(pages.values()))


def _verbs(spread: Iterable[str]) -> frozenset[str]:
    """The stems of the verbs that stand somewhere with an ending that only verbs have."""
    ended = (word[: -len(mark)] for mark in VERB_MARKS for word in spread if word.endswith(mark))
    return frozenset(stem for stem in ended if len(stem) >= SHORTEST_STEM)


def _simple(
    word: str, spread: Mapping[str, int], verbs: Set[str], stemmer: Stemmer
) -> tuple[str, ...]:
    """What the index has for `word`: of a verb its stem, of a compound its parts."""
    if not word[0].isupper():
        return (word,)
    simple = _stemmed(word, spread, stemmer)
    if len(simple) > 1 or simple[0] in verbs:
        return simple
    # An ending behind that of a verb leaves a form of it: 평가한다 is of 평가한, and that of 평가.
    again = _stemmed(simple[0], spread, stemmer)
    if len(again) > 1 or stemmer.is_of_verb(simple[0][len(again[0]) :]):
        return again
    return next(((stem,) for stem in stemmer.verb_stems(simple[0]) if stem in verbs), simple)


def _stemmed(word: str, spread: Mapping[str, int], stemmer: Stemmer) -> tuple[str, ...]:
    is_noun = not spread.keys().isdisjoint(word + particle for particle in OF_NOUNS)
    for stem in stemmer.all_stems(word):
        # 성숙도 is not 성숙 with 도, as 성숙도를 shows.
        if is_noun and not stemmer.is_of_verb(word[len(stem) :]):
            continue
        # One syllable is a stem only where it is the commoner word: 팀 of 팀은, but not 평 of 평가.
        least = 1 if len(stem) >= SHORTEST_STEM else spread[word] + 1
        if spread.get(stem, 0) >= least:
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
    """Where syllables begin in `word`, but for the first: at a consonant before a vowel."""
    places = [at for at, key in enumerate(word) if key != "^"]
    for this, following in pairwise(places):
        if this and word[this] in _CONSONANTS and word[following] in _VOWELS:
            yield this
