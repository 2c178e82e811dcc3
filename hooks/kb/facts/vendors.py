"""Choosing and ordering vendors and what happened to them."""

from __future__ import annotations

from dataclasses import dataclass

from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.model.vendors import Capability, Deal, Vendor, VendorEvent


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


@question
def deal_ids(memo: Memo, since: str, buyer_kind: str | None) -> tuple[str, ...]:
    """Deals from a date on by a kind of buyer, latest first."""
    found = [
        deal
        for deal in Facts(memo).deals.values()
        if deal.date >= since and buyer_kind in (None, deal.buyer_kind)
    ]
    return tuple(deal.id for deal in sorted(found, key=lambda deal: deal.date, reverse=True))


def deals(facts: Facts, *, since: str = "", buyer_kind: str | None = None) -> list[Deal]:
    """What was bought, latest first. since: a date."""
    return [facts.deals[id] for id in deal_ids(facts.memo, since, buyer_kind)]


@dataclass(frozen=True)
class Offer:
    """A vendor with the capability that a technology is asked for."""

    vendor: Vendor
    capability: Capability


@question
def provider_ids(memo: Memo, technology: str) -> tuple[tuple[str, str], ...]:
    """Vendors and the capability by which they offer a technology: those that go on and offer all
    of it first, then by name. One whose source says that it has none of it is no provider.
    """
    facts = Facts(memo)
    kinds = [id for id, kind in facts.capabilities.items() if technology in kind.technologies]
    found = [
        (vendor.status.value == "discontinued", cell.value != "full", vendor, kind)
        for vendor in facts.vendors.values()
        for kind in kinds
        if (cell := vendor.capabilities.get(kind)) and cell.value != "none"  # type: ignore[call-overload]
    ]
    ordered = sorted(found, key=lambda row: (*row[:2], row[2].product.name.casefold()))
    return tuple((vendor.id, kind) for *_, vendor, kind in ordered)


def providers(facts: Facts, technology: str) -> list[Offer]:
    """Who offers a technology."""
    return [
        Offer(facts.vendors[id], facts.vendors[id].capabilities[kind])  # type: ignore[index]
        for id, kind in provider_ids(facts.memo, technology)
    ]
