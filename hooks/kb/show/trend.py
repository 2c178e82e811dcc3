"""What the brief says of one trend."""

from __future__ import annotations

from kb.model.base import Text, TrendRef
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="동향 하나를 핵심 요소, 관련 기술, 지금 상태와 함께 보인다.",
        en="One trend with its elements, technologies and state now.",
    ),
    arguments={
        "trend": Text(ko="어느 동향인지", en="Which trend"),
    },
    examples=('trend("edge")',),
)
def trend(context: Context, trend: TrendRef) -> Fragment:
    """The trend's statement, its elements, the technologies that carry it, and its state now."""
    return context.block("trend", trend=context.project.facts.trends[trend])
