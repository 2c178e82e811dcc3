"""All sources, with the pages that cite them."""

from __future__ import annotations

from collections import defaultdict

from kb.directives.core import Context, Fragment, directive
from kb.usage import sources_by_page


@directive(reads=("sources",), examples=("sources()",))
def sources(context: Context) -> Fragment:
    """Every source by grade: title, publisher, dates, and who cites it."""
    citing: dict[str, list[str]] = defaultdict(list)
    for key, used in sources_by_page(context.project, context.directives).items():
        for source in used:
            citing[source].append(key)
    groups: dict[str, list[str]] = defaultdict(list)
    for source_id, record in context.project.facts.sources.items():
        groups[record.quality].append(source_id)
    return context.block("sources", groups=sorted(groups.items()), citing=citing)
