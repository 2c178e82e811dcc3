"""Numbers and dates read the way each language writes them, with the digits that were printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.quantities import Printed, Usd
from kb.show.numbers import date, in_myriads, percent, plain, quantity, usd


@pytest.mark.parametrize(
    ("printed", "korean", "english"),
    [
        ("4.1B", "41억 달러", "$4.1B"),
        ("20.9B", "209억 달러", "$20.9B"),
        ("4.41B", "44억 1,000만 달러", "$4.41B"),
        ("55.66B", "556억 6,000만 달러", "$55.66B"),
        ("612M", "6억 1,200만 달러", "$0.612B"),
        ("2191.8M", "21억 9,180만 달러", "$2.1918B"),
        ("24T", "24조 달러", "$24T"),
        ("1.5K", "1,500달러", "$1.5K"),
        ("12500", "1만 2,500달러", "$12,500"),
        ("0.5", "0.5달러", "$0.5"),
    ],
)
def test_dollars_keep_their_printed_digits(printed: str, korean: str, english: str) -> None:
    assert usd(Usd(printed), "ko") == korean
    assert usd(Usd(printed), "en") == english


@pytest.mark.parametrize(
    ("printed", "unit", "korean", "english"),
    [
        ("80.7", "percent", "80.7%", "80.7%"),
        ("69.0", "percent", "69.0%", "69.0%"),
        ("39000", "people", "3만 9,000명", "39,000 people"),
        ("1.5M", "people", "150만 명", "1.5 million people"),
        ("2.5K", "people", "2,500명", "2,500 people"),
        ("1", "people", "1명", "1 person"),
        ("2B", "krw", "20억 원", "₩2B"),
        ("233", "count", "233", "233"),
        ("18", "months", "18개월", "18 months"),
        ("1", "years", "1년", "1 year"),
        ("945", "twh", "945TWh", "945 TWh"),
        ("10000000000000T", "flops", "10²⁵ FLOP", "10²⁵ FLOP"),
    ],
)
def test_a_quantity_carries_its_unit(printed: str, unit: str, korean: str, english: str) -> None:
    assert quantity(Usd(printed), unit, "ko") == korean
    assert quantity(Usd(printed), unit, "en") == english


def test_an_unknown_unit_is_refused_in_korean() -> None:
    with pytest.raises(ValueError, match="'furlong'"):
        quantity(Usd("1"), "furlong", "ko")


def test_a_computed_rate_is_rounded_and_a_printed_one_is_not() -> None:
    assert percent(Decimal("38.4567"), 1) == "38.5%"
    assert plain(Printed("1234.50")) == "1,234.50"


@pytest.mark.parametrize(
    ("value", "korean", "english"),
    [
        ("2026", "2026년", "2026"),
        ("2026-04", "2026년 4월", "April 2026"),
        ("2026-04-22", "2026년 4월 22일", "22 April 2026"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(value: str, korean: str, english: str) -> None:
    assert date(value, "ko") == korean
    assert date(value, "en") == english


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_korean_units_add_up_to_the_number(number: int) -> None:
    sizes = {"조": 10**12, "억": 10**8, "만": 10**4}
    total = 0
    for part in in_myriads(Decimal(number)).replace(",", "").split():
        total += int(part.rstrip("조억만")) * sizes.get(part[-1], 1)
    assert total == number
