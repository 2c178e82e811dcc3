"""One law or standard, whole."""

from __future__ import annotations

from kb.directives.core import Context, Fragment, directive
from kb.model.base import RegulationRef


@directive(reads=("regulations",), examples=('regulation("eu-ai-act")',))
def regulation(context: Context, regulation: RegulationRef) -> Fragment:
    """Its dates in order, its duties, and what it means for MLOps."""
    return context.block("regulation", law=context.project.facts.regulations[regulation])
