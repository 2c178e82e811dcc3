"""What is wrong with the knowledge base, as data.

A rule is declared once; a finding is one breach of it, at one place, with its mend. The terminal,
the preview, a pull request and other programs show the same `Finding`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum

from kb.korean.wording import listed


class Severity(StrEnum):
    """Errors fail a build: a reader would see something wrong. Warnings never do."""

    ERROR = "error"
    WARNING = "warning"


class Scope(StrEnum):
    """What a rule looks at: one file, record or page, a page with its translation, everything."""

    FILE = "file"
    RECORD = "record"
    PAGE = "page"
    PAIR = "pair"
    SITE = "site"


@dataclass(frozen=True)
class Rule:
    """What must hold. id: `group/name`, permanent. about_ko, about_en: one line on it.

    example: what breaks it, as a writer would type it. mends: whether some breaches can be mended
    with certainty.
    """

    id: str
    scope: Scope
    severity: Severity
    about_ko: str
    about_en: str
    example: str
    mends: bool = False


DECLARED = "rules"
"""Name under which a memo is given every rule, by id: what shows them stands below what checks."""


@dataclass(frozen=True)
class Span:
    """A part of a file. path: POSIX, from the project's root. line, column: counted from 1.

    length: characters from there on in its line; 0 where only the place is known.
    """

    path: str
    line: int
    column: int
    length: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Note:
    """A second place that belongs to a finding, such as where a name was first used. Korean."""

    span: Span
    message: str


@dataclass(frozen=True)
class Fix:
    """A mend that is certain: at the span, `old` becomes `new`."""

    span: Span
    old: str
    new: str


@dataclass(frozen=True)
class Lines:
    """Lines of a file, from the first to the last, counted from 1."""

    path: str
    first: int
    last: int


_PAGES = 5
"""So many pages are named in a line; `pages` has them all."""


@dataclass(frozen=True)
class Finding:
    """One mistake, at one place, with its mend.

    message, hint: Korean. datum: collection and id of the record that is wrong.
    pages: pages (`market/size.md`) that show it. lacking: what is looked for here and is nowhere,
    such as `sources/report` or `pages/market/size/`. rests_on: what has to be right first.
    """

    rule: Rule
    span: Span
    message: str
    hint: str | None = None
    notes: tuple[Note, ...] = ()
    datum: tuple[str, str] | None = None
    fix: Fix | None = None
    pages: tuple[str, ...] = ()
    lacking: str = ""
    rests_on: tuple[Lines, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def __str__(self) -> str:
        text = f"{self.span}: {self.message}"
        if self.hint:
            text += f" {self.hint}"
        text += f" [{self.rule.id}]"
        if self.pages:
            text += f" → {listed(self.pages, _PAGES)}"
        return in_a_line(text)


def in_a_line(text: str) -> str:
    """A text as a terminal can be given it, whatever stands in a file or its name: in one line, with
    the numbers of characters that would move, colour or hide something, and no command of GitHub's.
    """
    shown = "".join(
        char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text.replace("\n", "⏎")
    )
    return _COMMAND.sub(r"\\\g<0>", shown)


_COMMAND = re.compile(r"^\s*::|##\[")


def ordered(findings: Iterable[Finding], changed: Set[str] = frozenset()) -> list[Finding]:
    """Sort by file and place, each once; files of this branch first, within them errors first.

    changed: paths that the branch has changed. A note that leads there counts, too: it may name the
    cause.
    """
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (
            changed.isdisjoint({f.span.path, *(note.span.path for note in f.notes)}),
            f.severity is not Severity.ERROR,
            f.span.path,
            f.span.line,
            f.span.column,
            f.rule.id,
        ),
    )


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that fail a build."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
