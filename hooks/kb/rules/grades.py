"""A source without an address is the brief's own statement, and only that."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.model.base import Record
from kb.model.sources import Source
from kb.project import Project
from kb.rules.rule import Check, at

GRADE = Rule(
    "sources/grade",
    Scope.RECORD,
    Severity.ERROR,
    "주소가 없는 출처만 U등급이다.",
    "Sources without an address, and only those, have grade U.",
    "{quality: A}",
)


def _grades(project: Project, source: Record) -> Iterator[Finding]:
    if not isinstance(source, Source):
        return
    if source.is_unverified and source.url:
        yield at(
            project,
            source,
            "quality",
            rule=GRADE,
            message="주소가 있는 출처는 U등급일 수 없습니다.",
            hint="A, B, C 가운데 고르십시오.",
        )
    elif not source.is_unverified and not source.url:
        yield at(
            project,
            source,
            rule=GRADE,
            message=f"{source.quality}등급 출처에 주소(url)가 없습니다.",
            hint="url을 쓰십시오. 확인할 주소가 없으면 출처로 쓸 수 없습니다.",
        )


CHECKS = (Check(_grades, (GRADE,)),)
