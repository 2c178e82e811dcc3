"""What the brief says of one trend."""

from __future__ import annotations

from kb.model.base import TrendRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=('trend("edge")',))
def trend(context: Context, trend: TrendRef) -> Fragment:
    """The trend's statement, its elements, the technologies that carry it, and its state now."""
    return context.block("trend", trend=context.project.facts.trends[trend])
