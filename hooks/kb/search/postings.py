"""How the index writes where a word stands: one character for most places.

Each range of characters says something else, so that a list needs no separators:

`0`-`o`   the last digit of a number, base 64: by how many parts the next one lies behind the last
`p`-`}`   a digit before it, base 14
`!`-`&`   the word is in a name there: in the page's title (+4), in a heading (1), or it is about all
          of a heading (2)
`(`-`*`   how often texts there hold it, by `COUNTS`; without that it is once, or never if a name has
          it
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable
from itertools import chain
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

# What is counted apart. A word says hardly more by standing there often.
COUNTS = (1, 3, 8)

# From which share of a heading on a word is about all of it.
ALL = 0.8

# The kind of a title, which goes together with that of a heading.
TITLE = 4

_LAST, _BEFORE, _NAMED, _COUNTED = ord("0"), ord("p"), ord("!"), ord("(")


def heading(size: int, room: int) -> int:
    """The kind of a heading that holds a word of `size` keys among `room` in all."""
    return 2 if size >= ALL * room else 1


def number(value: int) -> str:
    """`value`, 0 or more."""
    left, last = divmod(value, 64)
    digits = chr(_LAST + last)
    while left:
        left, digit = divmod(left, 14)
        digits = chr(_BEFORE + digit) + digits
    return digits


def places(found: str) -> int:
    """How many parts a list has."""
    return sum(chr(_LAST) <= char < chr(_BEFORE) for char in found)


class Lists(Generic[Key]):
    """Lists in the making, by what they are of: one part is added after the other."""

    def __init__(self) -> None:
        # Strings that grow, as so many objects would keep the collector of garbage busy.
        self.written: dict[Key, str] = {}
        self._next: dict[Key, int] = {}

    def add(self, part: int, named: Iterable[tuple[Key, int]], told: Iterable[Key]) -> None:
        """What stands in `part`. named: in its names, and the kind of each. told: in its texts."""
        kinds: dict[Key, int] = {}
        for key, kind in named:
            before = kinds.get(key, 0)
            kinds[key] = ((before | kind) & TITLE) + max(before % TITLE, kind % TITLE)
        counts = Counter(told)
        only_named = ((key, 0) for key in kinds if key not in counts)
        written, following = self.written, self._next
        for key, times in chain(counts.items(), only_named):
            step = part - following.get(key, 0)
            following[key] = part + 1
            # Most are so near and stand there once, which a call would cost more than to write.
            place = chr(_LAST + step) if step < 64 else number(step)
            kind = kinds.get(key, 0)
            if kind or times > 1:
                place += _marks(kind, times)
            written[key] = written.get(key, "") + place


def _marks(kind: int, times: int) -> str:
    name = chr(_NAMED + kind - 1) if kind else ""
    usual = 0 if kind else 1
    return name if times == usual else name + chr(_COUNTED + bisect_right(COUNTS, times) - 1)
