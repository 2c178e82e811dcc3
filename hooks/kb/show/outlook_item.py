"""One expectation of the outlook, whole."""

from __future__ import annotations

from kb.model.base import OutlookRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=('outlook_item("quantum-ml")',))
def outlook_item(context: Context, item: OutlookRef) -> Fragment:
    """What was expected, what is so now, what would confirm and what would refute it."""
    return context.block("outlook_item", item=context.project.facts.outlook[item])
