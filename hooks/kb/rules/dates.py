"""Dates and years follow one another."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding
from kb.project import Project
from kb.rules.rule import at

RULE = "data/date-order"


def dates(project: Project) -> Iterator[Finding]:
    facts = project.facts
    for source in facts.sources.values():
        if source.published and source.accessed and source.accessed < source.published:
            yield at(
                source, "accessed",
                rule=RULE,
                message=f"확인일 {source.accessed}이(가) 발행일 {source.published}보다 앞섭니다.",
                hint="둘 가운데 하나를 고치십시오.",
            )  # fmt: skip
    for edition in facts.editions.values():
        if edition.review_by and edition.review_by < edition.reviewed:
            yield at(
                edition, "review_by",
                rule=RULE,
                message=f"다음 검토일 {edition.review_by}이(가) 검토일 {edition.reviewed}보다 앞섭니다.",
                hint="다음 검토일을 뒤로 미루십시오.",
            )  # fmt: skip
