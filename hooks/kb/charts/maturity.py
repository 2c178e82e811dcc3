"""Pictures of maturity: the levels of one edition, and how they moved from edition to edition."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

from kb.charts import draw
from kb.charts.draw import LINE, Drawing, Row
from kb.charts.metrics import text_width, wrapped
from kb.charts.table import Cell, Table
from kb.charts.theme import INK, NARROW, SOFT, TEXT_SIZE, WIDE, Spec

Words = Mapping[str, str]
Mark = dict[str, Any]

SIZE = 15
"""Width of a level's disc in pixels."""
_TOP, _ROW, _HEAD = 24.0, 27, 36


@dataclass(frozen=True)
class Level:
    """A level of maturity. mark: the disc that stands for it, the fuller the higher."""

    id: str
    name: str
    mark: Literal["ring", "half", "full"]


@dataclass(frozen=True)
class Assessed:
    """A technology in one edition.

    group: name of its domain. level, previous: ids of levels; previous is None where the edition
    before did not have it. new: there was an edition before, without it. detail: what else the
    pointer shows, text by title; all items have the same titles. address: of its page, from the
    page that shows the picture; empty where it has none.
    """

    id: str
    name: str
    group: str
    level: str
    previous: str | None = None
    new: bool = False
    rising: bool = False
    falling: bool = False
    watch: bool = False
    detail: Mapping[str, str] = field(default_factory=dict)
    address: str = ""

    @property
    def moved(self) -> bool:
        """Whether its level differs from that of the edition before."""
        return self.previous is not None and self.previous != self.level


@dataclass(frozen=True)
class History:
    """A technology through the editions. levels: id of its level by edition id; absent where the
    edition does not have it.
    """

    id: str
    name: str
    group: str
    levels: Mapping[str, str]

    @property
    def moved(self) -> bool:
        """Whether its level is not the same in all editions that have it."""
        return len(set(self.levels.values())) > 1


@dataclass(frozen=True)
class Edition:
    """An edition as the head of a column."""

    id: str
    name: str


