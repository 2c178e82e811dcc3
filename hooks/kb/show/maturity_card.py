"""One technology through all editions."""

from __future__ import annotations

from kb.facts.maturity import history
from kb.model.base import TechnologyRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=('maturity_card("automl")',))
def maturity_card(context: Context, technology: TechnologyRef) -> Fragment:
    """Level in each edition, and of the latest: challenge, rationale, evidence."""
    facts = context.project.facts
    return context.block(
        "maturity_card",
        technology=facts.technologies[technology],
        history=history(facts, technology),
    )
