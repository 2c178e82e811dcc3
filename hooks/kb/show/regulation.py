"""One law or standard."""

from __future__ import annotations

from typing import Literal

from kb.facts.updates import looked_at
from kb.model.base import RegulationRef, Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="법령 하나의 일정, 의무, MLOps에 뜻하는 것을 보인다.",
        en="One law: its dates, its duties and what it means for MLOps.",
    ),
    arguments={
        "regulation": Text(ko="어느 법령인지", en="Which law"),
        "form": Text(ko="short이면 이름과 관할만", en="With short: only its name and its place"),
    },
    examples=('regulation("eu-ai-act")', 'regulation("eu-ai-act", form="short")'),
)
def regulation(
    context: Context, regulation: RegulationRef, form: Literal["whole", "short"] = "whole"
) -> Fragment:
    """Its dates in order, its duties, and what it means for MLOps; in short, only its name and place."""
    law = context.project.facts.regulations[regulation]
    as_of = looked_at(context.memo)
    return context.block("regulation", law=law, whole=form == "whole", as_of=as_of)
