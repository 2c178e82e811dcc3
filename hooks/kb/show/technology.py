"""A technology's name for a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.base import TechnologyRef
from kb.show.directive import Context, directive


@dataclass(frozen=True)
class TechnologyNames:
    """What a sentence may say of a technology."""

    name: str
    domain: str


@directive(
    examples=('technology("automl").name | josa("이/가")',),
    inline=True,
)
def technology(context: Context, technology: TechnologyRef) -> TechnologyNames:
    """name and domain, plain, in the reader's language."""
    facts = context.project.facts
    record = facts.technologies[technology]
    return TechnologyNames(context.tr(record.name), context.tr(facts.domains[record.domain].name))
