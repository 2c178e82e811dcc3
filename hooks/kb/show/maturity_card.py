"""One technology through all editions."""

from __future__ import annotations

from kb.facts.maturity import history
from kb.model.base import TechnologyRef, Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="기술 하나의 판별 성숙도와 최신 판의 근거, 증거를 보인다.",
        en="One technology through all editions, with the rationale and evidence of the latest.",
    ),
    arguments={
        "technology": Text(ko="어느 기술인지", en="Which technology"),
    },
    examples=('maturity_card("automl")',),
)
def maturity_card(context: Context, technology: TechnologyRef) -> Fragment:
    """Level in each edition, and of the latest: challenge, rationale, evidence."""
    facts = context.project.facts
    return context.block(
        "maturity_card",
        technology=facts.technologies[technology],
        history=history(facts, technology),
    )
