"""All sources, with the pages that cite them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, partial

from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import title_of


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
        title_of=cache(partial(title_of, context=context)),
    )
