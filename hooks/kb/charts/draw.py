"""Small words for drawing in pixels with Vega-Lite.

Charts whose marks stand in rows, rings or columns of words are laid out here in Python, to the
pixel, with the widths of `metrics`; Vega-Lite draws them and shows what the pointer is over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.charts.metrics import text_width
from kb.charts.scene import Scene
from kb.charts.table import Table
from kb.charts.theme import HALF, RING, SOFT, STRONG, TEXT_SIZE, Spec, colour

Row = Mapping[str, Any]
LINE = 17
"""Pixels from one line of text to the next."""
_PIXELS: Spec = {"type": "quantitative", "scale": None, "axis": None}


@dataclass(frozen=True)
class Drawing:
    """One chart: its wide and its narrow layout, and its data."""

    wide: Spec | Scene
    narrow: Spec | Scene
    table: Table


def canvas(width: float, height: float, layers: Iterable[Spec]) -> Spec:
    """A spec of exactly this size, in which the fields `x`, `y`, `x2`, `y2` are pixels."""
    return {
        "width": width,
        "height": math.ceil(height),
        "autosize": "none",
        "padding": 0,
        "encoding": {"x": {"field": "x", **_PIXELS}, "y": {"field": "y", **_PIXELS}},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def texts(rows: Sequence[Row], **look: Any) -> Spec:
    """Write each row's `t` at its place; by default from there to the right, centred on it."""
    mark = {"type": "text", "align": "left", "baseline": "middle", **look}
    return _layer(rows, mark, {"text": {"field": "t"}})


def soft(rows: Sequence[Row], **look: Any) -> Spec:
    """Texts of less weight: units, years, column heads."""
    return texts(rows, color=SOFT, **look)


def strong(rows: Sequence[Row], **look: Any) -> Spec:
    """Texts that lead: names of groups, end values."""
    return texts(rows, fontWeight=STRONG, **look)


def rules(rows: Sequence[Row], **look: Any) -> Spec:
    """Draw straight lines from (`x`, `y`) to (`x2`, `y2`)."""
    return _layer(rows, {"type": "rule", **look}, {"x2": {"field": "x2"}, "y2": {"field": "y2"}})


def curve(rows: Sequence[Row], **look: Any) -> Spec:
    """Draw one line through the places, from left to right."""
    return _layer(rows, {"type": "line", "interpolate": "monotone", **look}, {})


def area(rows: Sequence[Row], base: float, **look: Any) -> Spec:
    """Fill between the places and a height."""
    floored = [{**row, "y2": base} for row in rows]
    mark = {"type": "area", "interpolate": "monotone", **look}
    upper = {"field": "y", **_PIXELS, "stack": None}
    return _layer(floored, mark, {"y": upper, "y2": {"field": "y2"}})


def hairs(rows: Sequence[Row], **look: Any) -> Spec:
    """Dotted helping lines, to lead the eye and no more."""
    return rules(rows, strokeDash=[1, 3], **look)


def points(
    rows: Sequence[Row], shape: str, size: float, tips: Mapping[str, str] | None = None, **look: Any
) -> Spec:
    """Draw a shape at each row. size: its width in pixels.

    tips: title by field of what the pointer shows.
    """
    # Vega sizes a shape by the area of the square around it.
    mark = {"type": "point", "shape": shape, "size": round(size * size), **look}
    return _layer(rows, mark, {"tooltip": tooltip(tips)} if tips else {})


def tooltip(tips: Mapping[str, str]) -> list[Spec]:
    """The encoding that shows fields under their titles."""
    return [{"field": field, "title": title, "type": "nominal"} for field, title in tips.items()]


def shapes(rows: Sequence[Row], size: float, tips: Mapping[str, str] | None = None) -> list[Spec]:
    """Draw each row's `shape` in its `tint`; `hollow` ones are outlines, so a line behind them
    ends at their edge.
    """
    layers = []
    for look in dict.fromkeys((row["shape"], row["tint"], row["hollow"]) for row in rows):
        shape, tint, hollow = look
        same = [row for row in rows if (row["shape"], row["tint"], row["hollow"]) == look]
        paint = {"fill": colour("paper" if hollow else tint), "stroke": colour(tint)}
        bare = [{k: v for k, v in row.items() if k not in _LOOKS} for row in same]
        layers.append(points(bare, shape, size, tips, **paint, strokeWidth=1.5))
    return layers


_LOOKS = ("shape", "tint", "hollow")


def level_marks(
    rows: Sequence[Row], size: float, tips: Mapping[str, str] | None = None
) -> list[Spec]:
    """Draw each row's level (`mark`: full, half or ring) as a disc of that fill and colour."""
    return [
        points(
            [{k: v for k, v in row.items() if k != "mark"} for row in rows if row["mark"] == name],
            shape,
            size,
            tips,
            color=colour(tint),
        )
        for name, (shape, tint) in LEVEL_SHAPES.items()
    ]


LEVEL_SHAPES = {
    "ring": (RING, "initial"),
    "half": (HALF, "developing"),
    "full": ("circle", "mature"),
}


def stacked(lines: Sequence[str], x: float, middle: float) -> list[Row]:
    """Lines of text one below the other, as a block centred on a height."""
    top = middle - LINE * (len(lines) - 1) / 2
    return [{"x": x, "y": top + LINE * index, "t": line} for index, line in enumerate(lines)]


def columns(ids: Sequence[str], left: float, right: float) -> dict[str, float]:
    """The middles of equal columns between two edges, by id."""
    width = (right - left) / len(ids)
    return {name: left + width * (index + 0.5) for index, name in enumerate(ids)}


def flowing(labels: Sequence[str], room: float, width: float, top: float) -> list[Row]:
    """Places for the labels of a key, left to right, in as many lines as they need.

    room: pixels before each label for its sign, which belongs at (`x` − room, `y`).
    """
    places: list[Row] = []
    x, y = 0.0, top
    for label in labels:
        taken = room + text_width(label, TEXT_SIZE) + 22
        if x and x + taken - 22 > width:
            x, y = 0.0, y + LINE + 4
        places.append({"x": x + room, "y": y, "t": label})
        x += taken
    return places


def _layer(rows: Sequence[Row], mark: Spec, encoding: Spec) -> Spec:
    layer: Spec = {"data": {"values": list(rows)}, "mark": mark}
    return {**layer, "encoding": encoding} if encoding else layer
