"""A product that was renamed, bought or ended says since when, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.model.base import Record
from kb.model.vendors import Vendor
from kb.project import Project
from kb.rules.rule import Check, at

STATUS = Rule(
    "vendors/status",
    Scope.RECORD,
    Severity.ERROR,
    "이름이 바뀌거나 인수되거나 끝난 제품에는 날짜와 출처가 있다.",
    "A product that was renamed, bought or ended has a date and a source.",
    "status: {value: acquired}",
)


def _status(project: Project, vendor: Record) -> Iterator[Finding]:
    if not isinstance(vendor, Vendor):
        return
    state = vendor.status
    missing = [name for name in ("since", "source") if getattr(state, name) is None]
    if state.value != "active" and missing:
        yield at(
            project,
            vendor,
            "status",
            rule=STATUS,
            message=f"상태가 {state.value}인데 {', '.join(missing)} 항목이 없습니다.",
            hint='보기: {value: acquired, since: "2025-05-05", source: <출처 식별자>}',
            key=True,
        )


CHECKS = (Check(_status, (STATUS,)),)
