"""Choosing and ordering vendors and what happened to them."""

from __future__ import annotations

from kb.facts.load import Facts
from kb.model.vendors import Vendor, VendorEvent


def choose(
    facts: Facts, *, group: str | None = None, kind: str | None = None, country: str | None = None
) -> list[Vendor]:
    """The vendors that fit all that is given, by the name of the product."""
    chosen = [
        vendor
        for vendor in facts.vendors.values()
        if group in (None, vendor.brief.group if vendor.brief else "")
        and kind in (None, vendor.kind)
        and country in (None, vendor.country)
    ]
    return sorted(chosen, key=lambda vendor: vendor.product.name.casefold())


def events(facts: Facts) -> list[tuple[Vendor, VendorEvent]]:
    """Everything dated that happened, latest first."""
    found = [(vendor, event) for vendor in facts.vendors.values() for event in vendor.events]
    return sorted(found, key=lambda pair: (pair[1].date, pair[0].id), reverse=True)
