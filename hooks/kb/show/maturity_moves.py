"""What changed from one edition to the next."""

from __future__ import annotations

from kb.facts.maturity import edition_or_latest, moves
from kb.model.base import EditionRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=("maturity_moves()",))
def maturity_moves(context: Context, edition: EditionRef | None = None) -> Fragment:
    """Levels that moved, each with its reason, and what is new. edition: the latest if not given."""
    record = edition_or_latest(context.project.facts, edition)
    return context.block(
        "maturity_moves", edition=record, moves=moves(context.project.facts, record)
    )
