"""What happened to vendors."""

from __future__ import annotations

from kb.facts.vendors import events
from kb.model.base import PartialDate, VendorRef
from kb.show.directive import Context, Fragment, directive


@directive(
    examples=("vendor_events()", 'vendor_events(vendor="neptune")', 'vendor_events(since="2025")'),
)
def vendor_events(
    context: Context,
    vendor: VendorRef | None = None,
    since: PartialDate | None = None,
    year: PartialDate | None = None,
) -> Fragment:
    """Events, latest first. vendor: only its own. since: a date; year: only that year."""
    facts = context.project.facts
    chosen = events(facts, vendor=vendor, since=since or "", year=year or "")
    return context.block("vendor_events", events=chosen)
