"""One law or standard, whole."""

from __future__ import annotations

from kb.model.base import RegulationRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=('regulation("eu-ai-act")',))
def regulation(context: Context, regulation: RegulationRef) -> Fragment:
    """Its dates in order, its duties, and what it means for MLOps."""
    return context.block("regulation", law=context.project.facts.regulations[regulation])
