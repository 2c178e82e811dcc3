"""Single figures on one topic, side by side."""

from __future__ import annotations

from kb.directives.core import Context, DirectiveError, Fragment, directive
from kb.wording import listed, suggestion


@directive(reads=("figures",), examples=('surveys(topic="talent")',))
def surveys(context: Context, topic: str) -> Fragment:
    """A table of all figures with this topic: number, region, sample, date, source."""
    figures = context.project.facts.figures.values()
    chosen = [figure for figure in figures if figure.topic == topic]
    if not chosen:
        known = sorted({figure.topic for figure in figures if figure.topic})
        raise DirectiveError(
            f"surveys: '{topic}' 주제의 수치가 없습니다.",
            f"쓸 수 있는 주제: {listed(known)}.{suggestion(topic, known)}",
        )
    return context.block("surveys", figures=chosen)
