"""Spellings that the glossary rules out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kb.findings.finding import Finding
from kb.model.base import Text, walk
from kb.project import Project
from kb.rules.rule import at, on

RULE = "glossary/forbidden"


def terms(project: Project) -> Iterator[Finding]:
    right = {
        forbidden.text: forbidden.use
        for term in project.facts.glossary.values()
        for forbidden in term.forbidden
    }
    if not right:
        return
    pattern = re.compile("|".join(re.escape(t) for t in sorted(right, key=len, reverse=True)))
    yield from _in_pages(project, pattern, right)
    yield from _in_data(project, pattern, right)


def _in_pages(
    project: Project, pattern: re.Pattern[str], right: Mapping[str, str]
) -> Iterator[Finding]:
    for page in project.pages_in("ko"):
        for number, line in enumerate(page.body.split("\n"), start=page.body_line):
            for match in pattern.finditer(line):
                message, hint = _words(match[0], right)
                yield on(page, number, match.start() + 1, rule=RULE, message=message, hint=hint)


def _in_data(
    project: Project, pattern: re.Pattern[str], right: Mapping[str, str]
) -> Iterator[Finding]:
    for collection, record in project.facts.records():
        if collection == "sources":  # titles are quoted as they were published
            continue
        for loc, value in walk(record):
            match = pattern.search(value.ko) if isinstance(value, Text) else None
            if match:
                message, hint = _words(match[0], right)
                field = () if value.proper else ("ko",)
                yield at(record, *loc, *field, rule=RULE, message=message, hint=hint)


def _words(found: str, right: Mapping[str, str]) -> tuple[str, str]:
    return f"'{found}'은(는) 쓰지 않는 표기입니다.", f"'{right[found]}'(으)로 쓰십시오."
