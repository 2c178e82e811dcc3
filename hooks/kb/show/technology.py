"""A technology's name for a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.base import TechnologyRef, Text
from kb.show.directive import Context, directive


@dataclass(frozen=True)
class TechnologyNames:
    """What a sentence may say of a technology."""

    name: str
    domain: str


@directive(
    about=Text(
        ko="기술의 이름이나 영역을 쓴다. 점 뒤에 name이나 domain을 붙인다.",
        en="A technology's name or domain: add .name or .domain.",
    ),
    arguments={
        "technology": Text(ko="어느 기술인지", en="Which technology"),
    },
    examples=('technology("automl").name | josa("이/가")',),
    inline=True,
)
def technology(context: Context, technology: TechnologyRef) -> TechnologyNames:
    """name and domain, plain, in the reader's language."""
    facts = context.project.facts
    record = facts.technologies[technology]
    return TechnologyNames(context.tr(record.name), context.tr(facts.domains[record.domain].name))
