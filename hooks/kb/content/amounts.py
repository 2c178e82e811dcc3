"""Amounts in running text: a number and its unit stay on one line."""

from __future__ import annotations

import re

# What keeps its spaces: code, pictures, what scripts read; tags; numbers with a source, which the
# style sheet keeps on one line. Then the spaces within an amount.
_KEPT = (
    r"<(svg|template|script|style|pre|code|textarea)\b.*?</\1>"
    r"|<a class=\"kb-figure[^>]*>[^<]*|<[^>]*>"
)
_KOREAN = r"(?<=\d[조억만]) (?=\d[\d,]*[억만]?\s?(?:달러|원|명|개|건|시간))|(?<=\d[조억만]) (?=달러|원|명|개|건|시간)"
_ENGLISH = r"(?<=\d) (?=(?:thousand|million|billion|trillion|TWh|GWh|MW|GB|TB)\b)"
_PATTERN = re.compile(f"{_KEPT}|{_KOREAN}|{_ENGLISH}", re.DOTALL)


def keep_amounts(html: str) -> str:
    """HTML whose amounts do not break between number and unit: 1조 2,000억 원, 3 million."""
    return _PATTERN.sub(lambda found: "\xa0" if found[0] == " " else found[0], html)
