"""The maturity radar: a ring for each level, a sector for each domain, a numbered disc for each
technology, and the names beside their sector.

A disc's place inside its ring and sector comes from the technology's id alone, so it stays where
it was when others come and go.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.charts import draw
from kb.charts.draw import LINE, Drawing, Row
from kb.charts.maturity import Assessed, Level, Words, levels_table, tip
from kb.charts.metrics import wrapped
from kb.charts.theme import INK, NARROW, SOFT, TEXT_SIZE, WIDE, Spec, colour

BLIP = 22
"""Width of a technology's disc in pixels."""
_GAP = 4
_TRIES = 400
_WORD = (42, 24)
"""Room for a ring's word: half its width, its height, in pixels."""
# Outer edges of the rings as shares of the radius: the innermost is the smallest area, so it
# gets more than its third.
_EDGES = (0.46, 0.76, 1.0)


@dataclass(frozen=True)
class Polar:
    """A place on the radar: pixels from the centre, and radians clockwise from the top."""

    radius: float
    angle: float

    def xy(self, centre: tuple[float, float]) -> tuple[float, float]:
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
class Blip:
    """A technology with its number and its places, now and in the edition before."""

    item: Assessed
    number: int
    place: Polar
    before: Polar | None


def radar(items: Sequence[Assessed], scale: Sequence[Level], words: Words) -> Drawing:
    """The radar of one edition.

    items: in reading order, those of one group together; groups become sectors, clockwise.
    scale: from the lowest level, the outermost ring, up; three levels.
    words: as for `maturity.levels`.
    """
    return Drawing(
        wide=_wide(items, scale, words),
        narrow=_narrow(items, scale, words),
        table=levels_table(items, scale, words),
    )


def blips(items: Sequence[Assessed], scale: Sequence[Level], radius: float) -> list[Blip]:
    """Number the technologies, those of a sector from the innermost ring outwards, and place
    them. radius: of the whole radar, in pixels.
    """
    rank = {level.id: index for index, level in enumerate(reversed(scale))}
    groups = list(dict.fromkeys(item.group for item in items))
    numbered = sorted(items, key=lambda item: (groups.index(item.group), rank[item.level]))
    fields = {
        (group, level.id): _field(groups.index(group), len(groups), rank[level.id], radius)
        for group in groups
        for level in scale
    }
    places: dict[str, Polar] = {}
    for item in sorted(items, key=lambda item: item.id):
        taken = list(places.values())
        places[item.id] = _place(item.id, fields[item.group, item.level], taken)
    return [
        Blip(item, number, places[item.id], _before(item, places[item.id], fields))
        for number, item in enumerate(numbered, 1)
    ]


def _field(sector: int, sectors: int, ring: int, radius: float) -> Field:
    edges = (0.0, *_EDGES)
    turn = 2 * math.pi / sectors
    return Field(radius * edges[ring], radius * edges[ring + 1], turn * sector, turn * (sector + 1))


def _place(name: str, allowed: Field, taken: Sequence[Polar]) -> Polar:
    """The first of the id's places that touches no other disc, else the one with most room."""
    best, best_room = None, -1.0
    for candidate in _candidates(name, allowed):
        x, y = candidate.xy((0, 0))
        room = min((math.dist((x, y), other.xy((0, 0))) for other in taken), default=math.inf)
        if room >= BLIP + _GAP:
            return candidate
        if room > best_room:
            best, best_room = candidate, room
    assert best is not None  # there is at least one candidate
    return best


def _candidates(name: str, allowed: Field) -> Iterator[Polar]:
    """Places that follow from an id: even over the field's area, clear of its edges."""
    margin = BLIP / 2 + _GAP
    inner = max(allowed.inner + margin, BLIP * 0.9)
    outer = allowed.outer - margin
    for attempt in range(_TRIES):
        digest = hashlib.sha256(f"{name}:{attempt}".encode()).digest()
        along, across = (int.from_bytes(digest[at : at + 4]) / 2**32 for at in (0, 4))
        radius = math.sqrt(inner**2 + along * (outer**2 - inner**2))
        side = math.asin(min(1.0, margin / radius))
        start, end = allowed.start + side, allowed.end - side
        place = Polar(radius, start + across * (end - start))
        if end >= start and not _on_word(place, allowed.outer):
            yield place
    yield Polar(outer, (allowed.start + allowed.end) / 2)


def _on_word(place: Polar, edge: float) -> bool:
    """Whether a disc would cover the word at the top of its ring."""
    x, y = place.xy((0, 0))
    half, height = _WORD
    return abs(x) < half + BLIP / 2 and y < -(edge - height - BLIP / 2)


def _before(item: Assessed, place: Polar, fields: dict[tuple[str, str], Field]) -> Polar | None:
    """Where the technology stood: on the same ray, in the middle of the other ring."""
    if not item.moved or item.previous is None:
        return None
    ring = fields[item.group, item.previous]
    return Polar((ring.inner + ring.outer) / 2, place.angle)


