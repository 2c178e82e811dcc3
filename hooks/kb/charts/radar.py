"""The maturity radar: a ring for each level, a sector for each domain, a disc and a name for each
technology, which lead to its page. On a phone the rings are stacked.

A disc's place inside its ring and sector comes from the technology's id, so it stays where it was
for as long as nothing else needs the room.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.charts import draw, scene
from kb.charts.draw import LINE, Drawing
from kb.charts.maturity import Assessed, Level, Words, level_text, levels_table
from kb.charts.metrics import wrapped
from kb.charts.scene import HIT, Node, Scene
from kb.charts.theme import GRID, INK, NARROW, SOFT, TEXT_SIZE, WIDE

BLIP = 15
"""Width of a technology's disc in pixels."""
_GAP = 4
_TRIES = 600
_RADIUS = 278.0
_ROOM = 12
"""Room for the sign of a trend behind a name."""
# Outer edges of the rings as shares of the radius: the innermost is the smallest area, so it
# gets more than its third.
_EDGES = (0.44, 0.82, 1.0)


@dataclass(frozen=True)
class Polar:
    """A place on the radar: pixels from the centre, and radians clockwise from the top."""

    radius: float
    angle: float

    def xy(self, centre: tuple[float, float] = (0, 0)) -> tuple[float, float]:
        """The same in pixels to the right and down."""
        return (
            centre[0] + self.radius * math.sin(self.angle),
            centre[1] - self.radius * math.cos(self.angle),
        )


@dataclass(frozen=True)
class Field:
    """Where a disc may stand: its ring and its sector."""

    inner: float
    outer: float
    start: float
    end: float


@dataclass(frozen=True)
class Box:
    """What a disc takes up with its name."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """The area that both take up."""
        if self.left >= other.right or other.left >= self.right:
            return 0.0
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        wide = min(self.right, other.right) - max(self.left, other.left)
        return wide * max(0.0, tall)


@dataclass(frozen=True)
class Blip:
    """A technology with its places, now and in the edition before, and the room of its name."""

    item: Assessed
    place: Polar
    before: Polar | None
    box: Box

    @property
    def is_left(self) -> bool:
        """Whether the name stands to the left of the disc."""
        x, _ = self.place.xy()
        return x - self.box.left > self.box.right - x


def radar(items: Sequence[Assessed], scale: Sequence[Level], words: Words) -> Drawing:
    """The radar of one edition.

    items: in reading order, those of one group together; groups become sectors, clockwise.
    scale: from the lowest level, the outermost ring, up; three levels.
    words: as for `maturity.levels`, and `from`, with `{level}` in it.
    """
    return Drawing(
        wide=_rings_and_sectors(items, scale, words),
        narrow=_stacked(items, scale, words),
        table=levels_table(items, scale, words),
    )


def blips(
    items: Sequence[Assessed], scale: Sequence[Level], radius: float, kept: Sequence[Box] = ()
) -> list[Blip]:
    """Place the technologies; sector by sector, in each from the innermost ring outwards.

    radius: of the whole radar, in pixels. kept: where no name may stand.
    """
    rank = {level.id: index for index, level in enumerate(reversed(scale))}
    groups = list(dict.fromkeys(item.group for item in items))
    fields = {
        (group, level.id): _field(groups.index(group), len(groups), rank[level.id], radius)
        for group in groups
        for level in scale
    }
    found: dict[str, tuple[Polar, Box]] = {}
    for item in sorted(items, key=lambda item: item.id):
        taken = [*kept, *(box for _, box in found.values())]
        found[item.id] = _place(item, fields[item.group, item.level], taken)
    ordered = sorted(items, key=lambda item: (groups.index(item.group), rank[item.level]))
    return [
        Blip(item, found[item.id][0], _before(item, found[item.id][0], fields), found[item.id][1])
        for item in ordered
    ]


def _field(sector: int, sectors: int, ring: int, radius: float) -> Field:
    edges = (0.0, *_EDGES)
    turn = 2 * math.pi / sectors
    return Field(radius * edges[ring], radius * edges[ring + 1], turn * sector, turn * (sector + 1))


def _place(item: Assessed, allowed: Field, taken: Sequence[Box]) -> tuple[Polar, Box]:
    """The first of the id's places whose disc and name are free, else that which shares least."""
    most, best = math.inf, None
    for place, box in _rooms(item, allowed):
        shared = _shared(box, taken, most)
        if not shared:
            return place, box
        if shared < most:
            most, best = shared, (place, box)
    assert best is not None  # a name has room on one side at least
    return best


