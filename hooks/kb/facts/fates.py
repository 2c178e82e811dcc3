"""What became of vendors: bought, renamed, relicensed, ended. Nothing of it is typed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.facts.vendors import events
from kb.facts.view import Facts
from kb.model.vendors import Deal, Vendor, VendorEvent

Fate = Literal["ended", "bought", "relicensed", "renamed"]
_FATES: dict[str, Fate] = {
    "discontinued": "ended",
    "acquired": "bought",
    "licence": "relicensed",
    "renamed": "renamed",
}
FATES: tuple[Fate, ...] = tuple(_FATES.values())
"""The gravest first."""
_MONTH = len("2026-11")


@dataclass(frozen=True)
class Turn:
    """One turn of a vendor's way. deal: the one that it tells of, where it is known.

    is_whole: whether the vendor's record of today says the same of all of it; else it was only
    agreed, or concerned a part.
    """

    vendor: Vendor
    event: VendorEvent
    fate: Fate
    is_whole: bool
    deal: Deal | None = None


def turns(facts: Facts, since: str) -> list[Turn]:
    """Every turn from a date on, oldest first. What a vendor itself bought is none."""
    deals = list(facts.deals.values())
    return [
        Turn(
            vendor, event, _FATES[event.type], _is_whole(vendor, event), _deal(deals, vendor, event)
        )
        for vendor, event in reversed(events(facts, since=since))
        if event.type in _FATES and not _is_buyer(deals, vendor, event)
    ]


def _is_buyer(deals: list[Deal], vendor: Vendor, event: VendorEvent) -> bool:
    return event.type == "acquired" and any(
        deal.buyer_vendor == vendor.id and _same_month(deal, event) for deal in deals
    )


def _is_whole(vendor: Vendor, event: VendorEvent) -> bool:
    match event.type:
        case "acquired":
            return vendor.status.value in ("acquired", "discontinued")
        case "discontinued":
            return vendor.status.value == "discontinued"
        case "renamed":
            return vendor.status.value == "renamed" or bool(vendor.product.former)
    return vendor.licence is not None and vendor.licence.source == event.source


def _deal(deals: list[Deal], vendor: Vendor, event: VendorEvent) -> Deal | None:
    """The deal that an event tells of."""
    for deal in deals:
        if _same_month(deal, event) and (deal.vendor == vendor.id or deal.source == event.source):
            return deal
    return None


def _same_month(deal: Deal, event: VendorEvent) -> bool:
    return deal.date[:_MONTH] == event.date[:_MONTH]
