"""What a Markdown page is made of, with the place of every part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.text import Lang

META = "_meta"
"""Id of the part of a page that is not text: its title and its description."""
INTRO = "_intro"
"""Id of the section before the first heading."""


@dataclass(unsafe_hash=True)
class PageError(Exception):
    """A page that cannot be read.

    line, column: counted from 1, in the file (parse_page) or in the body (scan_calls).
    message: Korean. rule: the id of what it breaks. wrong, right: what stands at the place and what
    has to, where that is certain.
    """

    line: int
    column: int
    message: str
    rule: str = "page/syntax"
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """`{{ expr }}` in running text.

    line, column: of the first brace, counted from 1. start, end: offsets in the body,
    braces included. in_heading: a heading takes plain text only.
    """

    expr: str
    line: int
    column: int
    start: int
    end: int
    in_heading: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture as written. line, column: of the target; start: its offset in the body."""

    target: str
    line: int
    column: int
    start: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Leftover:
    """What looks like Markdown or HTML and is none. kind: see `kb.read.leftovers`. text: as typed."""

    kind: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. id: the explicit one, "" if there is none.

    nested: inside a list, box or quotation, hence not the start of a section.
    start, end: offsets in the body, its lines included. translate: False for `translate=no`.
    """

    id: str
    level: int
    title: str
    line: int
    column: int
    start: int
    end: int
    nested: bool = False
    translate: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with an explicit id and its own text up to the next such heading.

    text: Markdown without the heading. start, end: offsets in the body, heading included.
    A heading without an id belongs to the text of the section before it. translate: False where
    its heading says that it stays in the language of the original.
    """

    id: str
    level: int
    title: str
    text: str
    line: int
    start: int
    end: int
    translate: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    path: `market/size.en.md`, relative to docs/. key: `market/size`, the same in both languages.
    meta: front matter; meta_lines: the line of each of its keys. body: the Markdown as MkDocs
    hands it on; body_line: the line in the file of the body's first line.
    """

    path: str
    lang: Lang
    key: str
    meta: Mapping[str, Any]
    meta_lines: Mapping[str, int]
    body: str
    body_line: int
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    calls: tuple[Call, ...]
    links: tuple[Link, ...]
    leftovers: tuple[Leftover, ...] = ()

    def section(self, section_id: str) -> Section | None:
        """The section with this id, or None."""
        return next((s for s in self.sections if s.id == section_id), None)

    def line_of(self, key: str) -> int:
        """The line of a front-matter key; 1 if the page lacks the key."""
        return self.meta_lines.get(key, 1)