def _shared(box: Box, taken: Sequence[Box], enough: float) -> float:
    """The area that a box shares with others, counted no further than what is enough."""
    area = 0.0
    for other in taken:
        area += box.shared(other)
        if area >= enough:
            break
    return area


def _rooms(item: Assessed, allowed: Field) -> Iterator[tuple[Polar, Box]]:
    """The id's places, each with the room of the disc and its name: with all names away from the
    centre first, then on the other side of the disc.
    """
    near, far = BLIP / 2 + _GAP, BLIP / 2 + 8 + scene.width_of(item.name) + _signed(item)
    places = []
    for place in _candidates(item.id, allowed):
        sides = _sides(place, near, far)
        places.append((place, sides[1:]))
        yield place, sides[0]
    for place, others in places:
        yield from ((place, box) for box in others)


def _sides(place: Polar, near: float, far: float) -> tuple[Box, ...]:
    """Where a disc and its name may be: away from the centre, and on the other side; only where the
    picture has room for them.
    """
    x, y = place.xy()
    right = Box(x - near, y - HIT / 2, x + far, y + HIT / 2)
    left = Box(x - far, y - HIT / 2, x + near, y + HIT / 2)
    sides = (left, right) if x < 0 else (right, left)
    return tuple(side for side in sides if max(-side.left, side.right) <= WIDE / 2) or sides[1:]


def _signed(item: Assessed) -> float:
    return _ROOM if item.rising or item.falling else 0


def _candidates(name: str, allowed: Field) -> Iterator[Polar]:
    """Places that follow from an id: even over the field's area, clear of its edges."""
    margin = BLIP / 2 + _GAP
    inner = max(allowed.inner + margin, BLIP * 1.4)
    outer = allowed.outer - margin
    for attempt in range(_TRIES):
        digest = hashlib.sha256(f"{name}:{attempt}".encode()).digest()
        along, across = (int.from_bytes(digest[at : at + 4]) / 2**32 for at in (0, 4))
        radius = math.sqrt(inner**2 + along * (outer**2 - inner**2))
        side = math.asin(min(1.0, margin / radius))
        start, end = allowed.start + side, allowed.end - side
        if end >= start:
            yield Polar(radius, start + across * (end - start))
    yield Polar(outer, (allowed.start + allowed.end) / 2)


def _before(item: Assessed, place: Polar, fields: Mapping[tuple[str, str], Field]) -> Polar | None:
    """Where the technology stood: on the same ray, in the middle of the other ring."""
    if not item.moved or item.previous is None:
        return None
    ring = fields[item.group, item.previous]
    return Polar((ring.inner + ring.outer) / 2, place.angle)


def _rings_and_sectors(items: Sequence[Assessed], scale: Sequence[Level], words: Words) -> Scene:
    centre = (WIDE / 2, _RADIUS + 4)
    groups = list(dict.fromkeys(item.group for item in items))
    named = [_sector_name(name, at, len(groups)) for at, name in enumerate(groups)]
    rung = [_ring_name(level, edge) for level, edge in zip(reversed(scale), _EDGES, strict=True)]
    kept = [box for box, _ in (*named, *rung)]
    placed = blips(items, scale, _RADIUS, kept)
    key, height = _key(items, words, WIDE, 2 * _RADIUS + 28)
    moved = f"translate({centre[0]:g},{centre[1]:g})"
    fixed = [node for _, nodes in (*named, *rung) for node in nodes]
    drawn = scene.node(
        "g",
        *_rings(len(groups)),
        *fixed,
        *(_linked(blip, scale, words) for blip in placed),
        transform=moved,
    )
    return Scene(WIDE, height, (drawn, *key))


def _sector_name(name: str, sector: int, sectors: int) -> tuple[Box, list[Node]]:
    """The name of a sector, outside of the rings, and its room."""
    angle = 2 * math.pi * (sector + 0.5) / sectors
    x, y = Polar(_RADIUS + 14, angle).xy()
    lines = wrapped(name, TEXT_SIZE, max(70.0, WIDE / 2 - abs(x)))
    wide = max(map(scene.width_of, lines))
    edge = math.copysign(min(abs(x) + wide, WIDE / 2), x)
    left, right = sorted((edge, edge - math.copysign(wide, x)))
    tall = LINE * len(lines) / 2
    anchor = "end" if x > 0 else None
    nodes = scene.block(edge, y, lines, LINE, text_anchor=anchor, font_weight="600", fill=SOFT)
    return Box(left, y - tall, right, y + tall), nodes


