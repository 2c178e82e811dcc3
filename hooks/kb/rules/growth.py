"""A stated growth rate fits its end points, or the estimate is shown as a warning."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings import rules
from kb.findings.finding import Finding
from kb.model.base import Record
from kb.model.market import Estimate
from kb.project import Project
from kb.rules.rule import Check, at


def _growth(project: Project, estimate: Record) -> Iterator[Finding]:
    if not isinstance(estimate, Estimate) or estimate.use == "warning":
        return
    stated, implied = estimate.stated_cagr, estimate.implied_growth
    if stated and not implied.allows(stated.percent):
        yield at(
            project,
            estimate,
            "stated_cagr",
            "percent",
            rule=rules.GROWTH,
            message=(
                f"발표된 성장률 {stated.percent}%가 끝값에서 계산한 "
                f"{implied.percent:.1f}%(반올림 폭 {implied.low:.1f}–{implied.high:.1f}%)와 다릅니다."
            ),
            hint="수를 확인하고, 발표된 그대로라면 use: warning으로 바꾸십시오.",
        )


CHECKS = (Check(_growth, (rules.GROWTH,)),)
