"""All sources, with the pages that cite them."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import title_of
from kb.show.usage import Usage


@directive(reads=("sources",), examples=("sources()",))
def sources(context: Context) -> Fragment:
    """Every source by grade: title, publisher, dates, and who cites it."""
    groups: dict[str, list[str]] = defaultdict(list)
    for source_id, record in context.project.facts.sources.items():
        groups[record.quality].append(source_id)
    usage = Usage(context.project, context.directives)
    return Fragment(
        lambda: context.render(
            "sources",
            groups=sorted(groups.items()),
            citing=_citing(usage),
            title_of=partial(title_of, context=context),
        ),
        "",
    )


def _citing(usage: Usage) -> dict[str, list[str]]:
    """Pages by the source that they rest on."""
    citing: dict[str, list[str]] = defaultdict(list)
    for key, sources in usage.sources_by_page.items():
        for source in sources:
            citing[source].append(key)
    return citing
