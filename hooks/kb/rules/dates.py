"""Dates and years follow one another."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding
from kb.model.base import Record
from kb.model.maturity import Edition
from kb.model.sources import Source
from kb.project import Project
from kb.rules.misfits import DATE_ORDER
from kb.rules.rule import Check, at


def _dates(project: Project, record: Record) -> Iterator[Finding]:
    yield from _ahead(project, record)
    if isinstance(record, Source):
        published, accessed = record.published, record.accessed
        if published and accessed and accessed < published:
            yield at(
                project,
                record,
                "accessed",
                rule=DATE_ORDER,
                message=f"확인일 {accessed}이(가) 발행일 {published}보다 앞섭니다.",
                hint="둘 가운데 하나를 고치십시오.",
            )
    elif isinstance(record, Edition) and record.review_by and record.review_by < record.reviewed:
        yield at(
            project,
            record,
            "review_by",
            rule=DATE_ORDER,
            message=f"다음 검토일 {record.review_by}이(가) 검토일 {record.reviewed}보다 앞섭니다.",
            hint="다음 검토일을 뒤로 미루십시오.",
        )


def _ahead(project: Project, record: Record) -> Iterator[Finding]:
    """A day on which something was looked at and that is still to come."""
    for name in ("accessed", "reviewed"):
        day = getattr(record, name, None)
        if isinstance(day, str) and project.today and day > project.today:
            yield at(
                project,
                record,
                name,
                rule=DATE_ORDER,
                message=f"{day}은(는) 아직 오지 않은 날입니다.",
                hint="날짜를 확인하십시오.",
            )


CHECKS = (Check(_dates, (DATE_ORDER,)),)
