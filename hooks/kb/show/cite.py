"""A numbered reference to a source, behind a statement."""

from __future__ import annotations

from kb.model.base import SourceRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=('cite("brief-2024")',), inline=True)
def cite(context: Context, source: SourceRef) -> Fragment:
    """An inline link to the source's entry at the end of the page."""
    context.cite(source)
    return Fragment(lambda: context.templates.macro("cite", context, source), "", block=False)
