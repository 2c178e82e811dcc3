"""The outlook: one expectation whole, and all of them with their verdicts."""

from __future__ import annotations

from kb.facts.maturity import editions
from kb.model.base import OutlookRef, Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="전망 하나를 지금 상태, 맞고 틀림을 가를 사건과 함께 보인다.",
        en="One expectation with its state now and what would confirm or refute it.",
    ),
    arguments={
        "item": Text(ko="어느 전망인지", en="Which expectation"),
    },
    examples=('outlook_item("quantum-ml")',),
)
def outlook_item(context: Context, item: OutlookRef) -> Fragment:
    """What was expected, what is so now, what would confirm and what would refute it."""
    return context.block("outlook_item", item=context.project.facts.outlook[item])


@directive(
    about=Text(
        ko="전망의 판정을 판마다, 맞고 틀림을 가를 사건과 함께 표로 보인다.",
        en="The verdict on each expectation in each edition, with what would confirm or refute it.",
    ),
    examples=("outlook_board()",),
)
def outlook_board(context: Context) -> Fragment:
    """All expectations: how each stood in every edition, and what would settle it."""
    facts = context.project.facts
    records = facts.collection("outlook").values()
    return context.block("outlook_board", records=records, editions=editions(facts))
