"""The technologies of an edition with their levels."""

from __future__ import annotations

from kb.facts.maturity import assessments, edition_or_latest
from kb.model.base import EditionRef, Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="한 판의 모든 기술을 영역, 성숙도, 주요 과제와 함께 표로 보인다.",
        en="All technologies of an edition with domain, level and main challenge.",
    ),
    arguments={
        "edition": Text(
            ko="어느 판인지. 없으면 최신 판", en="Which edition; the latest if left out"
        ),
    },
    examples=("maturity_table()", 'maturity_table(edition="2024")'),
)
def maturity_table(context: Context, edition: EditionRef | None = None) -> Fragment:
    """Domain by domain: technology, level, challenge. edition: the latest if not given."""
    record = edition_or_latest(context.project.facts, edition)
    return context.block(
        "maturity_table", edition=record, rows=assessments(context.project.facts, record)
    )
