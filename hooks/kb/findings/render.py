"""Findings as a terminal, a pull request, another program and the preview show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from kb.findings.finding import Finding, Fix, Severity, Span, in_a_line

Source = Callable[[str], str | None]
"""The text of a file by its path from the project's root; None where there is none."""
Render = Callable[..., Markup]
"""`Templates.render`."""

VERSION = 1
"""Of the form of `as_json`."""
_WIDEST = 160
"""Characters of a source line that a terminal is shown."""


def as_text(finding: Finding, source: Source) -> str:
    """A finding in one line, below it its line of the file with a mark, notes and its mend."""
    lines = [str(finding), *_excerpt(finding.span, source)]
    for note in finding.notes:
        lines += [in_a_line(f"  {note.span}: {note.message}"), *_excerpt(note.span, source)]
    if finding.fix:
        lines.append(f"  고칠 수 있음: {_mend(finding.fix)}")
    return "\n".join(lines)


def as_annotation(finding: Finding) -> str:
    """A finding as a command of GitHub's workflows, which shows it beside its line."""
    level = "error" if finding.severity is Severity.ERROR else "warning"
    properties = {
        "file": finding.span.path,
        "line": str(finding.span.line),
        "col": str(finding.span.column),
        "title": finding.rule.id,
    }
    if finding.span.length:
        properties["endColumn"] = str(finding.span.column + finding.span.length)
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = " ".join(filter(None, (finding.message, finding.hint)))
    lines = (_data(in_a_line(line)) for line in message.splitlines())
    return f"::{level} {told}::{'%0A'.join(lines)}"


def as_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """Findings for other programs. A field may be added later; none changes or goes."""
    return {"version": VERSION, "findings": [_json(finding) for finding in findings]}


def as_html(findings: Sequence[Finding], render: Render) -> Markup:
    """Findings for the preview, from the template `finding`."""
    return Markup("\n").join(render("finding", finding=finding) for finding in findings)


def _excerpt(span: Span, source: Source) -> Iterator[str]:
    """A line of a file with a mark below the span."""
    lines = (source(span.path) or "").split("\n")
    if span.line > len(lines) or not lines[span.line - 1].strip():
        return
    # A window around the span, as a line of data may be as long as a page.
    whole = "".join(map(_shown, lines[span.line - 1]))
    column = span.column - 1
    start = max(0, column - _WIDEST // 2) if len(whole) > _WIDEST else 0
    line = whole[start : start + _WIDEST]
    marked = line[column - start : column - start + span.length] or line[column - start :][:1]
    number = f"{span.line:>5}"
    yield f"{number} | {line}"
    yield f"{' ' * len(number)} | {' ' * _width(line[: column - start])}{'^' * (_width(marked) or 1)}"


def _shown(char: str) -> str:
    """A character as one that takes a place in a terminal: tabs and unseen ones are blanks."""
    return char if unicodedata.category(char)[0] not in "C" else " "


def _width(text: str) -> int:
    """Columns of a text in a terminal: Hangul takes two, a combining mark none."""
    wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return wide - sum(1 for char in text if unicodedata.combining(char))


def _mend(fix: Fix) -> str:
    return f"{_quoted(fix.old)} → {_quoted(fix.new) if fix.new else '지움'}"


def _quoted(text: str) -> str:
    """A text in quotes, in one line; white space alone and unseen characters by their numbers."""
    if text.strip() and text.replace("\n", "").isprintable():
        line = text.replace("\n", "\\n")
        return f"'{line}'" if len(line) <= _WIDEST else f"'{line[:_WIDEST]}…'"
    return " ".join(f"U+{ord(char):04X}" for char in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "scope": finding.rule.scope.value,
        "severity": finding.severity.value,
        **_span(finding.span),
        "message": finding.message,
        "hint": finding.hint,
        "notes": [{**_span(note.span), "message": note.message} for note in finding.notes],
        "datum": _datum(finding),
        "fix": _fix(finding.fix),
        "pages": list(finding.pages),
    }


def _span(span: Span) -> dict[str, Any]:
    return {"path": span.path, "line": span.line, "column": span.column, "length": span.length}


def _datum(finding: Finding) -> dict[str, str] | None:
    if finding.datum is None:
        return None
    collection, id = finding.datum
    return {"collection": collection, "id": id}


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    return {**_span(fix.span), "old": fix.old, "new": fix.new} if fix else None
