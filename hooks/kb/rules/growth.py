"""A stated growth rate fits its end points, or the estimate is shown as a warning."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding
from kb.project import Project
from kb.rules.rule import at


def growth(project: Project) -> Iterator[Finding]:
    for estimate in project.facts.estimates.values():
        stated = estimate.stated_cagr
        if stated is None or estimate.use == "warning":
            continue
        implied = estimate.implied_growth
        if not implied.allows(stated.percent):
            yield at(
                estimate, "stated_cagr", "percent",
                rule="market/growth",
                message=(
                    f"발표된 성장률 {stated.percent}%가 끝값에서 계산한 "
                    f"{implied.percent:.1f}%(반올림 폭 {implied.low:.1f}–{implied.high:.1f}%)와 다릅니다."
                ),
                hint="수를 확인하고, 발표된 그대로라면 use: warning으로 바꾸십시오.",
            )  # fmt: skip
