"""A technology's level within a sentence."""

from __future__ import annotations

from kb.facts.maturity import edition_or_latest
from kb.model.base import EditionRef, TechnologyRef, Text
from kb.show.directive import Context, DirectiveError, Fragment, directive


@directive(
    about=Text(
        ko="기술 하나의 성숙도를 표시와 낱말로 쓴다.",
        en="A technology's level, as a mark and a word.",
    ),
    arguments={
        "technology": Text(ko="어느 기술인지", en="Which technology"),
        "edition": Text(
            ko="어느 판인지. 없으면 최신 판", en="Which edition; the latest if left out"
        ),
    },
    examples=('level("automl")', 'level("automl", edition="2024")'),
    inline=True,
)
def level(
    context: Context, technology: TechnologyRef, edition: EditionRef | None = None
) -> Fragment:
    """The drawn mark and the word. edition: the latest if not given."""
    record = edition_or_latest(context.project.facts, edition)
    if technology not in record.assessments:
        raise DirectiveError(
            f"level: {record.id} 판에는 '{technology}'의 평가가 없습니다.",
            f"data/maturity/{record.id}.yml에 더하거나 다른 판을 고르십시오.",
        )
    assessment = record.assessments[technology]
    name = context.tr(context.project.facts.levels[assessment.level].name)
    return context.inline("level", name, assessment=assessment)
