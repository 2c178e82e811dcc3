"""Spellings that the glossary rules out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.facts.view import Facts
from kb.findings import rules
from kb.findings.finding import Finding, Scope
from kb.korean.particles import PAIRS, Final, final_sound, josa
from kb.memo import Memo, question, text, tool
from kb.model.base import Record, Text, walk
from kb.project import DOCS, Project
from kb.read import Page
from kb.rules.rule import Check, at, on
from kb.text import SOURCE_LANG


@question
def forbidden(memo: Memo) -> dict[str, str]:
    """The right spelling for each that the glossary rules out, the longest first."""
    right = {
        spelling.text: spelling.use
        for term in Facts(memo).glossary.values()
        for spelling in term.forbidden
    }
    return {wrong: right[wrong] for wrong in sorted(right, key=len, reverse=True)}


@tool
def forbidden_pattern(memo: Memo) -> re.Pattern[str] | None:
    """Finds spellings that the glossary rules out; None where there are none."""
    right = forbidden(memo)
    return re.compile("|".join(map(re.escape, right))) if right else None


def _in_pages(project: Project, page: Page) -> Iterator[Finding]:
    right, pattern = forbidden(project.memo), forbidden_pattern(project.memo)
    if page.lang != SOURCE_LANG or pattern is None:
        return
    for number, line in _prose_lines(project.memo, page):
        for match in pattern.finditer(line):
            message, hint = _words(match[0], right)
            yield on(
                page,
                number,
                match.start() + 1,
                rule=rules.FORBIDDEN,
                message=message,
                hint=hint,
                length=len(match[0]),
                mend=_mend(match, right),
            )


def _prose_lines(memo: Memo, page: Page) -> Iterator[tuple[int, str]]:
    """The lines of a page that readers see, with their numbers: title, description, body."""
    lines = (text(memo, f"{DOCS}/{page.path}") or "").split("\n")
    for name in ("title", "description"):
        if name in page.meta:
            yield page.line_of(name), lines[page.line_of(name) - 1]
    yield from enumerate(page.body.split("\n"), start=page.body_line)


def _in_data(project: Project, record: Record) -> Iterator[Finding]:
    right, pattern = forbidden(project.memo), forbidden_pattern(project.memo)
    # Titles of sources are quoted as they were published.
    if record.address.collection == "sources" or pattern is None:
        return
    for loc, value in walk(record):
        match = pattern.search(value.ko) if isinstance(value, Text) else None
        if match:
            message, hint = _words(match[0], right)
            yield at(
                project,
                record,
                *loc,
                *(() if value.proper else ("ko",)),
                rule=rules.FORBIDDEN,
                message=message,
                hint=hint,
                mend=_mend(match, right),
            )


def _mend(match: re.Match[str], right: dict[str, str]) -> tuple[str, str] | None:
    """A spelling with the particle behind it, and what has to stand there.

    None where it cannot be known which particle the right spelling takes.
    """
    old, new = match[0], right[match[0]]
    behind = _PARTICLE.match(match.string, match.end())
    if behind is None:
        return old, new
    if final_sound(new) is Final.UNKNOWN:
        return None
    return old + behind[0], josa(new, _PAIR_OF[behind[0]])


_PAIR_OF = {form: pair for pair, forms in PAIRS.items() for form in forms}
_PARTICLE = re.compile(rf"(?:{'|'.join(sorted(_PAIR_OF, key=len, reverse=True))})(?!\w)")


def _words(found: str, right: dict[str, str]) -> tuple[str, str]:
    return f"'{found}'은(는) 쓰지 않는 표기입니다.", f"'{right[found]}'(으)로 쓰십시오."


CHECKS = (
    Check(_in_pages, (rules.FORBIDDEN,)),
    Check(_in_data, (rules.FORBIDDEN,), Scope.RECORD),
)
