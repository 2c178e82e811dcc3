"""One vendor, whole."""

from __future__ import annotations

from kb.facts.maturity import standings_of
from kb.model.base import Text, VendorRef
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="벤더 하나의 사실, 개요의 평가, 사건, 기능, 맞는 곳을 모두 보인다.",
        en="One vendor whole: facts, what the brief says, events, capabilities, whom it suits.",
    ),
    arguments={
        "vendor": Text(ko="어느 벤더인지", en="Which vendor"),
    },
    examples=('vendor_card("sagemaker")',),
)
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
