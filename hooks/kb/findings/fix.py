"""Carry out the mends that are certain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.findings.finding import Finding, Fix

_LINE_END = re.compile(r"\r\n|\r|\n")


def by_file(findings: Iterable[Finding]) -> dict[str, list[Fix]]:
    """The mends of findings by the file that they change, in the order of the findings."""
    found: dict[str, list[Fix]] = {}
    for finding in findings:
        if finding.fix:
            found.setdefault(finding.fix.span.path, []).append(finding.fix)
    return found


def fixed(text: str, fixes: Iterable[Fix]) -> str:
    """A file's text with each mend carried out whose old text still stands at its place.

    fixes: of this file. Of two that touch the same characters only the first in the file counts.
    The line ends of the file stay as they are.
    """
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    parts: list[str] = []
    end = 0
    for fix in sorted(set(fixes), key=lambda fix: (fix.span.line, fix.span.column, fix.new)):
        if not 1 <= fix.span.line <= len(starts):
            continue
        start = starts[fix.span.line - 1] + fix.span.column - 1
        old, new = (part.replace("\n", end_of_line) for part in (fix.old, fix.new))
        if start >= end and old and text.startswith(old, start):
            parts += [text[end:start], new]
            end = start + len(old)
    return "".join([*parts, text[end:]])
