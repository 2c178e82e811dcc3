"""Numbers and dates the way Korean and English readers write them.

Values arrive as they were printed (`Usd("4.41B")`), and no digit is added or dropped: Korean turns
the powers of a thousand into 만, 억, 조 (44억 1,000만 달러), English keeps what was printed
($4.41B). 달러 is notation; nothing is converted.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from babel.dates import get_month_names
from babel.numbers import format_decimal

from kb.model.quantities import Printed, Usd
from kb.text import Lang

_MYRIADS = ((Decimal(10) ** 12, "조"), (Decimal(10) ** 8, "억"), (Decimal(10) ** 4, "만"))
_WORDS = {"K": "", "M": " million", "B": " billion", "T": " trillion"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_KOREAN_UNITS = {
    "people": "명", "months": "개월", "years": "년", "twh": "TWh", "usd": "달러", "krw": "원",
    "count": "", "times": "배", "flops": "FLOP",
}  # fmt: skip
_ENGLISH_UNITS = {
    "people": ("person", "people"), "months": ("month", "months"), "years": ("year", "years"),
    "times": ("time", "times"), "twh": ("TWh", "TWh"), "flops": ("FLOP", "FLOP"),
}  # fmt: skip
_CURRENCY_SIGNS = {"usd": "$", "krw": "₩"}


def usd(value: Usd, lang: Lang) -> str:
    """US dollars: 209억 달러, $20.9B."""
    return quantity(value, "usd", lang)


def about_usd(value: Decimal, lang: Lang) -> str:
    """A computed sum in US dollars, to two digits: 62억 달러, $6.2B. English writes billions only."""
    rounded = Decimal(f"{value / 10**9:.2g}").normalize()
    return usd(Usd(f"{rounded:f}B"), lang)


def usd_range(low: Decimal, high: Decimal, lang: Lang) -> str:
    """Two computed sums as a range: 60억–160억 달러, $6B–$16B."""
    return f"{about_usd(low, lang).removesuffix(' 달러')}–{about_usd(high, lang)}"


def percent(value: Decimal, decimals: int) -> str:
    """A rate in %, rounded to so many decimals: 38.5%. Printed rates are shown as printed."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    return f"{rounded:f}%"


def quantity(value: Usd, unit: str, lang: Lang) -> str:
    """A printed value with its unit.

    unit: one of percent, people, usd, krw, count, times, months, years, twh, flops; others raise
    ValueError. Korean: 3만 9,000명, 18개월. English: 39,000 people, 18 months.
    """
    if unit == "percent":
        return f"{plain(value)}%"
    if unit not in _KOREAN_UNITS:
        raise ValueError(f"'{unit}'은(는) 아는 단위가 아닙니다. 단위: {', '.join(_KOREAN_UNITS)}.")
    if unit == "flops" and (power := _power_of_ten(value.value)) is not None:
        return f"10{str(power).translate(_SUPERSCRIPT)} FLOP"
    if lang == "ko":
        return _in_korean(value.value, _KOREAN_UNITS[unit])
    return _in_english(value, unit)


def plain(value: Printed) -> str:
    """A printed number with its thousands grouped: 1,234.5. Its own decimals stay."""
    number = Decimal(value.rstrip("KMBT"))
    return f"{number:,f}"


def in_myriads(value: Decimal) -> str:
    """A number in Korean units, exactly: 44억 1,000만, 1만 2,500, 0.5."""
    parts = []
    rest = value
    for size, name in _MYRIADS:
        count = rest // size
        if count:
            parts.append(f"{count:,f}{name}")
            rest -= count * size
    if rest or not parts:
        parts.append(format_decimal(rest, locale="ko", decimal_quantization=False))
    return " ".join(parts)


def date(value: str, lang: Lang) -> str:
    """A date as exact as it is known.

    value: `2026`, `2026-04` or `2026-04-22`. Korean: 2026년, 2026년 4월, 2026년 4월 22일.
    English: 2026, April 2026, 22 April 2026.
    """
    parts = [int(part) for part in value.split("-")]
    if lang == "ko":
        return " ".join(f"{part}{unit}" for part, unit in zip(parts, "년월일", strict=False))
    months = get_month_names(locale="en")
    words = [months[part] if place == 1 else str(part) for place, part in enumerate(parts)]
    return " ".join(reversed(words))


def _in_korean(value: Decimal, unit: str) -> str:
    """A unit follows a digit directly and 만, 억, 조 after a space: 1,500달러, 41억 달러."""
    number = in_myriads(value)
    return number + unit if number[-1].isdigit() or not unit else f"{number} {unit}"


def _in_english(value: Usd, unit: str) -> str:
    scale = value[-1] if value[-1] in _WORDS else ""
    if unit == "usd" and scale == "M":  # one notation for all, so that sums can be compared
        return f"${value.value.scaleb(-9).normalize():f}B"
    if unit in _CURRENCY_SIGNS:
        return f"{_CURRENCY_SIGNS[unit]}{plain(value)}{scale}"
    number = f"{value.value:,f}" if scale == "K" else plain(value) + _WORDS.get(scale, "")
    if unit == "count":
        return number
    one, many = _ENGLISH_UNITS[unit]
    return f"{number} {one if value.value == 1 else many}"


def _power_of_ten(value: Decimal) -> int | None:
    sign, digits, exponent = value.normalize().as_tuple()
    power = exponent if digits == (1,) and not sign and isinstance(exponent, int) else 0
    return power if power >= 15 else None
