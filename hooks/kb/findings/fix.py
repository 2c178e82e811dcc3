"""Carry out the mends that are certain."""

from __future__ import annotations

from collections.abc import Iterable

from kb.findings.finding import Fix


def fixed(text: str, fixes: Iterable[Fix]) -> str:
    """A file's text with each mend carried out whose old text still stands at its place.

    fixes: of this file. Of two that touch the same characters only the first in the file counts.
    """
    starts = _line_starts(text)
    parts: list[str] = []
    end = 0
    for fix in sorted(set(fixes), key=lambda fix: (fix.span.line, fix.span.column, fix.new)):
        if not 1 <= fix.span.line <= len(starts):
            continue
        start = starts[fix.span.line - 1] + fix.span.column - 1
        if start >= end and fix.old and text.startswith(fix.old, start):
            parts += [text[end:start], fix.new]
            end = start + len(fix.old)
    return "".join([*parts, text[end:]])


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts[:-1]
