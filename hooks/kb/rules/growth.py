"""A stated growth rate fits its end points, or the estimate is shown as a warning."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.model.base import Record
from kb.model.market import Estimate
from kb.project import Project
from kb.rules.rule import Check, at

GROWTH = Rule(
    "market/growth",
    Scope.RECORD,
    Severity.ERROR,
    "발표된 성장률은 끝값에서 계산한 폭 안에 있다.",
    "A stated growth rate lies in the band that its end points allow.",
    'stated_cagr: {percent: "41.8", from: 2023, to: 2028}',
)


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
            rule=GROWTH,
            message=(
                f"발표된 성장률 {stated.percent}%가 끝값에서 계산한 "
                f"{implied.percent:.1f}%(반올림 폭 {implied.low:.1f}–{implied.high:.1f}%)와 다릅니다."
            ),
            hint="수를 확인하고, 발표된 그대로라면 use: warning으로 바꾸십시오.",
        )


CHECKS = (Check(_growth, (GROWTH,)),)
