"""Lines that stand elsewhere than their writer means: Python-Markdown wants four blanks, not two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.read.blocks import BOX
from kb.read.lines import TAB, Line

_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.) +\S")
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_DIAGRAM = re.compile(
    r"[ >]*[`~]{3,} *\{?\.?(?:mermaid|plantuml|puml|dot|graphviz|math|latex|katex)\b"
)


def misplaced(lines: Sequence[Line]) -> Iterator[tuple[str, Line, str]]:
    """Kind, first line and text of what does not belong to the list, box or note above it.

    lines: with each fence as one. The text of an inner item is its indentation, that of anything
    else all its lines.
    """
    above, gap = "", False
    run: list[Line] = []
    for line in [*lines, Line(0, 0, "")]:
        indent = len(line.text) - len(line.text.lstrip(" "))
        is_item = bool(_ITEM.match(line.text))
        is_outside = 0 < indent < TAB and bool(above) and (gap or bool(run) or above == "box")
        if is_outside and not (is_item and above == "item"):
            run.append(line)
            continue
        if run:
            yield "outside", run[0], "\n".join(part.text for part in _whole(run))
            run = []
        if 0 < indent < TAB and is_item and above == "item":
            yield "nested", line, line.text[:indent]
        if line.text and indent == 0:
            above = _opened(line.text, is_item) or (above if above == "item" and not gap else "")
        gap = not line.text


def _opened(text: str, is_item: bool) -> str:
    """What a line begins that goes on below it; empty for a line of text."""
    return "item" if is_item else "box" if BOX.match(text) or _NOTE.match(text) else ""


def _whole(run: list[Line]) -> Iterator[Line]:
    for line in run:
        yield from line.folded or (line,)


def moved_in(text: str) -> str:
    """Lines that are outside of what is above them, in it."""
    first = len(text) - len(text.lstrip(" "))
    lines = text.split("\n")
    return "\n".join(f"{' ' * (TAB - first)}{line}" if line.strip() else line for line in lines)


def diagrams(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Fences that are to be drawn and show their text, with the line that opens each."""
    for line in lines:
        opening = line.folded[0].text if line.folded else ""
        if _DIAGRAM.match(opening):
            yield line.folded[0], opening
