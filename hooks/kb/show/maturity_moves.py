"""What changed from one edition to the next."""

from __future__ import annotations

from kb.facts.maturity import edition_or_latest, moves
from kb.model.base import EditionRef, Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="직전 판에서 달라진 기술을 이유와 함께 보인다.",
        en="What changed since the edition before, each move with its reason.",
    ),
    arguments={
        "edition": Text(
            ko="어느 판인지. 없으면 최신 판", en="Which edition; the latest if left out"
        ),
    },
    examples=("maturity_moves()",),
)
def maturity_moves(context: Context, edition: EditionRef | None = None) -> Fragment:
    """Levels that moved, each with its reason, and what is new. edition: the latest if not given."""
    record = edition_or_latest(context.project.facts, edition)
    return context.block(
        "maturity_moves", edition=record, moves=moves(context.project.facts, record)
    )
