"""Market estimates side by side."""

from __future__ import annotations

from kb.facts.view import field_values, ids_having
from kb.model.base import Identifier
from kb.show.directive import Context, Fragment, directive


@directive(
    examples=('estimates_table(scope="mlops")',),
    values={"scope": lambda facts: field_values(facts.memo, "estimates", "scope")},
)
def estimates_table(context: Context, scope: Identifier | None = None) -> Fragment:
    """Each estimate with its years, amounts, stated and implied growth. scope: only this market."""
    facts = context.project.facts
    chosen = ids_having(facts.memo, "estimates", "scope", scope) if scope else facts.estimates
    return context.block("estimates_table", estimates=[facts.estimates[id] for id in chosen])
