"""Market estimates side by side."""

from __future__ import annotations

from kb.facts.view import field_values, ids_having
from kb.model.base import Identifier, Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="시장 추정치를 연도, 금액, 발표된 성장률, 계산한 성장률과 함께 표로 보인다.",
        en="Market estimates in a table: years, amounts, stated and computed growth.",
    ),
    arguments={
        "scope": Text(ko="이 시장 범위의 추정치만", en="Only estimates of this scope"),
    },
    examples=('estimates_table(scope="mlops")',),
    values={"scope": lambda facts: field_values(facts.memo, "estimates", "scope")},
)
def estimates_table(context: Context, scope: Identifier | None = None) -> Fragment:
    """Each estimate with its years, amounts, stated and implied growth. scope: only this market."""
    facts = context.project.facts
    chosen = ids_having(facts.memo, "estimates", "scope", scope) if scope else facts.estimates
    return context.block("estimates_table", estimates=[facts.estimates[id] for id in chosen])
