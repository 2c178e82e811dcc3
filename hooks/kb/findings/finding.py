"""What is wrong with the knowledge base, as data.

The terminal, the browser's error page and a pull request print the same `Finding`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Errors fail a build: a reader would see something wrong. Warnings never do."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One mistake, at one place, with its mend.

    path: POSIX path from the project's root. line, column: counted from 1.
    rule: id of the rule, `group/name`. message, hint: Korean.
    pages: addresses of the pages (`market/size.md`) that show the datum.
    """

    path: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    hint: str | None = None
    pages: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}: {self.message}"
        if self.hint:
            text += f" {self.hint}"
        text += f" [{self.rule}]"
        if self.pages:
            text += f" → {', '.join(self.pages)}"
        return text


def ordered(findings: Iterable[Finding], changed: Collection[str] = ()) -> list[Finding]:
    """Sort by file and place, each once; errors first, within them files of this branch first.

    changed: paths that the branch has changed.
    """
    unique = dict.fromkeys(findings)
    return sorted(
        unique,
        key=lambda f: (
            f.severity is not Severity.ERROR,
            f.path not in changed,
            f.path,
            f.line,
            f.column,
            f.rule,
        ),
    )


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that fail a build."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
