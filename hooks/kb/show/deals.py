"""Who bought whom."""

from __future__ import annotations

from kb.facts.vendors import deals as chosen_deals
from kb.model.base import PartialDate, Text
from kb.model.vendors import BuyerKind
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="팔린 제품과 회사를 최근 것부터 표로 보인다.",
        en="Products and companies that were bought, latest first.",
    ),
    arguments={
        "since": Text(ko="이날부터의 거래만", en="Only from this date on"),
        "buyer": Text(
            ko="산 곳의 본업이 이것인 거래만", en="Only those whose buyer is of this kind"
        ),
    },
    examples=("deals()", 'deals(since="2026")', 'deals(buyer="model")'),
)
def deals(
    context: Context, since: PartialDate | None = None, buyer: BuyerKind | None = None
) -> Fragment:
    """Products and companies that were bought, latest first. since: a date."""
    found = chosen_deals(context.project.facts, since=since or "", buyer_kind=buyer)
    return context.block("deals", deals=found)
