"""Single figures on one topic, side by side."""

from __future__ import annotations

from kb.facts.view import field_values, ids_having
from kb.model.base import Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="같은 주제의 숫자를 표본과 출처와 함께 나란히 보인다.",
        en="Figures on one topic side by side, with sample and source.",
    ),
    arguments={
        "topic": Text(ko="어느 주제인지", en="Which topic"),
    },
    examples=('surveys(topic="talent")',),
    values={"topic": lambda facts: field_values(facts.memo, "figures", "topic")},
)
def surveys(context: Context, topic: str) -> Fragment:
    """A table of all figures with this topic: number, region, sample, date, source."""
    facts = context.project.facts
    chosen = ids_having(facts.memo, "figures", "topic", topic)
    return context.block("surveys", figures=[facts.figures[id] for id in chosen])
