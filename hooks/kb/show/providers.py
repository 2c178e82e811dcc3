"""Who offers a technology."""

from __future__ import annotations

from kb.facts.vendors import providers as offering
from kb.model.base import TechnologyRef, Text
from kb.show.directive import Context, DirectiveError, Fragment, directive


@directive(
    about=Text(
        ko="한 기술을 누가 제공하는지 정도, 라이선스, 배포, 상태와 함께 보인다.",
        en="Who offers a technology: how far, with licence, deployment and status.",
    ),
    arguments={
        "technology": Text(ko="어느 기술인지", en="Which technology"),
    },
    examples=('providers("model-monitoring")',),
)
def providers(context: Context, technology: TechnologyRef) -> Fragment:
    """Vendors with a capability that is the technology: how far, licence, deployment, status."""
    found = offering(context.project.facts, technology)
    if not found:
        raise DirectiveError(
            f"providers: '{technology}' 기술을 제공한다고 확인된 벤더가 없습니다.",
            "data/capabilities.yml의 technologies나 벤더의 capabilities를 살펴보십시오.",
        )
    return context.block("providers", offers=found)
