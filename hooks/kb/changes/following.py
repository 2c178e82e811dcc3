"""Values that nobody types: what follows from the records, for a look at what a change does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kb.facts.collections import COLLECTIONS
from kb.facts.market import Range, range_of, shown_years
from kb.facts.maturity import edition_dates
from kb.facts.view import Facts, MissingRecord
from kb.model.market import Estimate
from kb.model.vendors import Vendor
from kb.show.numbers import percent, usd_range

Named = tuple[str, str]
"""What a value is, in Korean, and the value as readers see it."""


def following(facts: Facts) -> Iterator[Named]:
    """Growth, ranges and counts."""
    for estimate in facts.estimates.values():
        yield f"{estimate.id} 추정의 연평균 성장률(계산)", _growth(estimate)
    yield from _ranges(facts)
    yield from _levels(facts)
    for field in ("kind", "country"):
        named = Vendor.model_fields[field].title
        counts = Counter(str(getattr(vendor, field)) for vendor in facts.vendors.values())
        yield from ((f"벤더 수({named}: {value})", str(counts[value])) for value in sorted(counts))
    for collection in COLLECTIONS:
        note = facts.collection_notes.get(collection.name.replace("_", "-"))
        count = len(facts.collection(collection.name))
        yield f"기록 수({note.name.ko if note else collection.name})", str(count)


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
            if found := _range(facts, scope, year):
                text = usd_range(found.low, found.high, "ko")
                yield f"{scope} 시장의 {year}년 범위", f"{text} (추정 {len(found.values)}개)"


def _range(facts: Facts, scope: str, year: int) -> Range | None:
    """A range; None also where the source of an estimate is missing, which the check tells of."""
    try:
        return range_of(facts, scope, year)
    except MissingRecord:
        return None


def _levels(facts: Facts) -> Iterator[Named]:
    for _, id in edition_dates(facts.memo):
        assessed = facts.editions[id].assessments.values()
        for level, count in sorted(Counter(item.level for item in assessed).items()):
            known = facts.levels.get(level)
            yield f"{id}판의 기술 수({known.name.ko if known else level})", str(count)
        rising = sum(item.trend == "up" for item in assessed)
        yield f"{id}판의 기술 수(오르는 중)", str(rising)
