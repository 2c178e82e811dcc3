"""The stages of adoption with their gates, and the first year on one sheet of paper."""

from __future__ import annotations

from typing import Literal

from kb.facts.updates import coming
from kb.model.base import Text
from kb.show.directive import Context, Fragment, directive
from kb.show.updates import tell


@directive(
    about=Text(
        ko="도입 단계를 할 일과 다음으로 가는 관문과 함께 차례로 보인다.",
        en="The stages of adoption in order, with their work and the gates between them.",
    ),
    arguments={
        "form": Text(
            ko="plan이면 다가오는 법의 날짜를 더해 A4 한 장으로 인쇄되는 첫해 계획",
            en="With plan: the first year, with coming dates of laws, which prints as one sheet of A4",
        )
    },
    examples=("roadmap()", 'roadmap("plan")'),
)
def roadmap(context: Context, form: Literal["stages", "plan"] = "stages") -> Fragment:
    """What must be true to begin each stage, its work as a list to tick, and what must be true to
    leave it. As a plan without what comes after the first year's gates, with the dates of laws.
    """
    stages = list(context.project.facts.roadmap.values())
    if form == "stages":
        return context.block("roadmap", stages=stages)
    dates = [update for update in coming(context.memo) if update.kind == "law"]
    return context.block("plan", stages=stages, dates=tell(context, dates))
