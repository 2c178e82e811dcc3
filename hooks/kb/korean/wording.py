"""Parts of messages that more than one check needs."""

from __future__ import annotations

import difflib
from collections.abc import Sequence


def suggestion(word: str, known: Sequence[str]) -> str:
    """` 혹시 'x'?` for the known name nearest to a word, or nothing."""
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f" 혹시 '{found[0]}'?" if found else ""


def listed(names: Sequence[str], most: int = 12) -> str:
    """Names for a message, not more than a line can hold."""
    more = f" 외 {len(names) - most}개" if len(names) > most else ""
    return ", ".join(names[:most]) + more
