"""Who bought whom."""

from __future__ import annotations

from kb.facts.vendors import deals as chosen_deals
from kb.model.base import PartialDate
from kb.model.vendors import BuyerKind
from kb.show.directive import Context, Fragment, directive


@directive(examples=("deals()", 'deals(since="2026")', 'deals(buyer="model")'))
def deals(
    context: Context, since: PartialDate | None = None, buyer: BuyerKind | None = None
) -> Fragment:
    """Products and companies that were bought, latest first. since: a date."""
    found = chosen_deals(context.project.facts, since=since or "", buyer_kind=buyer)
    return context.block("deals", deals=found)
