"""Single figures on one topic, side by side."""

from __future__ import annotations

from kb.show.directive import Context, Fragment, directive


@directive(
    reads=("figures",),
    examples=('surveys(topic="talent")',),
    values={"topic": lambda facts: (f.topic for f in facts.figures.values() if f.topic)},
)
def surveys(context: Context, topic: str) -> Fragment:
    """A table of all figures with this topic: number, region, sample, date, source."""
    figures = context.project.facts.figures.values()
    return context.block("surveys", figures=[figure for figure in figures if figure.topic == topic])
