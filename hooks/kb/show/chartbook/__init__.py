"""The charts that pages can call by name: data in, title, picture and finding in words out.

One file is one subject; a line below makes its charts known.
"""

from __future__ import annotations

from collections.abc import Mapping
from pkgutil import resolve_name

from kb.show.chartbook.named import NamedChart

_SUBJECTS = (
    "fates",
    "market",
    "maturity",
    "prices",
    "radar",
    "regulation",
    "series",
    "surveys",
)
"""Modules of this package, each with its `CHARTS` by name."""

CHARTS: Mapping[str, NamedChart] = {
    name: chart
    for subject in _SUBJECTS
    for name, chart in resolve_name(f"kb.show.chartbook.{subject}:CHARTS").items()
}