def _wide(items: Sequence[Assessed], scale: Sequence[Level], words: Words) -> Spec:
    """The radar in the middle, each side's sectors listed beside it."""
    radius, side = 206.0, 146.0
    placed = blips(items, scale, radius)
    groups = _by_group(placed)
    half = math.ceil(len(groups) / 2)
    sides = [(groups[half:][::-1], 0.0), (groups[:half], WIDE - side)]
    tall = max(2 * radius, *(_height(part, side) for part, _ in sides)) + 4
    lists = [row for part, x in sides for row in _listed(part, x, side, tall)]
    return _picture(placed, scale, words, (WIDE, tall), (WIDE / 2, tall / 2), radius, lists)


def _narrow(items: Sequence[Assessed], scale: Sequence[Level], words: Words) -> Spec:
    """The radar on top, the sectors listed in two columns below it."""
    radius, side = NARROW / 2 - 2, NARROW / 2 - 8
    placed = blips(items, scale, radius)
    groups = _by_group(placed)
    half = math.ceil(len(groups) / 2)
    top = 2 * radius + 18
    columns = [(groups[:half], 0.0), (groups[half:], NARROW - side)]
    lists = [
        {**row, "y": row["y"] + top}
        for part, x in columns
        for row in _listed(part, x, side, _height(part, side))
    ]
    tall = top + max(_height(part, side) for part, _ in columns)
    centre = (NARROW / 2, radius + 2)
    return _picture(placed, scale, words, (NARROW, tall), centre, radius, lists)


Groups = list[tuple[str, list[Blip]]]


def _by_group(placed: Sequence[Blip]) -> Groups:
    groups = itertools.groupby(placed, key=lambda blip: blip.item.group)
    return [(name, list(members)) for name, members in groups]


def _height(groups: Groups, width: float) -> float:
    """How tall a list is at least: its lines, and a line between groups."""
    lines = sum(
        len(_head(name, width)) + sum(len(_name(blip, width)) for blip in members)
        for name, members in groups
    )
    return (lines + 0.8 * max(0, len(groups) - 1)) * (LINE + 1)


def _head(name: str, width: float) -> list[str]:
    return wrapped(name, TEXT_SIZE + 0.5, width)


def _name(blip: Blip, width: float) -> list[str]:
    return wrapped(blip.item.name, TEXT_SIZE, width - 22)


def _listed(groups: Groups, left: float, width: float, tall: float) -> Iterator[Row]:
    """Names of sectors (`head`) and of technologies with their numbers, spread over a height."""
    spare = tall - _height(groups, width)
    gap = 0.8 * (LINE + 1) + (spare / (len(groups) - 1) if len(groups) > 1 else 0)
    y = (LINE + 1) / 2
    for name, members in groups:
        for line in _head(name, width):
            yield {"x": left, "y": y, "t": line, "kind": "head"}
            y += LINE + 1
        for blip in members:
            yield {"x": left + 15, "y": y, "t": str(blip.number), "kind": "number"}
            for line in _name(blip, width):
                yield {"x": left + 22, "y": y, "t": line, "kind": "name"}
                y += LINE + 1
        y += gap


def _picture(
    placed: Sequence[Blip],
    scale: Sequence[Level],
    words: Words,
    size: tuple[float, float],
    centre: tuple[float, float],
    radius: float,
    lists: Sequence[Row],
) -> Spec:
    key, height = _key(placed, words, size[0], size[1] + 20)
    of_kind = {
        kind: [
            {"x": row["x"], "y": row["y"], "t": row["t"]} for row in lists if row["kind"] == kind
        ]
        for kind in ("head", "number", "name")
    }
    return draw.canvas(
        size[0],
        height,
        [
            *_rings(scale, centre, radius, len(_by_group(placed))),
            *_trails(placed, centre),
            *_discs(placed, scale, words, centre),
            draw.strong(of_kind["head"]),
            draw.soft(of_kind["number"], align="right"),
            draw.texts(of_kind["name"]),
            *key,
        ],
    )


def _rings(
    scale: Sequence[Level], centre: tuple[float, float], radius: float, sectors: int
) -> list[Spec]:
    """Rings that darken inwards, the sectors' edges, and the rings' words along the first edge."""
    x, y = centre
    edges = [radius * edge for edge in _EDGES]
    spokes = [
        _ray(centre, 0, radius, 2 * math.pi * sector / sectors) for sector in range(1, sectors)
    ]
    first = [
        _ray(centre, inner, outer - _WORD[1], 0)
        for inner, outer in itertools.pairwise([0.0, *edges])
    ]
    names = [
        {"x": x, "y": y - edge + 14, "t": level.name}
        for edge, level in zip(edges, reversed(scale), strict=True)
    ]
    rings = [
        draw.points(
            [{"x": x, "y": y}], "circle", 2 * edge, filled=True, color=INK, fillOpacity=0.05
        )
        for edge in reversed(edges)
    ]
    lines = [
        draw.points([{"x": x, "y": y}], "circle", 2 * edge, filled=False, color=SOFT, strokeWidth=1)
        for edge in edges
    ]
    return [
        *rings,
        *lines,
        draw.hairs([*spokes, *first], color=SOFT),
        draw.soft(names, align="center"),
    ]


