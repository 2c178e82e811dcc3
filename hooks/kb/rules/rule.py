"""What a rule is, and short ways to say where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from kb.findings.finding import Finding, Severity
from kb.model.base import Record
from kb.project import Project
from kb.read import Page
from kb.show.registry import DIRECTIVES
from kb.show.usage import Usage

Rule = Callable[[Project], Iterator[Finding]]


@lru_cache(maxsize=1)
def usage_of(project: Project) -> Usage:
    """What pages show, worked out once for all rules of a check."""
    return Usage(project, DIRECTIVES)


def at(
    record: Record,
    *loc: str | int,
    rule: str,
    message: str,
    hint: str | None = None,
    severity: Severity = Severity.ERROR,
    key: bool = False,
) -> Finding:
    """A finding at a record's field. loc: the way from the record; key: at its key."""
    place = record.place(*loc, key=key or not loc)
    path = record.origin.file.path
    return Finding(path, place.line, place.column, severity, rule, message, hint)


def on(
    page: Page,
    line: int,
    column: int = 1,
    *,
    rule: str,
    message: str,
    hint: str | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """A finding in a page. line, column: in its file."""
    return Finding(f"docs/{page.path}", line, column, severity, rule, message, hint, (page.path,))
