"""One law or standard."""

from __future__ import annotations

from typing import Literal

from kb.model.base import RegulationRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=('regulation("eu-ai-act")', 'regulation("eu-ai-act", form="short")'))
def regulation(
    context: Context, regulation: RegulationRef, form: Literal["whole", "short"] = "whole"
) -> Fragment:
    """Its dates in order, its duties, and what it means for MLOps; in short, only its name and place."""
    law = context.project.facts.regulations[regulation]
    return context.block("regulation", law=law, whole=form == "whole")
