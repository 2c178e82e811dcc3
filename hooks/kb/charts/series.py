"""Values over time, in panels side by side where they do not measure the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.charts import draw
from kb.charts.draw import LINE, Drawing, Row
from kb.charts.metrics import text_width, wrapped
from kb.charts.table import Table
from kb.charts.theme import NARROW, TEXT_SIZE, WIDE, Spec, colour

_PLOT = 180
_STEP = 190
"""Pixels that one more time adds to a picture with few of them."""
_HEAD = 30
_LEAST = 24
_GAP = 56
_EDGE = 22
_MARK = 10
_DOT = 6
_SPACE = 6
_BOLD = 1.06
"""How much wider strong text is."""


@dataclass(frozen=True)
class Point:
    """A value at a time. at: the year with its part. text, when: value and time as readers write
    them. note: what stands over the value, such as whose it is. ahead: not yet measured.
    quiet: drawn without a text.
    """

    at: float
    value: float
    text: str
    when: str
    note: str = ""
    ahead: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Line:
    """Points of one measure, from the first on. is_apart: not to be compared with the others."""

    points: tuple[Point, ...]
    is_apart: bool = False


@dataclass(frozen=True)
class Panel:
    """What shares a measure. title: the measure, as a head; empty where the chart's says it."""

    title: str
    lines: tuple[Line, ...]

    @property
    def points(self) -> list[Point]:
        return [point for line in self.lines for point in line.points]


@dataclass(frozen=True)
class _Box:
    """A panel's place in pixels, and the values at its edges."""

    left: float
    right: float
    top: float
    years: tuple[float, float]
    most: float
    height: float = _PLOT

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def x(self, at: float) -> float:
        first, last = self.years
        share = (at - first) / (last - first) if last > first else 0.5
        return round(self.left + _EDGE + (self.right - self.left - 2 * _EDGE) * share)

    def y(self, value: float) -> float:
        return round(self.bottom - _PLOT * value / self.most)


def series(panels: Sequence[Panel], table: Table) -> Drawing:
    """Values over time from nothing up, each with its number; all panels on one height.

    Beside each other, or one below the other on a phone.
    """
    return Drawing(
        wide=_picture(panels, WIDE, is_beside=True),
        narrow=_picture(panels, NARROW, is_beside=False),
        table=table,
    )


def _picture(panels: Sequence[Panel], width: int, is_beside: bool) -> Spec:
    most = max(point.value for panel in panels for point in panel.points)
    times = sum(len({point.at for point in panel.points}) for panel in panels)
    width = min(width, _STEP * max(times, 2))
    columns = list(_columns(panels, width, is_beside))
    boxes = [
        _Box(left, right, 0, _years(panel), most, _PLOT if is_beside else _height(panel, most))
        for panel, (left, right) in zip(panels, columns, strict=True)
    ]
    titles = [
        wrapped(panel.title, TEXT_SIZE, box.right - box.left) if panel.title else []
        for panel, box in zip(panels, boxes, strict=True)
    ]
    heads = [
        LINE * len(title) + _headroom(panel, box)
        for panel, title, box in zip(panels, titles, boxes, strict=True)
    ]
    layers: list[Spec] = []
    top = bottom = 0.0
    for panel, title, box, head in zip(panels, titles, boxes, heads, strict=True):
        set_down = replace(box, top=top + (max(heads) if is_beside else head))
        layers += _panel(panel, title, top, set_down)
        bottom = set_down.bottom + 28
        top = 0 if is_beside else bottom + 14
    return draw.canvas(width, bottom, layers)


def _height(panel: Panel, most: float) -> float:
    """What a panel's plot needs on the scale that all share."""
    return max(_LEAST, _PLOT * max(point.value for point in panel.points) / most)


def _headroom(panel: Panel, box: _Box) -> float:
    """Pixels over a panel's plot that its texts need."""
    tops = [row["y"] - row["lines"] for row in _settled(_labels(panel, box))]
    return max(_HEAD, 6 - min(tops, default=0))


def _columns(panels: Sequence[Panel], width: int, is_beside: bool) -> Iterator[tuple[float, float]]:
    """Left and right edge of each panel; beside each other the wider the more points it has."""
    if not is_beside:
        yield from ((0, width) for _ in panels)
        return
    room = width - _GAP * (len(panels) - 1)
    shares = [max(len(panel.points), 2) for panel in panels]
    left = 0.0
    for share in shares:
        right = left + room * share / sum(shares)
        yield left, right
        left = right + _GAP


def _years(panel: Panel) -> tuple[float, float]:
    times = [point.at for point in panel.points]
    return min(times), max(times)


