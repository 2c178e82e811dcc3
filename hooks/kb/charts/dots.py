"""Marks in rows on one scale: answers by who was asked, prices by model."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.charts import draw
from kb.charts.draw import LINE, Drawing
from kb.charts.draw import Row as Place
from kb.charts.metrics import text_width, wrapped
from kb.charts.table import Table
from kb.charts.theme import NARROW, TEXT_SIZE, WIDE, Spec

_MARK = 11
_NAMES = 330
_SMALL = TEXT_SIZE - 1
Look = tuple[str, str, bool]
"""Shape and colour of a mark, and whether it is hollow."""
PLAIN: Look = ("circle", "c1", False)
LOW: Look = ("circle", "c1", True)
MIDDLE: Look = ("diamond", "c6", False)


@dataclass(frozen=True)
class Mark:
    """A value in a row. text: as readers write it; empty where the row says it. word: what the
    marks of its look are, written once above the first row with several.
    """

    value: float
    text: str
    look: Look = PLAIN
    word: str = ""


@dataclass(frozen=True)
class Row:
    """A line of the picture. about: who was asked, or what else belongs to its name."""

    name: str
    about: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Group:
    """Rows under one head, such as a country; an empty name has none."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Scale:
    """Where values stand. ticks: values with their texts, the first and the last at its ends.

    is_log: whether an equal factor is an equal way.
    """

    ticks: tuple[tuple[float, str], ...]
    is_log: bool = False

    def share(self, value: float) -> float:
        """How far along a value is, from 0 to 1."""
        low, high = self.ticks[0][0], self.ticks[-1][0]
        if self.is_log:
            return math.log(value / low) / math.log(high / low)
        return (value - low) / (high - low)


def dots(groups: Sequence[Group], scale: Scale, table: Table) -> Drawing:
    """Rows of marks: names beside the scale, or above it on a phone."""
    wide, narrow = (
        draw.canvas(width, bottom, layers)
        for width, (layers, bottom) in (
            (WIDE, rows(groups, scale, WIDE, _NAMES)),
            (NARROW, rows(groups, scale, NARROW, 0)),
        )
    )
    return Drawing(wide, narrow, table)


@dataclass(frozen=True)
class _Field:
    """The scale in pixels."""

    left: float
    right: float
    scale: Scale

    def x(self, value: float) -> float:
        return round(self.left + (self.right - self.left) * self.scale.share(value))


@dataclass(frozen=True)
class _Placed:
    """A row with its places. y: of its marks. has_words: whether it says what its marks are."""

    row: Row
    name: list[Place]
    about: list[Place]
    y: float
    bottom: float
    has_words: bool


def rows(groups: Sequence[Group], scale: Scale, width: int, names: int) -> tuple[list[Spec], float]:
    """The layers, and where they end. names: width of the column for the rows' names; 0 sets them
    above the marks.
    """
    room = max(_room(groups), *(text_width(text, TEXT_SIZE) / 2 for _, text in scale.ticks))
    field = _Field(names + room, width - room, scale)
    # The first row with the most kinds of marks says what they are.
    explained = max((row for group in groups for row in group.rows), key=_kinds)
    heads: list[Place] = []
    placed: list[_Placed] = []
    y = 26.0
    for group in groups:
        if group.name:
            heads.append({"x": 0, "y": round(y) + 15, "t": group.name})
            y += 28
        for row in group.rows:
            placed.append(
                _placed(row, y, names or width, bool(names), row is explained and _kinds(row) > 0)
            )
            y = placed[-1].bottom
    rules = [{"x": 0, "x2": width, "y": head["y"] + 12, "y2": head["y"] + 12} for head in heads]
    return [
        *_ticks(field),
        draw.rules(rules),
        draw.strong(heads),
        draw.texts([line for each in placed for line in each.name]),
        draw.soft([line for each in placed for line in each.about], fontSize=_SMALL),
        *_marks(placed, field),
    ], y


def _room(groups: Sequence[Group]) -> float:
    """Pixels beside the scale for the value of its first and of its last mark."""
    texts = (mark.text for group in groups for row in group.rows for mark in row.marks)
    return max(24, *(text_width(text, TEXT_SIZE) + _MARK + 2 for text in texts))


def _kinds(row: Row) -> int:
    """How many kinds of marks a row would tell apart; a single mark needs no word."""
    return len({mark.word for mark in row.marks if mark.word}) if len(row.marks) > 1 else 0


