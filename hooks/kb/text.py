"""What everything else is written in: two languages, and places in files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Lang = Literal["ko", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
SOURCE_LANG: Lang = LANGS[0]
"""The language that pages are written in; the other one translates it."""


@dataclass(frozen=True)
class Place:
    """A place in a text file, counted from 1."""

    line: int
    column: int
