"""Parts of messages that more than one check needs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence


def suggestion(word: str, known: Sequence[str]) -> str:
    """` 혹시 'x'?` for the known name nearest to a word, or nothing."""
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f" 혹시 '{found[0]}'?" if found else ""


def meant(word: str, known: Iterable[str]) -> str:
    """The only known name that a word can be a slip of; empty where there is none or more than one.

    Numbers are never slips of one another: `survey-2025` is another thing than `survey-2024`.
    """
    alike = [name for name in known if _DIGITS.findall(name) == _DIGITS.findall(word)]
    same = [name for name in alike if name.casefold() == word.casefold()]
    near = same or difflib.get_close_matches(word, alike, cutoff=_CERTAIN)
    return near[0] if len(near) == 1 else ""


_DIGITS = re.compile(r"\d+")
_CERTAIN = 0.85
"""How alike two words are of which one is a slip."""


def listed(names: Sequence[str], most: int = 12) -> str:
    """Names for a message, not more than a line can hold."""
    more = f" 외 {len(names) - most}개" if len(names) > most else ""
    return ", ".join(names[:most]) + more
