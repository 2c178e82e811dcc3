"""One chart, two layouts: a wide one for a page's column and a narrow one for a phone.

A picture made for a column would shrink to unreadable letters on a phone, so both are drawn and
the style sheet shows the one that fits.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from kb.charts.theme import NARROW, WIDE, Spec

_OWN_WIDTH = ("concat", "hconcat", "vconcat", "facet", "repeat")
_WORDS = ("$schema", "title", "description", "name", "usermeta")


@dataclass(frozen=True)
class Views:
    """Specs to draw. narrow: None where the writer fixed a layout that only scrolls."""

    wide: Spec
    narrow: Spec | None


def of_spec(spec: Spec) -> Views:
    """Both layouts of a chart written by hand, without the words that the figure shows itself."""
    bare = steady({key: value for key, value in spec.items() if key not in _WORDS})
    if any(kind in bare for kind in _OWN_WIDTH) or _faceted(bare):
        return Views(bare, None)
    return Views(_at(bare, WIDE), _at(bare, NARROW))


def _at(spec: Spec, width: int) -> Spec:
    fitted = {"type": "fit-x", "contains": "padding"}
    return {**spec, "width": width, "autosize": fitted}


def _faceted(spec: Spec) -> bool:
    return bool({"row", "column", "facet"} & spec.get("encoding", {}).keys())


def steady(spec: Spec) -> Spec:
    """The spec with all dates in UTC: no machine's time zone moves a mark."""
    result = copy.deepcopy(spec)
    _to_utc(result)
    return result


def _to_utc(node: Any) -> None:
    if isinstance(node, list):
        for part in node:
            _to_utc(part)
    elif isinstance(node, dict):
        unit = node.get("timeUnit")
        if isinstance(unit, str) and not unit.startswith(("utc", "binned")):
            node["timeUnit"] = f"utc{unit}"
        for channel, definition in node.get("encoding", {}).items():
            _dates_to_utc(channel, definition)
        for key, part in node.items():
            if key not in ("values", "datasets"):
                _to_utc(part)


def _dates_to_utc(channel: str, definition: Any) -> None:
    for part in definition if isinstance(definition, list) else [definition]:
        if not isinstance(part, dict) or part.get("type") != "temporal" or "timeUnit" in part:
            continue
        if channel in ("tooltip", "text", "detail", "order"):
            part["timeUnit"] = "utcyearmonthdate"
        elif part.get("scale", {}) is not None:
            part["scale"] = {**part.get("scale", {}), "type": "utc"}
