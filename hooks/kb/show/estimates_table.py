"""Market estimates side by side."""

from __future__ import annotations

from kb.model.base import Identifier
from kb.show.directive import Context, Fragment, directive


@directive(
    reads=("estimates",),
    examples=('estimates_table(scope="mlops")',),
    values={"scope": lambda facts: (estimate.scope for estimate in facts.estimates.values())},
)
def estimates_table(context: Context, scope: Identifier | None = None) -> Fragment:
    """Each estimate with its years, amounts, stated and implied growth. scope: only this market."""
    chosen = [
        estimate
        for estimate in context.project.facts.estimates.values()
        if scope in (None, estimate.scope)
    ]
    return context.block("estimates_table", estimates=chosen)
