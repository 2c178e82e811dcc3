"""Amounts in running text: a number and its unit stay on one line."""

from __future__ import annotations

import re
from bisect import bisect

# A space within an amount. It is looked for by itself: what stands before it is asked after.
_SPACE = re.compile(
    r" (?:(?<=\d[조억만] )(?=(?:\d[\d,]*[억만]?\s?)?(?:달러|원|명|개|건|시간))"
    r"|(?<=\d )(?=(?:thousand|million|billion|trillion|TWh|GWh|MW|GB|TB)\b))"
)
# What keeps its spaces: code, pictures, what scripts read; numbers with a source, which the style
# sheet keeps on one line. Tags are not among them: that a space is in one is asked for each.
_KEPT = re.compile(
    r"<(svg|template|script|style|pre|code|textarea)\b.*?</\1>|<a class=\"kb-figure[^>]*>[^<]*",
    re.DOTALL,
)


def keep_amounts(html: str) -> str:
    """HTML whose amounts do not break between number and unit: 1조 2,000억 원, 3 million."""
    spaces = [found.start() for found in _SPACE.finditer(html)]
    if not spaces:
        return html
    kept = [found.span() for found in _KEPT.finditer(html)]
    starts = [start for start, _ in kept]
    pieces, position = [], 0
    for space in spaces:
        before = bisect(starts, space) - 1
        is_kept = before >= 0 and space < kept[before][1]
        if not is_kept and html.rfind("<", 0, space) <= html.rfind(">", 0, space):
            pieces += [html[position:space], "\xa0"]
            position = space + 1
    return "".join([*pieces, html[position:]])
