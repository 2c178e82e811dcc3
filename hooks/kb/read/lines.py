"""Lines of a body as Markdown sees them, each knowing where it comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

TAB = 4
"""Width of a tab and depth of an indentation in Python-Markdown."""

OPAQUE = "\x02"
"""Stands for something that is not text any more: a fenced block, raw HTML."""

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """The rest of a line after its containers' indentation was taken off.

    number: of the line in the body, from 0. column: characters taken off, tabs expanded.
    folded: the lines of the fenced block that this one stands for.
    """

    number: int
    column: int
    text: str
    folded: tuple[Line, ...] = ()

    def cut(self, count: int) -> Line:
        """Without its first `count` characters."""
        folded = tuple(line.cut(count) for line in self.folded)
        return Line(self.number, self.column + count, self.text[count:], folded)

    def part(self, start: int, end: int) -> Line:
        """The characters from start to end."""
        if start == 0 and end == len(self.text):
            return self
        return Line(self.number, self.column + start, self.text[start:end])

    @property
    def indented(self) -> bool:
        """Whether it is indented by one level at least."""
        return self.text.startswith(" " * TAB)


@dataclass(frozen=True)
class Source:
    """A body, its lines with tabs expanded, and the way back from them to offsets."""

    body: str
    starts: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tabbed: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, body: str) -> Source:
        """Split a body the way Python-Markdown does: other white space ends no line."""
        source = cls(body)
        position = 0
        ends = [(m.start(), m.end()) for m in _LINE_END.finditer(body)]
        for number, (end, following) in enumerate([*ends, (len(body), len(body))]):
            raw = body[position:end]
            text = raw.expandtabs(TAB)
            if "\t" in raw:
                source.tabbed[number] = raw
            if number and not text.strip(" "):
                text = ""
            source.starts.append(position)
            source.lines.append(Line(number, 0, text))
            position = following
        return source

    def offset(self, number: int, column: int) -> int:
        """Offset in the body of a column (from 0, tabs expanded) of a line."""
        raw = self.tabbed.get(number)
        if raw is None:
            return self.starts[number] + column
        width = 0
        for index, char in enumerate(raw):
            if width >= column:
                return self.starts[number] + index
            width += TAB - width % TAB if char == "\t" else 1
        return self.starts[number] + len(raw)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, a tab being one column."""
        number = bisect_right(self.starts, offset) - 1
        return number + 1, offset - self.starts[number] + 1


@dataclass(frozen=True)
class Joined:
    """Lines joined by line feeds, and the way back from an offset to its line."""

    lines: list[Line]
    text: str
    starts: list[int]

    @classmethod
    def of(cls, lines: list[Line]) -> Joined:
        starts, position = [], 0
        for line in lines:
            starts.append(position)
            position += len(line.text) + 1
        return cls(lines, "\n".join(line.text for line in lines), starts)

    def place(self, offset: int) -> tuple[int, int]:
        """Number of the body's line and column in it, both from 0, tabs expanded."""
        index = bisect_right(self.starts, offset) - 1
        line = self.lines[index]
        return line.number, line.column + offset - self.starts[index]

    def between(self, start: int, end: int) -> list[Line]:
        """The lines, or parts of lines, from one offset to another."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end) - 1
        return [
            self.lines[index].part(
                max(0, start - self.starts[index]),
                min(len(self.lines[index].text), end - self.starts[index]),
            )
            for index in range(first, last + 1)
        ]