def _placed(row: Row, top: float, width: float, is_beside: bool, is_explained: bool) -> _Placed:
    """A row below a height, with the marks beside the middle of its texts or below them."""
    room = width - (18 if is_beside else 0)
    names = wrapped(row.name, TEXT_SIZE, room)
    abouts = wrapped(row.about, _SMALL, room) if row.about else []
    lift = 14 if is_explained or len(row.marks) > 2 else 0
    texts = LINE * (len(names) + len(abouts))
    if is_beside:
        first = top + 6 + max(0, lift - texts / 2) + LINE / 2
        y = first + (texts - LINE) / 2
        bottom = first - LINE / 2 + texts + 6
    else:
        first = top + 6 + LINE / 2
        y = first + texts - LINE / 2 + lift + 10
        bottom = y + 14
    lines: list[Place] = [
        {"x": 0, "y": first + LINE * at, "t": t} for at, t in enumerate([*names, *abouts])
    ]
    return _Placed(row, lines[: len(names)], lines[len(names) :], y, bottom, is_explained)


def _ticks(field: _Field) -> list[Spec]:
    """The values along the top. Every mark has its value, so no line leads down from them."""
    ticks = [{"x": field.x(value), "t": text} for value, text in field.scale.ticks]
    strokes = [{"x": tick["x"], "x2": tick["x"], "y": 17, "y2": 23} for tick in ticks]
    labels = [{**tick, "y": 8} for tick in ticks]
    return [draw.rules(strokes), draw.soft(labels, align="center")]


def _marks(placed: Sequence[_Placed], field: _Field) -> list[Spec]:
    """From each row's name to its first mark, the line between its marks, the marks, their texts."""
    rails: list[Place] = []
    spans: list[Place] = []
    shapes: list[Place] = []
    texts: dict[str, list[Place]] = {"left": [], "right": []}
    for each in placed:
        marks = sorted(each.row.marks, key=lambda mark: mark.value)
        first, last = field.x(marks[0].value), field.x(marks[-1].value)
        before = text_width(marks[0].text, TEXT_SIZE) + _MARK + 4 if len(marks) > 1 else _MARK
        rails.append(
            {"x": round(field.left), "x2": round(first - before), "y": each.y, "y2": each.y}
        )
        spans.append({"x": first, "x2": last, "y": each.y, "y2": each.y})
        shapes += [_shape(each, mark, field) for mark in marks]
        for align, label in _labels(each, marks, field):
            texts[align].append(label)
    return [
        draw.hairs([rail for rail in rails if rail["x"] < rail["x2"]]),
        draw.rules([span for span in spans if span["x"] < span["x2"]], strokeWidth=2),
        *draw.shapes(shapes, _MARK, {"d0": "", "d1": "", "d2": ""}),
        *(draw.texts(labels, align=align) for align, labels in texts.items()),
    ]


def _shape(each: _Placed, mark: Mark, field: _Field) -> Place:
    shape, tint, hollow = mark.look
    told = {"d0": each.row.name, "d1": each.row.about, "d2": " ".join((mark.word, mark.text))}
    look = {"shape": shape, "tint": tint, "hollow": hollow}
    return {"x": field.x(mark.value), "y": each.y, **look, **told}


def _labels(each: _Placed, marks: Sequence[Mark], field: _Field) -> Iterator[tuple[str, Place]]:
    """The first value before its mark, the last behind it, others above; and what they are."""
    for at, mark in enumerate(marks):
        x, y = field.x(mark.value), each.y
        word = mark.word if each.has_words else ""
        if at == len(marks) - 1:
            yield "left", {"x": x + _MARK, "y": y, "t": mark.text}
            if word:
                yield "left", {"x": x - _MARK / 2, "y": y - 15, "t": word}
        elif at == 0:
            yield "right", {"x": x - _MARK, "y": y, "t": mark.text}
            if word:
                # Short of what stands over the next mark.
                end = min(x + _MARK / 2, field.x(marks[1].value) - _MARK / 2 - 6)
                yield (
                    "right",
                    {"x": end if len(marks) > 2 else x + _MARK / 2, "y": y - 15, "t": word},
                )
        else:
            text = f"{word} {mark.text}" if word else mark.text
            yield "left", {"x": x - _MARK / 2, "y": y - 15, "t": text}
