"""One vendor, whole."""

from __future__ import annotations

from kb.facts.maturity import standings_of
from kb.model.base import VendorRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=('vendor_card("sagemaker")',))
def vendor_card(context: Context, vendor: VendorRef) -> Fragment:
    """Facts, what the brief says, events, capabilities, and whom it suits."""
    facts = context.project.facts
    record = facts.vendors[vendor]
    return context.block(
        "vendor_card",
        vendor=record,
        standings={
            name: standings_of(facts, kind.technologies)
            for name, kind in facts.capabilities.items()
        },
        unanswered=[aspect for id, aspect in facts.aspects.items() if id not in record.answers],
    )
