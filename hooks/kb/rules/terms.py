"""Spellings that the glossary rules out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.facts.view import Facts
from kb.findings import rules
from kb.findings.finding import Finding, Scope
from kb.memo import Memo, question
from kb.model.base import Record, Text, walk
from kb.project import Project
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


def _in_pages(project: Project, page: Page) -> Iterator[Finding]:
    right = forbidden(project.memo)
    if page.lang != SOURCE_LANG or not right:
        return
    pattern = _pattern(right)
    for number, line in enumerate(page.body.split("\n"), start=page.body_line):
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
                mend=(match[0], right[match[0]]),
            )


def _in_data(project: Project, record: Record) -> Iterator[Finding]:
    right = forbidden(project.memo)
    # Titles of sources are quoted as they were published.
    if record.address.collection == "sources" or not right:
        return
    pattern = _pattern(right)
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
                mend=(match[0], right[match[0]]),
            )


def _pattern(right: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, right)))


def _words(found: str, right: dict[str, str]) -> tuple[str, str]:
    return f"'{found}'은(는) 쓰지 않는 표기입니다.", f"'{right[found]}'(으)로 쓰십시오."


CHECKS = (
    Check(_in_pages, (rules.FORBIDDEN,)),
    Check(_in_data, (rules.FORBIDDEN,), Scope.RECORD),
)
