"""Single figures on one topic, side by side."""

from __future__ import annotations

from kb.facts.view import field_values, ids_having
from kb.show.directive import Context, Fragment, directive


@directive(
    examples=('surveys(topic="talent")',),
    values={"topic": lambda facts: field_values(facts.memo, "figures", "topic")},
)
def surveys(context: Context, topic: str) -> Fragment:
    """A table of all figures with this topic: number, region, sample, date, source."""
    facts = context.project.facts
    chosen = ids_having(facts.memo, "figures", "topic", topic)
    return context.block("surveys", figures=[facts.figures[id] for id in chosen])
