"""Sums of money and other large numbers, however they are written, and days.

41억, $4.1B and 4.1 billion are one word in the index: `=4100000000`. So is 2026년 1월 22일, which
three words would hardly find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Longest first, as the pattern takes the first that fits.
UNITS = {
    "trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3,
    "십억": 10**9, "백억": 10**10, "천억": 10**11, "천만": 10**7, "백만": 10**6,
    "bn": 10**9, "조": 10**12, "억": 10**8, "만": 10**4,
    "t": 10**12, "b": 10**9, "m": 10**6, "k": 10**3,
    # Apart from each other and from round sums, as a day is the sum of its three numbers.
    "년": 10007, "월": 101, "일": 1,
}  # fmt: skip

PATTERN = rf"(\d[\d,]*(?:\.\d+)?) ?({'|'.join(UNITS)})(?![a-z])"

_AMOUNT = re.compile(PATTERN)


def amounts(text: str) -> Iterator[str]:
    """The words for the sums in `text` (composed, lower case); 44억 1,000만 is one sum."""
    total, smallest, end = 0.0, 0, -1
    for match in _AMOUNT.finditer(text):
        value = float(match[1].replace(",", ""))
        unit = UNITS[match[2]]
        goes_on = unit < smallest and not text[end : match.start()].strip()
        if total and not goes_on and not _is_year(total):
            yield _word(total)
        total = value * unit + (total if goes_on else 0)
        smallest, end = unit, match.end()
    if total and not _is_year(total):
        yield _word(total)


def _is_year(value: float) -> bool:
    """Whether it is a year alone, which is a word of its own already."""
    return value % UNITS["년"] == 0 and value < 3000 * UNITS["년"]


def _word(value: float) -> str:
    return f"={round(value)}"
