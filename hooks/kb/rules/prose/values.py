"""What prose states of a record beside its name: dates, versions, amounts, licences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kb.facts.view import Facts
from kb.memo import Memo, question, tool
from kb.model.base import Record, Text, walk
from kb.model.quantities import Printed, Usd
from kb.model.vendors import Deal
from kb.text import Lang

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DATE: dict[Lang, re.Pattern[str]] = {
    "ko": re.compile(
        r"(?P<y>\d{4})(?:년 |-)(?P<m>\d{1,2})(?:월|-(?=\d{2}\b))?(?: ?(?P<d>\d{1,2})일?)?"
    ),
    "en": re.compile(rf"(?:(?P<d>\d{{1,2}}) )?(?P<m>{'|'.join(_MONTHS)}) (?P<y>\d{{4}})"),
}
_AMOUNT = re.compile(
    r"\$(?P<usd>\d[\d,]*(?:\.\d+)?) ?(?P<scale>[KMBT]\b|thousand|million|billion|trillion)"
    r"|(?P<eok>\d[\d,]*(?:\.\d+)?)억 ?달러"
)
VERSION = r"(?<![\d.])v?(?P<version>\d+(?:\.\d+){1,3})(?![\d%])"
"""The number of a version."""
_VERSION = re.compile(VERSION)
_POINT = re.compile(r"\d\.\d")
"""What every version has; quickly found, or not, as in most texts."""
_LICENCES = {
    "Apache": r"Apache[- ](?:License )?2\.0|아파치 2\.0",
    "MIT": r"MIT",
    "AGPL": r"AGPL",
    "LGPL": r"LGPL",
    "GPL": r"GPL",
    "BUSL": r"BU?SL|Business Source License",
    "Elastic": r"Elastic License|ELv2|Elastic-2",
    "SSPL": r"SSPL",
    "BSD": r"BSD",
}
_LICENCE = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(f'(?P<{name}>{form})' for name, form in _LICENCES.items())})(?![A-Za-z])"
)


@dataclass(frozen=True)
class Stated:
    """A value in a text. start, end: where. value: as it is compared."""

    start: int
    end: int
    value: str


def dates(text: str, lang: Lang) -> Iterator[Stated]:
    """The dates of a text that are known to the month or the day, as `2026-04` or `2026-04-22`."""
    for found in _DATE[lang].finditer(text):
        month = found["m"] if found["m"].isdigit() else str(_MONTHS.index(found["m"]) + 1)
        if 1 <= int(month) <= 12:
            day = f"-{int(found['d']):02}" if found["d"] else ""
            yield Stated(*found.span(), f"{found['y']}-{int(month):02}{day}")


def versions(text: str) -> Iterator[Stated]:
    """The numbers of versions in a text."""
    for found in _VERSION.finditer(text) if _POINT.search(text) else ():
        yield Stated(*found.span(), found["version"])


def amounts(text: str) -> Iterator[Stated]:
    """The amounts of US dollars in a text, as the data write them."""
    for found in _AMOUNT.finditer(text):
        if found["eok"]:
            yield Stated(*found.span(), f"{Decimal(found['eok'].replace(',', '')).scaleb(-1)}B")
        else:
            scale = "K" if found["scale"] == "thousand" else found["scale"][0].upper()
            yield Stated(*found.span(), found["usd"].replace(",", "") + scale)


def licences(text: str) -> Iterator[Stated]:
    """The licences that a text names, each by one word."""
    for found in _LICENCE.finditer(text):
        yield Stated(*found.span(), str(found.lastgroup))


def agrees(date: str, known: Iterable[str]) -> bool:
    """Whether a date is one of others, as far as both are known."""
    return any(date.startswith(other) or other.startswith(date) for other in known)


def is_amount(stated: str, known: Printed) -> bool:
    """Whether two amounts are one, each rounded as it is printed."""
    amount = Usd(stated)
    return abs(amount.value - known.value) <= max(amount.half_step, known.half_step)


def texts_of(record: Record, lang: Lang) -> Iterator[str]:
    """Every text within a record."""
    for _, value in walk(record):
        if isinstance(value, Text):
            yield value.get(lang)


@question
def products(memo: Memo) -> tuple[tuple[str, str], ...]:
    """The name of each product with its id, the longest first."""
    every = [(vendor.product.name, vendor.id) for vendor in Facts(memo).vendors.values()]
    return tuple(sorted(every, key=lambda item: (-len(item[0]), item)))


@tool
def product_pattern(memo: Memo) -> re.Pattern[str] | None:
    """Finds the names of products; None where there are none."""
    names = [re.escape(name) for name, _ in products(memo)]
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(names)})(?![A-Za-z0-9])") if names else None


def named_products(memo: Memo, text: str) -> Iterator[Stated]:
    """The products that a text names, by their ids."""
    ids, pattern = dict(products(memo)), product_pattern(memo)
    for found in pattern.finditer(text) if pattern else ():
        yield Stated(*found.span(), ids[found[0]])


@question
def deal_names(memo: Memo) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Each deal's id with the names of what was bought and of its buyer."""
    return tuple(
        (deal.id, _in_both(deal.bought), _in_both(deal.buyer))
        for deal in Facts(memo).deals.values()
    )


def deals_named(memo: Memo, text: str) -> Iterator[Deal]:
    """The deals whose two sides a text names."""
    for id, bought, buyer in deal_names(memo):
        if any(name in text for name in bought) and any(name in text for name in buyer):
            yield Facts(memo).deals[id]


def _in_both(name: Text) -> frozenset[str]:
    return frozenset(filter(None, (name.ko, name.en)))
