"""The answer first: the few numbers that the home page opens with, all from the data."""

from __future__ import annotations

from kb.facts.maturity import assessments, edition_or_latest
from kb.facts.vendors import choose
from kb.model.market import Estimate
from kb.show.chartbook import headline_estimate
from kb.show.directive import Context, Fragment, directive
from kb.show.numbers import percent, usd


@directive(examples=("headline()",))
def headline(context: Context) -> Fragment:
    """The headline estimate, how much is mature or rising, and how many vendors changed hands."""
    facts = context.project.facts
    estimate = headline_estimate(facts)
    edition = edition_or_latest(facts, None)
    rows = assessments(facts, edition)
    changed = [v for v in choose(facts) if v.status.value in ("acquired", "discontinued")]
    return context.block(
        "headline",
        estimate=estimate,
        target=usd(estimate.target.usd, context.lang),
        growth=_growth(estimate),
        edition=edition,
        mature=sum(row.assessment.level == "mature" for row in rows),
        assessed=len(rows),
        rising=sum(row.assessment.trend == "up" for row in rows),
        changed=len(changed),
        vendors=len(facts.vendors),
    )


def _growth(estimate: Estimate) -> str:
    """The stated rate, or where none is stated the implied one."""
    if estimate.stated_cagr:
        return f"{estimate.stated_cagr.percent}%"
    return percent(estimate.implied_growth.percent, 1)