def _ring_name(level: Level, edge: float) -> tuple[Box, list[Node]]:
    """The word of a ring at its top, with the disc that stands for it, and their room."""
    y = -edge * _RADIUS + 15
    wide = 18 + scene.width_of(level.name)
    left = -wide / 2
    nodes = [
        scene.shape(level.mark, left + 6, y, 12, draw.LEVEL_SHAPES[level.mark][1]),
        scene.strong(left + 17, y, level.name),
    ]
    return Box(left - 2, y - 11, -left + 4, y + 11), nodes


def _rings(sectors: int) -> Iterator[Node]:
    """Rings that darken inwards, and the edges of the sectors."""
    for edge in reversed(_EDGES):
        yield scene.node("circle", r=round(edge * _RADIUS), fill=INK, fill_opacity=".05")
    for edge in _EDGES:
        yield scene.node("circle", r=round(edge * _RADIUS), stroke=GRID)
    for sector in range(sectors):
        start = 0.0
        if sector == 0:  # the words of the rings stand on the first edge
            for edge in _EDGES:
                yield _spoke(start, edge * _RADIUS - 28, 0)
                start = edge * _RADIUS
        else:
            yield _spoke(start, _RADIUS, 2 * math.pi * sector / sectors)


def _spoke(start: float, end: float, angle: float) -> Node:
    ends = *Polar(start, angle).xy(), *Polar(end, angle).xy()
    return scene.stroke(*ends, stroke_dasharray="1 3")


def _linked(blip: Blip, scale: Sequence[Level], words: Words) -> Node:
    """A technology's disc, name, trend and trail, all one link to its page."""
    item, box = blip.item, blip.box
    x, y = blip.place.xy()
    side = -1 if blip.is_left else 1
    start = x + side * (BLIP / 2 + 5)
    anchor = "end" if blip.is_left else None
    sign = start + side * (scene.width_of(item.name) + 9)
    return scene.link(
        item.address,
        _told(item, scale, words),
        *_trail(blip),
        scene.hit(box.left, box.top, box.right - box.left),
        _disc(item, scale, x, y),
        scene.text(start, y, item.name, text_anchor=anchor),
        *_trend(item, sign, y),
        data_id=item.id,
    )


def _told(item: Assessed, scale: Sequence[Level], words: Words) -> str:
    """What a reader who does not see the picture is told of a technology: what is written there
    first, so that it can be said to a computer that listens.
    """
    name = {level.id: level.name for level in scale}
    written = ", ".join([item.name, *_came(item, scale, words)])
    return f"{written}: {level_text(item, name, words)}"


def _came(item: Assessed, scale: Sequence[Level], words: Words) -> list[str]:
    """Of which level it was in the edition before; nothing where it has not moved."""
    return [
        words["from"].format(level=level.name)
        for level in scale
        if item.moved and level.id == item.previous
    ]


def _disc(item: Assessed, scale: Sequence[Level], x: float, y: float) -> Node:
    """The disc of the level; dashed where a technology is only watched."""
    if item.watch:
        return _watched(x, y)
    mark = next(level.mark for level in scale if level.id == item.level)
    return scene.shape(mark, x, y, BLIP, draw.LEVEL_SHAPES[mark][1])


def _watched(x: float, y: float) -> Node:
    look: scene.Look = {"stroke": SOFT, "stroke_width": 1.5, "stroke_dasharray": "3 2"}
    return scene.node("circle", cx=round(x), cy=round(y), r=BLIP / 2 - 1, **look)


def _trend(item: Assessed, x: float, y: float) -> list[Node]:
    if item.rising or item.falling:
        return [scene.shape("up" if item.rising else "down", x, y, 8, "ink")]
    return []


def _trail(blip: Blip) -> list[Node]:
    """From where a technology stood in the edition before: a dot and a line up to its disc."""
    if blip.before is None:
        return []
    x, y = blip.before.xy()
    short = math.copysign(BLIP / 2 + 3, blip.before.radius - blip.place.radius)
    end = Polar(blip.place.radius + short, blip.place.angle).xy()
    return [
        scene.stroke(x, y, *end, stroke_width=1.5),
        scene.node("circle", cx=round(x), cy=round(y), r=3, fill=SOFT),
    ]


_COLUMN = NARROW / 2 - 12
_NAME = 24.0
"""Where a name begins in its cell of the stacked rings."""