def _panel(panel: Panel, title: Sequence[str], top: float, box: _Box) -> list[Spec]:
    ground = [{"x": box.left, "x2": box.right, "y": box.bottom, "y2": box.bottom}]
    heads = [{"x": box.left, "y": top + 9 + LINE * at, "t": t} for at, t in enumerate(title)]
    settled = _settled(_labels(panel, box))
    layers = [
        draw.strong(heads),
        draw.rules(ground),
        *(layer for line in panel.lines for layer in _line(line, box)),
        draw.soft(_times(panel.points, box), align="center"),
    ]
    for align in ("center", "right"):
        rows = [row for row in settled if row["align"] == align]
        values = [{"x": row["x"], "y": row["y"], "t": row["t"]} for row in rows]
        notes = [
            {"x": row["x"] - row["aside"][0], "y": row["y"] - row["aside"][1], "t": row["note"]}
            for row in rows
            if row["note"]
        ]
        # A halo, as lines pass behind the numbers.
        layers += [
            draw.strong(values, align=align, stroke=colour("paper"), strokeWidth=4),
            draw.strong(values, align=align),
            draw.soft(notes, align=align, stroke=colour("paper"), strokeWidth=4),
            draw.soft(notes, align=align),
        ]
    return layers


def _line(line: Line, box: _Box) -> Iterator[Spec]:
    """The way from point to point, dotted to what is not yet measured, and the points."""
    tint = "c2" if line.is_apart else "c1"
    for ahead in (False, True):
        ways = [
            {"x": box.x(a.at), "y": box.y(a.value), "x2": box.x(b.at), "y2": box.y(b.value)}
            for a, b in itertools.pairwise(line.points)
            if b.ahead == ahead and a.at < b.at
        ]
        dash = {"strokeDash": [5, 4]} if ahead else {}
        yield draw.rules(ways, color=colour(tint), strokeWidth=2, **dash)
    for quiet in (True, False):
        marks = [
            {
                "x": box.x(point.at), "y": box.y(point.value), "shape": "circle", "tint": tint,
                "hollow": point.ahead or line.is_apart,
                "d0": point.when, "d1": point.note, "d2": point.text,
            }
            for point in line.points if point.quiet == quiet
        ]  # fmt: skip
        yield from draw.shapes(marks, _DOT if quiet else _MARK, {"d0": "", "d1": "", "d2": ""})


def _labels(panel: Panel, box: _Box) -> list[Row]:
    """What stands at a panel's points, without those that are quiet."""
    return [
        _label(point, box, is_first=point is line.points[0] and not line.is_apart)
        for line in panel.lines
        for point in line.points
        if not point.quiet
    ]


def _label(point: Point, box: _Box, is_first: bool) -> Row:
    """A value over its point. One with a note stands left of its point, where no line that rises
    is in its way: the note before it, or over it where there is no room.
    """
    value, note = text_width(point.text, TEXT_SIZE) * _BOLD, text_width(point.note, TEXT_SIZE)
    x, y = box.x(point.at), box.y(point.value)
    if point.note and not is_first:
        right = x - _MARK / 2 - 5
        is_line = box.left + note + _SPACE + value <= right
        width = note + _SPACE + value if is_line else max(note, value)
        right = max(right, box.left + width)
        aside = (value + _SPACE, 0) if is_line else (0, LINE)
        return _block(point, "right", right, y - 8, width, aside)
    width = max(value, note)
    middle = min(max(x, box.left + width / 2), box.right - width / 2)
    return _block(point, "center", middle, y - 16, width, (0, LINE))


def _block(
    point: Point, align: str, x: float, y: float, width: float, aside: tuple[float, float]
) -> Row:
    """A label as a block. aside: how far its note is to the left and over it."""
    return {
        "x": round(x),
        "y": y,
        "t": point.text,
        "note": point.note,
        "align": align,
        "aside": aside,
        "left": x - (width if align == "right" else width / 2),
        "right": x + (0 if align == "right" else width / 2),
        "lines": LINE + (aside[1] if point.note else 0),
    }


def _settled(labels: Sequence[Row]) -> list[Row]:
    """The labels from the lowest up, each moved up until it touches none below it."""
    placed: list[Row] = []
    for label in sorted(labels, key=lambda row: -row["y"]):
        y = label["y"]
        for other in placed:
            is_beside = label["left"] >= other["right"] or other["left"] >= label["right"]
            if not is_beside and other["y"] - other["lines"] < y:
                y = min(y, other["y"] - other["lines"] - 2)
        placed.append({**label, "y": y})
    return placed


def _times(points: Sequence[Point], box: _Box) -> list[Row]:
    """Times below the panel: the first, the last, and those between that have room."""
    shown: list[Row] = []
    told = sorted((point for point in points if not point.quiet), key=lambda point: point.at)
    for point in [told[0], told[-1], *told[1:-1]]:
        half = text_width(point.when, TEXT_SIZE) / 2
        x = min(max(box.x(point.at), box.left + half), box.right - half)
        if all(abs(x - other["x"]) > half + other["half"] + 8 for other in shown):
            shown.append({"x": round(x), "half": half, "t": point.when})
    return [{"x": row["x"], "y": box.bottom + 16, "t": row["t"]} for row in shown]
