"""What ages, when it was last looked at, and until when that look holds. No clock is asked here."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.facts.collections import BY_NAME
from kb.facts.load import ids, record
from kb.facts.maturity import edition_dates
from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.model.base import Address, Record, SourceRef, Text, walk
from kb.model.currency import Currency
from kb.model.market import Figure
from kb.model.maturity import Edition, Evidence
from kb.model.vendors import Vendor
from kb.read.yamlfile import Loc

_VERSION = re.compile(r"\d+\.\d+")
_MONEY = ("usd", "krw")


@dataclass(frozen=True)
class Dated:
    """A value that ages.

    kind: id of a record of `currency`. loc: the way from the record that a file holds to the value.
    as_of: the date that readers are told. looked: when it was last looked at. due: the last day on
    which that look holds. sources: where to look again.
    """

    kind: str
    collection: str
    record: str
    loc: Loc
    as_of: str
    looked: str
    due: str
    sources: tuple[str, ...]

    @property
    def address(self) -> Address:
        """Of the record that its file holds."""
        return Address(self.collection, self.record, (), self.record)

    @property
    def has_key(self) -> bool:
        """Whether it stands behind a key of its own, and is no item of a list."""
        return not (self.loc and isinstance(self.loc[-1], int))

    @property
    def path(self) -> str:
        """The way to the value as it is written in the writers' reference; empty for a record."""
        return ".".join(map(str, self.loc))


def after(date: str, months: int) -> str:
    """The day some months after a date; a date that is less exact counts from its first day."""
    year, month, day = (int(part) for part in f"{date}-01-01"[:10].split("-"))
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    return f"{year:04}-{month:02}-{min(day, monthrange(year, month)[1]):02}"


def covered(value: Record, pattern: str) -> Iterator[tuple[Loc, Any]]:
    """The values of a record that a pattern of `currency` covers, with the way to each."""
    found = _below(value, pattern.split(".")[2:], ())
    return (at for at in found if at[1] is not None)


@question
def dated_in(memo: Memo, collection: str, id: str) -> tuple[Dated, ...]:
    """What ages in a record, in the order of the kinds; nothing in one that is history."""
    facts, found = Facts(memo), record(memo, collection, id)
    if found is None or _is_past(memo, found):
        return ()
    dated: dict[Loc, Dated] = {}
    for kind in facts.currency.values():
        for pattern in kind.covers:
            if _is_of(pattern, collection, id):
                for loc, value in covered(found, pattern):
                    if loc not in dated and _is_wanted(kind, value):
                        _note(dated, facts, kind, found, loc, value)
    return tuple(dated.values())


def dated_at(memo: Memo, value: Record, *loc: str | int) -> Dated | None:
    """What is known of the age of a field of a record; None where it does not age."""
    address = value.address
    way = (*address.loc, *loc)
    every = dated_in(memo, address.collection, address.record)
    return next((dated for dated in every if dated.loc == way), None)


@question
def queue(memo: Memo) -> tuple[Dated, ...]:
    """Everything that ages, by the day on which it is due."""
    patterns = [p for kind in Facts(memo).currency.values() for p in kind.covers]
    names = dict.fromkeys(pattern.partition(".")[0] for pattern in patterns)
    every = [
        dated
        for name in names
        if name in BY_NAME
        for id in ids(memo, name)
        for dated in dated_in(memo, name, id)
    ]
    return tuple(sorted(every, key=lambda d: (d.due, d.collection, d.record, d.path)))


@question
def subject(memo: Memo, dated: Dated) -> Text | str:
    """What an ageing value is about: the product, technology, law or figure."""
    found: Any = record(memo, dated.collection, dated.record)
    if isinstance(found, Vendor):
        return found.product.name
    if isinstance(found, Edition):
        return Facts(memo).technologies[str(dated.loc[1])].name
    return found.label if isinstance(found, Figure) else getattr(found, "name", dated.record)


def _below(value: Any, steps: Sequence[str], loc: Loc) -> Iterator[tuple[Loc, Any]]:
    if not steps:
        yield loc, value
        return
    for name, item in _parts(value):
        if steps[0] in ("*", str(name)):
            yield from _below(item, steps[1:], (*loc, name))


def _parts(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, Record):
        return [(name, getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, tuple) else []


def _is_of(pattern: str, collection: str, id: str) -> bool:
    name, one, *_ = pattern.split(".")
    return name == collection and one in ("*", id)


def _is_past(memo: Memo, found: Record) -> bool:
    """Whether nothing in a record changes any more: an older edition, a product that has ended."""
    if isinstance(found, Edition):
        return found.id != edition_dates(memo)[-1][1]
    return isinstance(found, Vendor) and found.status.value == "discontinued"


def _is_wanted(kind: Currency, value: Any) -> bool:
    if kind.only == "version":
        text = value.text if isinstance(value, Evidence) else None
        return bool(text and _VERSION.search(text.ko))
    if kind.only == "money":
        return isinstance(value, Figure) and value.unit in _MONEY
    return True


def _note(
    dated: dict[Loc, Dated], facts: Facts, kind: Currency, whole: Record, loc: Loc, value: Any
) -> None:
    """Put a value among those that age, where a date is known for it."""
    own = _sources(value)
    # What has no source of its own, such as that a product lives on, was seen with all the rest.
    sources = own or _sources(whole)
    as_of: str | None = getattr(value, "as_of", None)
    seen = [facts.sources[id].accessed for id in sources if id in facts.sources]
    # Whoever looks again may raise either one: a source is shared, and so may stay as it is.
    dates = [date for date in (as_of, *seen) if date]
    if dates:
        looked = max(dates)
        due = after(looked, kind.months)
        at = (whole.address.collection, whole.address.record, loc)
        dated[loc] = Dated(kind.id, *at, as_of or looked, looked, due, own)


def _sources(value: Any) -> tuple[str, ...]:
    found = (str(item) for _, item in walk(value) if isinstance(item, SourceRef))
    return tuple(dict.fromkeys(found))
