"""What happened to vendors."""

from __future__ import annotations

from kb.facts.vendors import events
from kb.model.base import PartialDate, Text, VendorRef
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="벤더에 일어난 일을 최근 것부터 보인다.", en="What happened to vendors, latest first."
    ),
    arguments={
        "vendor": Text(ko="이 벤더의 일만", en="Only this vendor"),
        "since": Text(ko="이날부터의 일만", en="Only from this date on"),
        "year": Text(ko="이 해의 일만", en="Only this year"),
    },
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
