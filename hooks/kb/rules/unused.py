"""Data that no page shows, and sources that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding, Severity
from kb.model.base import SourceRef
from kb.project import Project
from kb.rules.rule import at, usage_of
from kb.show.registry import DIRECTIVES
from kb.show.usage import Usage, references

# Shown through other records or by the theme, not by calls of their own.
_ALWAYS_USED = {
    "words",
    "domains",
    "capabilities",
    "levels",
    "glossary",
    "sources",
    "search_words",
}


def unused_data(project: Project) -> Iterator[Finding]:
    used = usage_of(project).pages_by_datum
    for collection, record in project.facts.records():
        if collection not in _ALWAYS_USED and (collection, record.id) not in used:
            yield at(
                record,
                rule="data/unused",
                message=f"'{record.id}'을(를) 보여 주는 페이지가 없습니다.",
                hint="페이지에서 부르거나 지우십시오.",
                severity=Severity.WARNING,
            )


def unused_sources(project: Project) -> Iterator[Finding]:
    cited = {
        name for _, record in project.facts.records() for name in references(record, SourceRef)
    }
    # The page that lists all sources is no reason to keep one.
    others = {name: d for name, d in DIRECTIVES.items() if name != "sources"}
    used = Usage(project, others).pages_by_datum
    cited |= {name for collection, name in used if collection == "sources"}
    for source in project.facts.sources.values():
        if source.id not in cited:
            yield at(
                source,
                rule="sources/unused",
                message=f"'{source.id}' 출처를 인용하는 곳이 없습니다.",
                hint="인용하거나 지우십시오.",
                severity=Severity.WARNING,
            )
