"""The answer first: the few numbers that the home page opens with, all from the data."""

from __future__ import annotations

from dataclasses import dataclass

from kb.facts.market import range_of, shown_years
from kb.facts.maturity import assessments, edition_or_latest
from kb.facts.vendors import choose
from kb.model.base import Text
from kb.show.chartbook.market import headline_estimate
from kb.show.directive import Context, Fragment, directive
from kb.show.numbers import usd, usd_range


@dataclass(frozen=True)
class Outlook:
    """The market in one year. text: the range. count: of the estimates that it rests on."""

    year: int
    text: str
    count: int


@directive(
    about=Text(
        ko="첫 화면의 대표 숫자를 보인다. 모두 자료에서 센다.",
        en="The headline numbers of the home page, all counted from the data.",
    ),
    examples=("headline()",),
)
def headline(context: Context) -> Fragment:
    """The market in two years as a range of comparable estimates, with the brief beside it; how
    much is mature or rising, and how many vendors changed hands.
    """
    facts = context.project.facts
    lead = headline_estimate(facts)
    edition = edition_or_latest(facts, None)
    rows = assessments(facts, edition)
    changed = [v for v in choose(facts) if v.status.value in ("acquired", "discontinued")]
    return context.block(
        "headline",
        outlooks=_outlooks(context, lead.scope, shown_years(facts, lead)),
        lead=lead,
        said=usd(lead.target.usd, context.lang),
        edition=edition,
        mature=sum(row.assessment.level == "mature" for row in rows),
        assessed=len(rows),
        rising=sum(row.assessment.trend == "up" for row in rows),
        changed=len(changed),
        vendors=len(facts.vendors),
    )


def _outlooks(context: Context, scope: str, years: tuple[int, ...]) -> list[Outlook]:
    found = ((year, range_of(context.project.facts, scope, year)) for year in years)
    return [
        Outlook(year, usd_range(range.low, range.high, context.lang), len(range.values))
        for year, range in found
        if range
    ]
