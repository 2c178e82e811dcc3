"""Numbers as printed, and growth between two of them with the band of their rounding."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kb.facts.market import comparable, range_of, valued
from kb.model.market import Estimate
from kb.model.quantities import Printed, Usd
from texts import facts_of

PRINTED: TypeAdapter[Printed] = TypeAdapter(Printed)
USD: TypeAdapter[Usd] = TypeAdapter(Usd)


def estimate(base: str, target: str, years: tuple[int, int] = (2023, 2028)) -> Estimate:
    fields: dict[str, Any] = {
        "source": "report",
        "publisher": "Somebody",
        "scope": "mlops",
        "as_of": "2024",
        "base": {"year": years[0], "usd": base},
        "target": {"year": years[1], "usd": target},
        "use": "range",
    }
    return Estimate.model_validate(fields)


@pytest.mark.parametrize(
    ("text", "value", "half_step", "decimals"),
    [
        ("4.1B", "4100000000", "50000000", 1),
        ("612M", "612000000", "500000", 0),
        ("20.90B", "20900000000", "5000000", 2),
        ("1T", "1000000000000", "500000000000", 0),
        ("7.5K", "7500", "50", 1),
        ("80.7", "80.7", "0.05", 1),
        ("80", "80", "0.5", 0),
    ],
)
def test_a_printed_amount_knows_its_value_and_its_rounding(
    text: str, value: str, half_step: str, decimals: int
) -> None:
    amount = USD.validate_python(text)
    assert amount.value == Decimal(value)
    assert amount.half_step == Decimal(half_step)
    assert amount.decimals == decimals


@pytest.mark.parametrize(
    "text", ["4,1B", "4.1b", "4.1 B", "$4.1B", "-4.1B", ".5B", "4.B", "1e9", ""]
)
def test_what_was_not_printed_so_is_no_amount(text: str) -> None:
    with pytest.raises(ValidationError):
        USD.validate_python(text)


def test_a_number_must_be_quoted_to_keep_its_decimals() -> None:
    with pytest.raises(ValidationError):
        PRINTED.validate_python(38.20)
    assert PRINTED.validate_python("38.20").half_step == Decimal("0.005")
    assert PRINTED.validate_python("-3.5").value == Decimal("-3.5")


@given(
    digits=st.integers(0, 10**9), decimals=st.integers(0, 6), scale=st.sampled_from(["", *"KMBT"])
)
def test_the_value_lies_within_its_own_rounding(digits: int, decimals: int, scale: str) -> None:
    text = f"{Decimal(digits).scaleb(-decimals):f}{scale}"
    amount = USD.validate_python(text)
    coarser = round(amount.value / (2 * amount.half_step)) * 2 * amount.half_step
    assert abs(coarser - amount.value) <= amount.half_step
    assert amount.half_step > 0


def test_the_growth_of_the_brief_is_what_a_calculator_gives() -> None:
    growth = estimate("4.1B", "20.9B").implied_growth
    assert round(growth.percent, 1) == Decimal("38.5")
    assert (round(growth.low, 1), round(growth.high, 1)) == (Decimal("38.1"), Decimal("38.9"))


@pytest.mark.parametrize(
    ("stated", "fits"),
    [("38.2", True), ("38", True), ("39", True), ("38.9", True), ("38.0", False), ("41.8", False)],
)
def test_a_stated_rate_fits_when_both_roundings_meet(stated: str, fits: bool) -> None:
    growth = estimate("4.1B", "20.9B").implied_growth
    assert growth.allows(PRINTED.validate_python(stated)) is fits


@given(
    base=st.integers(1, 10**6),
    target=st.integers(1, 10**6),
    decimals=st.integers(0, 4),
    years=st.integers(1, 30),
    places=st.integers(0, 6),
)
def test_the_band_holds_the_implied_rate_however_it_is_rounded(
    base: int, target: int, decimals: int, years: int, places: int
) -> None:
    printed = [f"{Decimal(number).scaleb(-decimals):f}B" for number in (base, target)]
    growth = estimate(*printed, years=(2020, 2020 + years)).implied_growth
    assert growth.low <= growth.percent <= growth.high
    assert growth.allows(PRINTED.validate_python(f"{growth.percent:.{places}f}"))


@given(base=st.integers(10, 999), target=st.integers(10, 999), years=st.integers(1, 20))
def test_finer_printing_gives_a_narrower_band(base: int, target: int, years: int) -> None:
    assume(base != target)
    span = (2020, 2020 + years)
    coarse = estimate(f"{base}M", f"{target}M", span).implied_growth
    fine = estimate(f"{base}.0M", f"{target}.0M", span).implied_growth
    assert coarse.low < fine.low <= fine.percent <= fine.high < coarse.high


@pytest.mark.parametrize("years", [(2028, 2028), (2028, 2023)])
def test_an_estimate_needs_time_to_grow(years: tuple[int, int]) -> None:
    with pytest.raises(ValidationError):
        estimate("4.1B", "20.9B", years)


@pytest.mark.parametrize("nothing", ["0", "0B", "0.00M"])
def test_nothing_grows_from_nothing(nothing: str) -> None:
    with pytest.raises(ValidationError):
        estimate(nothing, "20.9B")


def test_an_estimate_says_what_it_prints_at_its_own_years_and_nothing_beyond() -> None:
    item = estimate("4.1B", "20.9B")
    base, target = valued(item, 2023), valued(item, 2028)
    assert base and target
    assert (base.usd, target.usd) == (Decimal("4.1e9"), Decimal("20.9e9"))
    assert base.is_published and target.is_published
    assert valued(item, 2022) is None and valued(item, 2029) is None


@given(
    base=st.integers(1, 10**4),
    target=st.integers(1, 10**4),
    years=st.integers(2, 20),
    at=st.integers(1, 19),
)
def test_a_year_between_lies_between_and_within_its_rounding(
    base: int, target: int, years: int, at: int
) -> None:
    assume(at < years)
    item = estimate(f"{base}M", f"{target}M", (2020, 2020 + years))
    found = valued(item, 2020 + at)
    assert found and not found.is_published
    assert found.low <= found.usd <= found.high
    tolerance = Decimal("1e-12")
    least, most = sorted((base, target))
    assert least * 10**6 * (1 - tolerance) <= found.usd <= most * 10**6 * (1 + tolerance)


@given(base=st.integers(1, 10**4), target=st.integers(1, 10**4), years=st.integers(1, 20))
def test_a_year_on_is_the_implied_growth_more(base: int, target: int, years: int) -> None:
    item = estimate(f"{base}M", f"{target}M", (2020, 2020 + years))
    found = valued(item, 2021)
    assert found
    growth = found.usd / item.base.usd.value - 1
    assert abs(growth * 100 - item.implied_growth.percent) < Decimal("1e-9")


ESTIMATE = """{{source: {0}, publisher: {1}, scope: mlops, as_of: '{2}', use: {3},
  base: {{year: {4}, usd: {5}}}, target: {{year: {6}, usd: {7}}}{8}}}"""
SOURCES = """
good: {kind: report, title: T, url: "https://example.com/a", accessed: 2026-01-01, quality: A}
poor: {kind: report, title: T, url: "https://example.com/b", accessed: 2026-01-01, quality: C}
"""


def test_a_range_counts_each_publisher_once_and_names_who_does_not_reach_the_year() -> None:
    rows = {
        "quoted": ("poor", "Q", "2026", "range", 2024, "2B", 2030, "8B", ""),
        "short": ("good", "S", "2024", "range", 2020, "1B", 2026, "3B", ""),
        "old": ("good", "P", "2024", "range", 2024, "3B", 2030, "9B", ", superseded_by: new"),
        "new": ("good", "P", "2025", "range", 2025, "4B", 2029, "16B", ""),
        "odd": ("good", "O", "2025", "warning", 2025, "90B", 2029, "99B", ""),
    }
    text = "\n".join(f"{id}: {ESTIMATE.format(*row)}" for id, row in rows.items())
    facts = facts_of({"market/estimates.yml": text, "sources/all.yml": SOURCES})
    assert [item.id for item in comparable(facts, "mlops")] == ["new", "short", "quoted"]
    found = range_of(facts, "mlops", 2027)
    assert found
    assert [value.estimate.id for value in found.values] == ["new", "quoted"]
    assert [item.id for item in found.unreached] == ["short"]
    assert (round(found.low), round(found.high)) == (4 * 10**9, 8 * 10**9)
    assert range_of(facts, "mlops", 2035) is None
