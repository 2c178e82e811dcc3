"""Choosing and ordering vendors and what happened to them."""

from __future__ import annotations

from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.model.vendors import Vendor, VendorEvent


@question
def vendor_ids(
    memo: Memo, group: str | None, kind: str | None, country: str | None
) -> tuple[str, ...]:
    """The vendors that fit all that is given, by the name of the product."""
    chosen = [
        vendor
        for vendor in Facts(memo).vendors.values()
        if group in (None, vendor.brief.group if vendor.brief else "")
        and kind in (None, vendor.kind)
        and country in (None, vendor.country)
    ]
    ordered = sorted(chosen, key=lambda vendor: vendor.product.name.casefold())
    return tuple(vendor.id for vendor in ordered)


def choose(
    facts: Facts, *, group: str | None = None, kind: str | None = None, country: str | None = None
) -> list[Vendor]:
    """The vendors that fit all that is given, by the name of the product; no other is read."""
    return [facts.vendors[id] for id in vendor_ids(facts.memo, group, kind, country)]


@question
def event_ids(memo: Memo, since: str, year: str) -> tuple[tuple[str, int], ...]:
    """Events from a date on and in a year, latest first: vendor and place among its events."""
    found = [
        (event.date, vendor.id, index)
        for vendor in Facts(memo).vendors.values()
        for index, event in enumerate(vendor.events)
        if event.date >= since and event.date.startswith(year)
    ]
    ordered = sorted(found, key=lambda item: item[:2], reverse=True)
    return tuple((vendor, index) for _, vendor, index in ordered)


def events(
    facts: Facts, *, vendor: str | None = None, since: str = "", year: str = ""
) -> list[tuple[Vendor, VendorEvent]]:
    """What happened to one vendor or to all, latest first. since: a date; year: only that year."""
    chosen = [at for at in event_ids(facts.memo, since, year) if vendor in (None, at[0])]
    return [(facts.vendors[id], facts.vendors[id].events[index]) for id, index in chosen]
