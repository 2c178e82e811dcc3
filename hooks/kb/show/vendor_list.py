"""Vendors as cards."""

from __future__ import annotations

from typing import Literal

from kb.facts.vendors import choose
from kb.facts.view import field_values
from kb.model.vendors import CountryCode, VendorKind
from kb.show.directive import Context, Fragment, directive


@directive(
    examples=("vendor_list()", 'vendor_list(group="big-tech")', 'vendor_list(country="US")'),
    values={"country": lambda facts: field_values(facts.memo, "vendors", "country")},
)
def vendor_list(
    context: Context,
    group: Literal["big-tech", "startup"] | None = None,
    kind: VendorKind | None = None,
    country: CountryCode | None = None,
) -> Fragment:
    """A card for each vendor that fits all that is given. group: of the brief."""
    vendors = choose(context.project.facts, group=group, kind=kind, country=country)
    return context.block("vendor_list", vendors=vendors)
