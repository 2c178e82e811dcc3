"""What the brief says of one trend."""

from __future__ import annotations

from kb.directives.core import Context, Fragment, directive
from kb.model.base import TrendRef


@directive(reads=("trends",), examples=('trend("edge")',))
def trend(context: Context, trend: TrendRef) -> Fragment:
    """The trend's statement, its elements, the technologies that carry it, and its state now."""
    return context.block("trend", trend=context.project.facts.trends[trend])
