"""Values that nobody types: what follows from the records, for a look at what a change does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kb.facts.collections import COLLECTIONS
from kb.facts.market import range_of, shown_years
from kb.facts.maturity import edition_dates
from kb.facts.view import Facts
from kb.model.market import Estimate
from kb.show.numbers import percent, usd_range

Named = tuple[str, str]
"""What a value is, in Korean, and the value as readers see it."""


def following(facts: Facts) -> Iterator[Named]:
    """Growth, ranges and counts."""
    for estimate in facts.estimates.values():
        yield f"{estimate.id} 추정의 연평균 성장률(계산)", _growth(estimate)
    yield from _ranges(facts)
    yield from _levels(facts)
    for kind in ("kind", "country"):
        for value, count in sorted(Counter(_of_vendors(facts, kind)).items()):
            yield f"벤더 수({kind}: {value})", str(count)
    for collection in COLLECTIONS:
        yield f"{collection.name} 레코드 수", str(len(facts.collection(collection.name)))


def _of_vendors(facts: Facts, field: str) -> Iterator[str]:
    return (str(getattr(vendor, field)) for vendor in facts.vendors.values())


def _growth(estimate: Estimate) -> str:
    growth = estimate.implied_growth
    rate, low, high = (percent(rate, 1) for rate in (growth.percent, growth.low, growth.high))
    stated = estimate.stated_cagr
    told = f", 발표값 {stated.percent}%" if stated else ""
    return f"{rate} ({low}–{high}{told})"


def _ranges(facts: Facts) -> Iterator[Named]:
    """What comparable estimates say of the years that pages put them on."""
    leads = (item for item in facts.estimates.values() if item.use == "headline")
    years = [year for lead in list(leads)[:1] for year in shown_years(facts, lead)]
    for scope in dict.fromkeys(item.scope for item in facts.estimates.values()):
        for year in years:
            if found := range_of(facts, scope, year):
                text = usd_range(found.low, found.high, "ko")
                yield f"{scope} 시장의 {year}년 범위", f"{text} (추정 {len(found.values)}개)"


def _levels(facts: Facts) -> Iterator[Named]:
    for _, id in edition_dates(facts.memo):
        assessed = facts.editions[id].assessments.values()
        for level, count in sorted(Counter(item.level for item in assessed).items()):
            yield f"{id}년판의 {level} 기술 수", str(count)
        yield f"{id}년판의 오르는 기술 수", str(sum(item.trend == "up" for item in assessed))
