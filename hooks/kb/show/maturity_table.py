"""The technologies of an edition with their levels."""

from __future__ import annotations

from kb.facts.maturity import assessments, edition_or_latest
from kb.model.base import EditionRef
from kb.show.directive import Context, Fragment, directive


@directive(
    examples=("maturity_table()", 'maturity_table(edition="2024")'),
)
def maturity_table(context: Context, edition: EditionRef | None = None) -> Fragment:
    """Domain by domain: technology, level, challenge. edition: the latest if not given."""
    record = edition_or_latest(context.project.facts, edition)
    return context.block(
        "maturity_table", edition=record, rows=assessments(context.project.facts, record)
    )
