"""Pictures of lanes on a true axis of time: what became of each thing, and when.

Each mark is a link with its words, and at least as far from the next one as a finger needs: what
stands closer becomes one mark that says all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kb.charts import draw, scene
from kb.charts.draw import LINE, Drawing
from kb.charts.metrics import wrapped
from kb.charts.scene import HIT, Node, Scene
from kb.charts.table import Table
from kb.charts.theme import GRID, NARROW, TEXT_SIZE, WIDE, colour

Words = Mapping[str, str]
_SIZE = 12
_HEAD = 32
_LAST = 12
"""Room at the end of the axis for half a mark."""


@dataclass(frozen=True)
class Look:
    """What a kind of mark is drawn as. shape: of `scene.shape`. tint: a colour of the theme."""

    shape: str
    tint: str


@dataclass(frozen=True)
class Mark:
    """Something dated. date: `2026`, `2026-08` or `2026-08-02`. kind: of a `Look`; the gravest
    stands for a mark of several. title: what it is, in short. address: where it leads. rows: of the
    table, which say all of it. hollow: drawn as an outline. label: what stands beside it. when:
    whether it can be ahead.
    """

    date: str
    kind: str
    title: str
    address: str
    rows: tuple[int, ...] = ()
    hollow: bool = False
    label: str = ""
    when: bool = False


@dataclass(frozen=True)
class Lane:
    """One thing with its marks. start, end: of its line, dates; empty for the axis's own. changed:
    from when on the line is another. earlier: what stands where older dates are folded.
    """

    name: str
    address: str
    marks: tuple[Mark, ...]
    start: str = ""
    end: str = ""
    changed: str = ""
    earlier: str = ""


@dataclass(frozen=True)
class Group:
    """Lanes under a head."""

    name: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True)
class Axis:
    """Years on a width in pixels."""

    first: int
    last: int
    left: float
    right: float

    def x(self, moment: str) -> float:
        """Where a date stands; of one not known to the day, the middle of what is known."""
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        days = (_middle(moment) - start).days / (end - start).days
        return self.left + max(0.0, min(1.0, days)) * (self.right - self.left)

    @property
    def years(self) -> list[tuple[int, float]]:
        """Each year and where it begins."""
        return [(year, self.x(f"{year}-01-01")) for year in range(self.first, self.last + 1)]

    @property
    def day(self) -> float:
        """Width of a day."""
        return (self.right - self.left) / (date(self.last + 1, 1, 1) - date(self.first, 1, 1)).days


def _middle(moment: str) -> date:
    return date.fromisoformat(moment + {4: "-07-01", 7: "-15"}.get(len(moment), ""))


@dataclass(frozen=True)
class Lanes:
    """What a picture of lanes shows. above: marks on a line of their own over all lanes, and its
    name. folded: what is said of lanes that are not drawn. as_of: the day of the data.
    """

    groups: tuple[Group, ...]
    looks: Mapping[str, Look]
    years: tuple[int, int]
    as_of: str
    above: tuple[str, tuple[Mark, ...]] = ("", ())
    folded: str = ""
    key: tuple[tuple[str, bool, str], ...] = ()


def lanes(shown: Lanes, words: Words, table: Table) -> Drawing:
    """The picture in both layouts: names beside the lanes, or above them on a phone.

    words: `as_of`, what stands on the line between what was and what is expected, and `today`.
    """
    return Drawing(
        wide=_Picture(shown, words, WIDE, 196).scene(),
        narrow=_Picture(shown, words, NARROW, 0).scene(),
        table=table,
    )


def merged(marks: Sequence[Mark], axis: Axis, kinds: Sequence[str]) -> list[Mark]:
    """Marks in their order, those closer than a finger needs as one: at the place and of the kind of
    the gravest, of two equals the later. kinds: the gravest first.
    """

    def gravity(mark: Mark) -> tuple[bool, int, float]:
        return mark.hollow and not mark.when, kinds.index(mark.kind), -axis.x(mark.date)

    found: list[list[Mark]] = []
    for mark in sorted(marks, key=gravity):
        near = [same for same in found if _apart(same[0], mark, axis) < HIT]
        if near:
            min(near, key=lambda same: _apart(same[0], mark, axis)).append(mark)
        else:
            found.append([mark])
    return sorted(map(_joined, found), key=lambda mark: axis.x(mark.date))


def _apart(one: Mark, other: Mark, axis: Axis) -> float:
    return abs(axis.x(one.date) - axis.x(other.date))


def _joined(same: Sequence[Mark]) -> Mark:
    """The first of some marks, saying what all of them say in the order of their dates."""
    told = sorted(same, key=lambda mark: mark.date)
    label = next((mark.label for mark in same if mark.label), "")
    title = "\n".join(mark.title for mark in told)
    rows = tuple(row for mark in told for row in mark.rows)
    return replace(same[0], title=title, rows=rows, label=label)


class _Picture:
    """One layout. names: width of the column for the lanes' names; 0 puts them above the lanes."""

    def __init__(self, shown: Lanes, words: Words, width: int, names: int) -> None:
        self.shown = shown
        self.words = words
        self.width = width
        self.names = names
        self.kinds = list(shown.looks)
        self.axis = Axis(*shown.years, names or 2, width - _LAST)
        self.now = self.axis.x(shown.as_of)

    def scene(self) -> Scene:
        """The whole picture."""
        above, y = self._above()
        heads = [scene.soft(x + 4, y + 10, str(year)) for year, x in self.axis.years]
        top = y + 24
        y = top
        drawn: list[Node] = []
        for group in self.shown.groups:
            nodes, y = self._group(group, y)
            drawn += nodes
        bottom = y + 4
        below, height = self._below(bottom)
        lines = [*self._years(top - 8, bottom), *self._days(top - 8, bottom)]
        return Scene(self.width, height, (*lines, *above, *heads, *drawn, *below))

    def _above(self) -> tuple[list[Node], float]:
        """The line over all lanes, and where it ends."""
        name, marks = self.shown.above
        if not marks:
            return [], 0
        y = 14 if self.names else 32
        placed = merged(marks, self.axis, self.kinds)
        nodes = [scene.strong(0, y if self.names else 9, name)]
        return nodes + [self._counted(mark, y) for mark in placed], y + 18

    def _years(self, top: float, bottom: float) -> list[Node]:
        """A line where each year begins."""
        look = {"stroke": GRID, "stroke_dasharray": "1 3"}
        return [scene.stroke(x, top, x, bottom, **look) for _, x in self.axis.years]

    def _days(self, top: float, bottom: float) -> list[Node]:
        """The day of the data, and the reader's, which the script moves into place."""
        now = scene.stroke(self.now, top, self.now, bottom, stroke_dasharray="4 3")
        if not any(
            mark.when for group in self.shown.groups for lane in group.lanes for mark in lane.marks
        ):
            return [now]
        line = scene.stroke(0, top, 0, bottom, stroke=colour("c2"), stroke_width=2)
        word = scene.strong(-4, top + 1, self.words["today"], text_anchor="end", fill=colour("c2"))
        return [
            now,
            scene.node(
                "g", line, word, display="none", data_today=f"{self.axis.first}-01-01",
                data_left=self.axis.left, data_right=self.axis.right, data_day=f"{self.axis.day:.5f}",
            ),
        ]  # fmt: skip

    def _group(self, group: Group, top: float) -> tuple[list[Node], float]:
        y = top + _HEAD
        nodes = [
            scene.strong(0, y - 13, group.name, **_HALO),
            scene.stroke(0, y - 2, self.width, y - 2, stroke=GRID),
        ]
        for lane in group.lanes:
            drawn, y = self._lane(lane, y)
            nodes += drawn
        return nodes, y

    def _lane(self, lane: Lane, top: float) -> tuple[list[Node], float]:
        """A lane with its name, and where it ends."""
        room = (self.names or self.width) - scene.width_of(lane.earlier) - 14
        lines = wrapped(lane.name, TEXT_SIZE, room)
        tall = LINE * len(lines) + (9 if self.names else 7)
        text = scene.block(0, top + tall / 2, lines, LINE, **_HALO)
        wide = max(HIT, *map(scene.width_of, lines))
        named = scene.link(lane.address, lane.name, scene.hit(0, top, wide, tall), *text)
        y = top + tall / 2 if self.names else top + tall + HIT / 2
        folded = []
        if lane.earlier:
            edge = self.names - 8 if self.names else self.width - 2
            folded = [scene.soft(edge, top + tall / 2, lane.earlier, text_anchor="end")]
        placed = merged(lane.marks, self.axis, self.kinds)
        bottom = top + tall if self.names else y + HIT / 2
        return [
            *self._way(lane, y),
            named,
            *folded,
            *self._labels(placed, y),
            *(self._mark(mark, y) for mark in placed),
        ], bottom

    def _way(self, lane: Lane, y: float) -> list[Node]:
        """A lane's line: as far as the data know, dotted beyond; another from where it changed."""
        start = self.axis.x(lane.start) if lane.start else self.axis.left
        end = self.axis.x(lane.end) if lane.end else self.axis.right
        known = min(end, self.now)
        nodes = [scene.stroke(start, y, known, y, stroke=GRID)]
        if lane.changed:
            look: scene.Look = {"stroke": colour("c1"), "stroke_width": 2.5}
            nodes.append(scene.stroke(self.axis.x(lane.changed), y, known, y, **look))
        if end > known:
            nodes.append(scene.stroke(known, y, end, y, stroke=GRID, stroke_dasharray="1 3"))
        return nodes

    def _mark(self, mark: Mark, y: float) -> Node:
        x, look = self.axis.x(mark.date), self.shown.looks[mark.kind]
        paint = _outline(look, mark.hollow) if mark.hollow or mark.when else {}
        if mark.when:
            paint |= {"data_when": mark.date, "class": "kb-ahead" if mark.hollow else None}
        return scene.link(
            mark.address,
            mark.title,
            scene.hit(x - HIT / 2, y - HIT / 2, HIT),
            scene.shape(look.shape, x, y, _SIZE, look.tint, **paint),
            data_mark=" ".join(map(str, mark.rows)),
        )

    def _counted(self, mark: Mark, y: float) -> Node:
        """A mark that says how many it stands for."""
        x, count = self.axis.x(mark.date), mark.title.count("\n") + 1
        tint = colour(self.shown.looks[mark.kind].tint)
        look: scene.Look = {"text_anchor": "middle", "fill": colour("paper"), "font_size": 12}
        told = f"{self.shown.above[0]} {count}\n{mark.title}" if count > 1 else mark.title
        return scene.link(
            mark.address,
            told,
            scene.hit(x - HIT / 2, y - HIT / 2, HIT),
            scene.node("circle", cx=round(x), cy=round(y), r=5 if count == 1 else 10, fill=tint),
            *([scene.strong(x, y, str(count), **look)] if count > 1 else []),
            data_mark="",
        )

    def _labels(self, placed: Sequence[Mark], y: float) -> list[Node]:
        """What stands beside marks, where there is room up to the next one."""
        xs = [self.axis.x(mark.date) for mark in placed]
        nodes = []
        taken = self.axis.left
        for at, mark in enumerate(placed):
            x, wide = xs[at], scene.width_of(mark.label) + 14
            after = xs[at + 1] - 10 if at + 1 < len(xs) else self.width
            if mark.label and x + wide <= after:
                nodes.append(_haloed(x + 14, y, mark.label))
                taken = x + wide
            elif mark.label and x - wide >= taken + (HIT if at else 0):
                nodes.append(_haloed(x - 14, y, mark.label, text_anchor="end"))
            taken = max(taken, x + 10)
        return nodes

    def _below(self, top: float) -> tuple[list[Node], float]:
        """The day of the data, what is not drawn, and what the marks mean; and where they end."""
        y = top + 10
        anchor = "end" if self.now > self.width / 2 else None
        nodes = [
            scene.soft(self.now + (4 if anchor else 0), y, self.words["as_of"], text_anchor=anchor)
        ]
        for line in wrapped(self.shown.folded, TEXT_SIZE, self.width) if self.shown.folded else []:
            y += LINE + 1
            nodes.append(scene.soft(0, y, line))
        places = draw.flowing([text for *_, text in self.shown.key], 18, self.width, y + 24)
        for (kind, hollow, text), at in zip(self.shown.key, places, strict=True):
            look = self.shown.looks[kind]
            paint = _outline(look, True) if hollow else {}
            mark = scene.shape(look.shape, at["x"] - 10, at["y"], _SIZE, look.tint, **paint)
            nodes += [mark, scene.soft(at["x"], at["y"], text)]
        return nodes, (places[-1]["y"] if places else y) + 14


def _outline(look: Look, hollow: bool) -> scene.Look:
    """The paint of a mark with an edge. A shape's edge is scaled with it."""
    inner = colour("paper" if hollow else look.tint)
    return {"fill": inner, "stroke": colour(look.tint), "stroke_width": f"{3 / _SIZE:g}"}


def _haloed(x: float, y: float, text: str, **look: scene.Value) -> Node:
    """A text at which lines end."""
    return scene.soft(x, y, text, **_HALO | look)


_HALO: scene.Look = {"stroke": colour("paper"), "stroke_width": 6, "paint_order": "stroke"}
