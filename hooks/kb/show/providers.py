"""Who offers a technology."""

from __future__ import annotations

from kb.facts.vendors import providers as offering
from kb.model.base import TechnologyRef
from kb.show.directive import Context, DirectiveError, Fragment, directive


@directive(examples=('providers("model-monitoring")',))
def providers(context: Context, technology: TechnologyRef) -> Fragment:
    """Vendors with a capability that is the technology: how far, licence, deployment, status."""
    found = offering(context.project.facts, technology)
    if not found:
        raise DirectiveError(
            f"providers: '{technology}' 기술을 제공한다고 확인된 벤더가 없습니다.",
            "data/capabilities.yml의 technologies나 벤더의 capabilities를 살펴보십시오.",
        )
    return context.block("providers", offers=found)