class _Item(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def group(self) -> str: ...


_REMARKS = ("rising", "falling", "watch", "new")
T = TypeVar("T", bound=_Item)


def levels(items: Sequence[Assessed], scale: Sequence[Level], words: Words) -> Drawing:
    """Technologies by domain, each with its level in a column of its own.

    items: in reading order, those of one group together. scale: from the lowest level up.
    words: `technology`, `domain`, `level`, `before`, `rising`, `watch`, `new`, `moved`.
    """
    return Drawing(
        wide=_levels(items, scale, words, WIDE, 270),
        narrow=_levels(items, scale, words, NARROW, 142),
        table=levels_table(items, scale, words),
    )


def timeline(
    items: Sequence[History], editions: Sequence[Edition], scale: Sequence[Level], words: Words
) -> Drawing:
    """Technologies by domain, each with its level in every edition; a step up is drawn higher.

    Drawn are those whose level changed, or all where none did; the table has all.
    items: in reading order, those of one group together. editions: from the oldest on.
    words: `technology`, `domain`, `level`, `edition`.
    """
    shown = [item for item in items if item.moved] or items
    return Drawing(
        wide=_timeline(shown, editions, scale, words, WIDE, 270),
        narrow=_timeline(shown, editions, scale, words, NARROW, 132),
        table=timeline_table(items, editions, scale, words),
    )


def levels_table(items: Sequence[Assessed], scale: Sequence[Level], words: Words) -> Table:
    """One edition in words: technology, domain, level with remarks, level before."""
    name = {level.id: level.name for level in scale}
    return Table(
        columns=(
            words["technology"],
            words["domain"],
            Cell(words["level"], words["level"], *(words[key] for key in _REMARKS)),
            words["before"],
        ),
        rows=tuple(
            (
                item.name,
                item.group,
                Cell(level_text(item, name, words), name[item.level], *_remarks(item)),
                name[item.previous] if item.previous else "–",
            )
            for item in items
        ),
    )


def _remarks(item: Assessed) -> list[str]:
    """Whether each of the remarks is to be made, as a file says it."""
    return [str(bool(getattr(item, key))).lower() for key in _REMARKS]


def timeline_table(
    items: Sequence[History], editions: Sequence[Edition], scale: Sequence[Level], words: Words
) -> Table:
    """All editions in words: technology, domain, its level in each edition."""
    name = {level.id: level.name for level in scale}
    return Table(
        columns=(words["technology"], words["domain"], *(edition.name for edition in editions)),
        rows=tuple(
            (
                item.name,
                item.group,
                *(name.get(item.levels.get(edition.id, ""), "–") for edition in editions),
            )
            for item in items
        ),
    )


def level_text(item: Assessed, name: Mapping[str, str], words: Words) -> str:
    """A level's name and what is to be said besides it: `rising`, `falling`, `watch`, `new` of the words."""
    remarks = [words[key] for key in _REMARKS if getattr(item, key)]
    return " · ".join([name[item.level], *remarks])


def tip(item: Assessed, scale: Sequence[Level], words: Words) -> tuple[Row, Mapping[str, str]]:
    """What the pointer shows of a technology: values by field, and titles by field."""
    name = {level.id: level.name for level in scale}
    shown = {
        words["technology"]: item.name,
        words["level"]: level_text(item, name, words),
        words["before"]: name[item.previous] if item.previous else "–",
        **item.detail,
    }
    fields = {f"d{index}": title for index, title in enumerate(shown)}
    return {field: shown[title] for field, title in fields.items()}, fields


@dataclass(frozen=True)
class _Line:
    """A line of the picture: a group's name, or an item's. base: its lower edge."""

    words: list[str]
    y: float
    base: float


def _lines(
    items: Sequence[T], names: float, row: float = _ROW
) -> tuple[list[_Line], list[tuple[_Line, T]]]:
    """Lines for the groups' names and for the items, from the top down."""
    heads: list[_Line] = []
    lines: list[tuple[_Line, T]] = []
    top = _TOP
    for group, members in itertools.groupby(items, key=lambda item: item.group):
        heads.append(_Line([group], top + _HEAD - 13, top + _HEAD))
        top += _HEAD
        for item in members:
            words = wrapped(item.name, TEXT_SIZE, names - 8)
            height = row + LINE * (len(words) - 1)
            lines.append((_Line(words, top + height / 2, top + height), item))
            top += height
    return heads, lines


def _names(heads: Sequence[_Line], lines: Sequence[_Line], width: float) -> list[Spec]:
    """The left column, and a dotted line below each row."""
    return [
        draw.hairs([{"x": 0, "x2": width, "y": line.base, "y2": line.base} for line in lines]),
        draw.rules([{"x": 0, "x2": width, "y": line.base, "y2": line.base} for line in heads]),
        draw.strong([row for line in heads for row in draw.stacked(line.words, 0, line.y)]),
        draw.texts([row for line in lines for row in draw.stacked(line.words, 0, line.y)]),
    ]


def _levels(
    items: Sequence[Assessed], scale: Sequence[Level], words: Words, width: int, names: int
) -> Spec:
    heads, lines = _lines(items, names)
    column = draw.columns([level.id for level in scale], names, width)
    shape = {level.id: level.mark for level in scale}
    fields: Mapping[str, str] = {}
    marks: list[Mark] = []
    for line, item in lines:
        values, fields = tip(item, scale, words)
        marks.append({"x": column[item.level], "y": line.y, "mark": shape[item.level], **values})
    bottom = lines[-1][0].base
    key, height = _key(items, words, width, bottom + 18)
    return draw.canvas(
        width,
        height,
        [
            *_names(heads, [line for line, _ in lines], width),
            *_level_heads(scale, column),
            *_moves([(line.y, item) for line, item in lines], column),
            *draw.level_marks(marks, SIZE, fields),
            *_signs([(line.y, item) for line, item in lines], column, words),
            *key,
        ],
    )


def _level_heads(scale: Sequence[Level], column: Mapping[str, float]) -> list[Spec]:
    """Disc and word above each column."""
    marks, names = [], []
    for level in scale:
        left = column[level.id] - (12 + 5 + text_width(level.name, TEXT_SIZE)) / 2
        marks.append({"x": left + 6, "y": 12, "mark": level.mark})
        names.append({"x": left + 17, "y": 12, "t": level.name})
    return [*draw.level_marks(marks, 12), draw.strong(names)]


def _moves(placed: Sequence[tuple[float, Assessed]], column: Mapping[str, float]) -> list[Spec]:
    """From the level before to that of now: a dot and a line that ends short of the disc."""
    trails = []
    for y, item in placed:
        if item.previous is not None and item.moved:
            start, end = column[item.previous], column[item.level]
            gap = (SIZE / 2 + 4) * (1 if end > start else -1)
            trails.append({"x": start, "x2": end - gap, "y": y, "y2": y})
    return [
        draw.rules(trails, color=SOFT, strokeWidth=1.5),
        draw.points(trails, "circle", 6, color=SOFT),
    ]


def _signs(
    placed: Sequence[tuple[float, Assessed]], column: Mapping[str, float], words: Words
) -> list[Spec]:
    """A pointer towards the next level where the trend is up; a word where it is watched."""
    rising = [{"x": column[item.level] + 15, "y": y} for y, item in placed if item.rising]
    watched = [
        {"x": column[item.level] + (24 if item.rising else 13), "y": y, "t": words["watch"]}
        for y, item in placed
        if item.watch
    ]
    return [draw.points(rising, "triangle-right", 9, color=INK), draw.soft(watched)]


def _key(
    items: Sequence[Assessed], words: Words, width: float, top: float
) -> tuple[list[Spec], float]:
    """What the signs mean, as far as they occur; and the height of the picture with it."""
    signs = [key for key in ("moved", "rising") if any(getattr(item, key) for item in items)]
    if not signs:
        return [], top - 10
    places = draw.flowing([words[sign] for sign in signs], 34, width, top)
    at = dict(zip(signs, places, strict=True))
    trail = [{"x": at["moved"]["x"] - 32, "x2": at["moved"]["x"] - 8}] if "moved" in at else []
    trails = [{**row, "y": at["moved"]["y"], "y2": at["moved"]["y"]} for row in trail]
    rising = [{"x": at["rising"]["x"] - 12, "y": at["rising"]["y"]}] if "rising" in at else []
    return [
        draw.soft(places),
        draw.rules(trails, color=SOFT, strokeWidth=1.5),
        draw.points(trails, "circle", 6, color=SOFT),
        draw.points(rising, "triangle-right", 9, color=INK),
    ], places[-1]["y"] + 14


def _timeline(
    items: Sequence[History],
    editions: Sequence[Edition],
    scale: Sequence[Level],
    words: Words,
    width: int,
    names: int,
) -> Spec:
    heads, lines = _lines(items, names, row=48)
    room = (width - names) / len(editions)
    left = {edition.id: names + room * index + SIZE for index, edition in enumerate(editions)}
    marks: list[Mark] = []
    steps: list[Row] = []
    for line, item in lines:
        marked = list(_marks(line.y - 7, item, editions, scale, left))
        marks += marked
        steps += [_step(one, two) for one, two in itertools.pairwise(marked)]
    shown = {"d0": words["technology"], "d1": words["edition"], "d2": words["level"]}
    named = [
        {"x": mark["x"] - SIZE / 2, "y": mark["y"] + SIZE + 1, "t": mark["d2"]} for mark in marks
    ]
    return draw.canvas(
        width,
        lines[-1][0].base + 2,
        [
            *_names(heads, [line for line, _ in lines], width),
            draw.strong([{"x": left[e.id] - SIZE / 2, "y": 12, "t": e.name} for e in editions]),
            draw.rules(steps, color=SOFT, strokeWidth=1.5),
            *draw.level_marks(marks, SIZE, shown),
            draw.texts(named),
        ],
    )


def _step(one: Mark, two: Mark) -> Row:
    """The line between two discs, from edge to edge."""
    gap = SIZE / 2 + 2
    climb = (two["y"] - one["y"]) * gap / (two["x"] - one["x"])
    return {
        "x": one["x"] + gap,
        "y": round(one["y"] + climb, 1),
        "x2": two["x"] - gap,
        "y2": round(two["y"] - climb, 1),
    }


def _marks(
    middle: float,
    item: History,
    editions: Sequence[Edition],
    scale: Sequence[Level],
    left: Mapping[str, float],
) -> Iterator[Mark]:
    """A disc for each edition that has the technology, the higher the higher its level."""
    rank = {level.id: index for index, level in enumerate(scale)}
    for edition in editions:
        if edition.id in item.levels:
            level = scale[rank[item.levels[edition.id]]]
            yield {
                "x": left[edition.id],
                "y": middle - 6 * (rank[level.id] - (len(scale) - 1) / 2),
                "mark": level.mark,
                "d0": item.name,
                "d1": edition.name,
                "d2": level.name,
            }
