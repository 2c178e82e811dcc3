"""All sources, with the pages that cite them."""

from __future__ import annotations

from collections import defaultdict

from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import Titles


@directive(examples=("sources()",), late=True)
def sources(context: Context) -> Fragment:
    """Every source by grade: title, publisher, dates, and who cites it."""
    groups: dict[str, list[str]] = defaultdict(list)
    for source_id, record in context.project.facts.sources.items():
        groups[record.quality].append(source_id)
    return context.block(
        "sources",
        groups=sorted(groups.items()),
        citing=context.cited_by,
        titles=Titles(context),
    )
