"""What everything else is written in: two languages, and places in files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

Lang = Literal["ko", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
SOURCE_LANG: Lang = LANGS[0]
"""The language that pages are written in; the other one translates it."""


_NOT_UTF8 = re.compile("[\udc80-\udcff]")


PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
"""Characters that no standard gives a meaning, for a class of a pattern; tokens are made of them."""
# Not U+200C and U+200D, which join letters of some scripts.
UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff"
)
"""Characters that nobody sees, and those that turn what stands around them; for the same."""
HIDDEN = re.compile(f"[{UNSEEN}{PRIVATE}]")
"""A character that a reader does not see, or that has no meaning of its own."""

HOLE = re.compile("(?<!`)⟦[^⟦⟧\n]*⟧")
"""What a skeleton leaves to be written. Nothing else has these brackets, but where they are shown as code."""


def has_hole(value: object) -> bool:
    """Whether something of a text is still to be written."""
    return isinstance(value, str) and HOLE.search(value) is not None


@dataclass(frozen=True)
class Place:
    """A place in a text file, counted from 1."""

    line: int
    column: int


def place_at(text: str, offset: int) -> Place:
    """The place of an offset in a text whose lines end in line feeds."""
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def not_utf8(text: str) -> Place | None:
    """The first byte that was not UTF-8, escaped as `Folder.text` does; None where there is none."""
    found = _NOT_UTF8.search(text)
    return place_at(text, found.start()) if found else None


NOT_UTF8 = "UTF-8이 아닌 파일입니다. 편집기에서 인코딩을 UTF-8로 골라 다시 저장하십시오."
