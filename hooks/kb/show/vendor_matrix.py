"""Vendors against capabilities."""

from __future__ import annotations

from kb.facts.vendors import choose
from kb.model.vendors import VendorKind
from kb.show.directive import Context, Fragment, directive


@directive(
    examples=("vendor_matrix()", 'vendor_matrix(kind="cloud")'),
)
def vendor_matrix(context: Context, kind: VendorKind | None = None) -> Fragment:
    """A row for each vendor, a column for each capability; an empty cell has no source found.
    Products that have ended come last.
    """
    vendors = choose(context.project.facts, kind=kind)
    vendors.sort(key=lambda vendor: vendor.status.value == "discontinued")
    return context.block("vendor_matrix", vendors=vendors)
