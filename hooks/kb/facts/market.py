"""What estimates of different years say of one year. Nothing of it is typed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kb.facts.maturity import edition_dates
from kb.facts.view import Facts, ids_having
from kb.memo import Memo, question
from kb.model.market import Estimate

_GRADES = "ABCU"


@dataclass(frozen=True)
class Valued:
    """An estimate in one year.

    usd: US dollars. low, high: within the rounding of its end points. is_published: the year is
    one of these; otherwise the sum is computed from them.
    """

    estimate: Estimate
    year: int
    usd: Decimal
    low: Decimal
    high: Decimal

    @property
    def is_published(self) -> bool:
        return self.year in (self.estimate.base.year, self.estimate.target.year)


def valued(estimate: Estimate, year: int) -> Valued | None:
    """An estimate in a year at its own steady growth: base^(1−t) · target^t with t the share of
    the way from its base year to its target year. None outside of these years.
    """
    base, target = estimate.base, estimate.target
    if not base.year <= year <= target.year:
        return None
    share = Decimal(year - base.year) / (target.year - base.year)

    def between(one: Decimal, other: Decimal) -> Decimal:
        return one ** (1 - share) * other**share

    return Valued(
        estimate,
        year,
        between(base.usd.value, target.usd.value),
        between(base.usd.value - base.usd.half_step, target.usd.value - target.usd.half_step),
        between(base.usd.value + base.usd.half_step, target.usd.value + target.usd.half_step),
    )


@question
def comparable_ids(memo: Memo, scope: str) -> tuple[str, ...]:
    """Estimates of a scope that share a range: the best-sourced first, then the latest. An earlier
    edition of the same report is left out, so that no publisher counts twice.
    """
    facts = Facts(memo)
    found = [facts.estimates[id] for id in ids_having(memo, "estimates", "scope", scope)]
    chosen = [item for item in found if item.use == "range" and item.superseded_by is None]
    chosen.sort(key=lambda item: item.as_of, reverse=True)
    chosen.sort(key=lambda item: _GRADES.index(facts.sources[item.source].quality))
    return tuple(item.id for item in chosen)


def comparable(facts: Facts, scope: str) -> list[Estimate]:
    """The estimates that a range of a scope rests on, best-sourced first."""
    return [facts.estimates[id] for id in comparable_ids(facts.memo, scope)]


@dataclass(frozen=True)
class Range:
    """The lowest and the highest of several estimates in one year. unreached: those that do not
    speak of that year.
    """

    values: tuple[Valued, ...]
    unreached: tuple[Estimate, ...]

    @property
    def low(self) -> Decimal:
        return min(value.usd for value in self.values)

    @property
    def high(self) -> Decimal:
        return max(value.usd for value in self.values)


def range_of(facts: Facts, scope: str, year: int) -> Range | None:
    """What the comparable estimates of a scope say of a year; None where none of them does."""
    found = [(estimate, valued(estimate, year)) for estimate in comparable(facts, scope)]
    values = tuple(value for _, value in found if value)
    if not values:
        return None
    return Range(values, tuple(estimate for estimate, value in found if value is None))


def shown_years(facts: Facts, lead: Estimate) -> tuple[int, int]:
    """The two years that estimates are put on: the latest edition's, and that which the leading
    estimate expects.
    """
    dates = edition_dates(facts.memo)
    now = int(dates[-1][0][:4]) if dates else lead.base.year
    return min(now, lead.target.year - 1), lead.target.year