@dataclass(frozen=True)
class Cell:
    """A technology in the stacked rings. names, came: its lines, and those on where it came from."""

    item: Assessed
    names: list[str]
    came: list[str]

    @property
    def height(self) -> float:
        return max(28.0, LINE * (len(self.names) + len(self.came)) + 9)


def _stacked(items: Sequence[Assessed], scale: Sequence[Level], words: Words) -> Scene:
    """The rings one below the other, the innermost on top; in each its sectors, in two columns."""
    nodes: list[Node] = []
    top = 0.0
    for depth, level in enumerate(reversed(scale)):
        members = [item for item in items if item.level == level.id]
        drawn, bottom = _band(members, level, scale, words, top)
        shade = {"fill": INK, "fill_opacity": f"{0.12 - 0.04 * depth:.2f}"}
        size = {"width": NARROW, "height": bottom - top}
        nodes += [scene.node("rect", x=0, y=top, rx=8, **size, **shade), *drawn]
        top = bottom + 6
    key, height = _key(items, words, NARROW, top + 14)
    return Scene(NARROW, height, (*nodes, *key))


def _band(
    members: Sequence[Assessed], level: Level, scale: Sequence[Level], words: Words, top: float
) -> tuple[list[Node], float]:
    """One ring from a height down, and where it ends."""
    y = top + 18
    nodes = [
        scene.shape(level.mark, 16, y, 13, draw.LEVEL_SHAPES[level.mark][1]),
        scene.strong(30, y, level.name),
        scene.soft(NARROW - 12, y, str(len(members)), text_anchor="end"),
    ]
    y += 16
    for group, same in itertools.groupby(members, key=lambda item: item.group):
        nodes.append(scene.soft(10, y + 9, group, font_size=12))
        y += 19
        cells = [_cell(item, scale, words) for item in same]
        for pair in (cells[at : at + 2] for at in range(0, len(cells), 2)):
            tall = max(cell.height for cell in pair)
            nodes += [
                _in_cell(cell, scale, words, 10 + at * (_COLUMN + 4), y, tall)
                for at, cell in enumerate(pair)
            ]
            y += tall
        y += 3
    return nodes, y + 4


def _cell(item: Assessed, scale: Sequence[Level], words: Words) -> Cell:
    names = wrapped(item.name, TEXT_SIZE, _COLUMN - _NAME - _signed(item))
    return Cell(item, names, _came(item, scale, words))


def _in_cell(
    cell: Cell, scale: Sequence[Level], words: Words, x: float, y: float, tall: float
) -> Node:
    """A technology in the stacked rings, as in the rings a link."""
    first = y + (cell.height - LINE * (len(cell.names) + len(cell.came) - 1)) / 2
    last = first + LINE * (len(cell.names) - 1)
    left = x + _NAME
    return scene.link(
        cell.item.address,
        _told(cell.item, scale, words),
        scene.hit(x, y, _COLUMN, tall),
        _disc(cell.item, scale, x + 11, first),
        *(scene.text(left, first + LINE * at, name) for at, name in enumerate(cell.names)),
        *(scene.soft(left, last + LINE, came, font_size=12) for came in cell.came),
        *_trend(cell.item, left + scene.width_of(cell.names[-1]) + 9, last),
        data_id=cell.item.id,
    )


def _key(
    items: Sequence[Assessed], words: Words, width: float, top: float
) -> tuple[list[Node], float]:
    """What the signs mean, as far as they occur; and the height of the picture with it."""
    is_wide = width == WIDE
    signs = {
        "moved": [
            scene.stroke(0, 0, 18, 0, stroke_width=1.5),
            scene.node("circle", r=3, fill=SOFT),
        ],
        "rising": [scene.shape("up", 12, 0, 8, "ink")],
        "falling": [scene.shape("down", 12, 0, 8, "ink")],
        "watch": [_watched(11, 0)],
    }
    occurring = [
        sign
        for sign in signs
        if any(getattr(item, sign) for item in items) and (is_wide or sign != "moved")
    ]
    places = draw.flowing([words[sign] for sign in occurring], 26, width, top)
    nodes = [
        node
        for sign, at in zip(occurring, places, strict=True)
        for node in (
            scene.node("g", *signs[sign], transform=f"translate({at['x'] - 26:g},{at['y']:g})"),
            scene.soft(at["x"], at["y"], at["t"]),
        )
    ]
    return nodes, (places[-1]["y"] + 14 if places else top - 10)
