"""Which language a text is in, by its letters."""

from __future__ import annotations

import re

_LETTER = re.compile(r"[A-Za-z가-힣]")
_HANGUL = re.compile(r"[가-힣]")
_MOSTLY = 0.5
"""The share of its letters from which on a text is Korean."""


def is_korean(words: str, most: int = 0) -> bool:
    """Whether a text is Korean as a whole. most: letters of Korean that another one may have."""
    hangul, letters = len(_HANGUL.findall(words)), len(_LETTER.findall(words))
    return hangul > most and hangul > letters * _MOSTLY