def _ray(centre: tuple[float, float], start: float, end: float, angle: float) -> Row:
    (x, y), (x2, y2) = Polar(start, angle).xy(centre), Polar(end, angle).xy(centre)
    return _rounded({"x": x, "y": y, "x2": x2, "y2": y2})


def _rounded(row: dict[str, float]) -> Row:
    return {name: round(value, 1) for name, value in row.items()}


def _trails(placed: Sequence[Blip], centre: tuple[float, float]) -> list[Spec]:
    """From where a technology stood in the edition before: a dot and a line up to its disc."""
    rays = []
    for blip in placed:
        if blip.before:
            short = math.copysign(BLIP / 2 + 3, blip.before.radius - blip.place.radius)
            rays.append(
                _ray(centre, blip.before.radius, blip.place.radius + short, blip.place.angle)
            )
    return [
        draw.rules(rays, color=SOFT, strokeWidth=1.5),
        draw.points(rays, "circle", 6, color=SOFT),
    ]


def _discs(
    placed: Sequence[Blip], scale: Sequence[Level], words: Words, centre: tuple[float, float]
) -> list[Spec]:
    """Numbered discs edged in the colour of their ring; dashed where one is only watched."""
    titles: Mapping[str, str] = {}
    rows: dict[str, list[Row]] = {}
    signs: list[Row] = []
    for blip in placed:
        values, titles = tip(blip.item, scale, words)
        x, y = blip.place.xy(centre)
        row = {**_rounded({"x": x, "y": y}), "t": str(blip.number), **values}
        rows.setdefault("watch" if blip.item.watch else blip.item.level, []).append(row)
        if blip.item.rising:
            signs.append(_sign(blip.place, centre))
    tints = {level.id: colour(draw.LEVEL_SHAPES[level.mark][1]) for level in scale}
    edges = {name: {"stroke": tint, "strokeWidth": 2} for name, tint in tints.items()}
    edges["watch"] = {"stroke": SOFT, "strokeWidth": 1.5, "strokeDash": [3, 2]}
    return [
        *(
            draw.points(
                rows.get(name, []), "circle", BLIP - 2, titles, fill=colour("paper"), **edge
            )
            for name, edge in edges.items()
        ),
        *(
            draw.strong([_number(row) for row in part], align="center", color=tint, fontSize=12)
            for name, part in rows.items()
            for tint in [tints.get(name, INK)]
        ),
        _pointers(signs),
    ]


def _number(row: Row) -> Row:
    return {name: row[name] for name in ("x", "y", "t")}


def _sign(place: Polar, centre: tuple[float, float]) -> Row:
    """A pointer beside a disc, towards the next ring."""
    x, y = Polar(place.radius - BLIP / 2 - 6, place.angle).xy(centre)
    return {**_rounded({"x": x, "y": y}), "a": round(math.degrees(place.angle)) + 180}


def _pointers(rows: Sequence[Row]) -> Spec:
    layer = draw.points(rows, "triangle-up", 8, color=INK)
    turn = {"angle": {"field": "a", "type": "quantitative", "scale": None}}
    return {**layer, "encoding": turn}


def _key(
    placed: Sequence[Blip], words: Words, width: float, top: float
) -> tuple[list[Spec], float]:
    """What the signs mean, as far as they occur; and the height of the picture with it."""
    occurring = {
        "moved": any(blip.before for blip in placed),
        "rising": any(blip.item.rising for blip in placed),
        "watch": any(blip.item.watch for blip in placed),
    }
    signs = [sign for sign, occurs in occurring.items() if occurs]
    places = draw.flowing([words[sign] for sign in signs], 32, width, top)
    at = dict(zip(signs, places, strict=True))
    layers = [draw.soft(places)]
    if "moved" in at:
        x, y = at["moved"]["x"], at["moved"]["y"]
        trail = [{"x": x - 28, "x2": x - 8, "y": y, "y2": y}]
        layers += [
            draw.rules(trail, color=SOFT, strokeWidth=1.5),
            draw.points(trail, "circle", 6, color=SOFT),
        ]
    if "rising" in at:
        layers.append(_pointers([{**at["rising"], "x": at["rising"]["x"] - 14, "a": 0}]))
    if "watch" in at:
        row = {**at["watch"], "x": at["watch"]["x"] - 16}
        layers.append(draw.points([row], "circle", 14, filled=False, color=SOFT, strokeDash=[3, 2]))
    return layers, (places[-1]["y"] + 14 if places else top - 10)
