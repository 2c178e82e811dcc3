"""A time line of dated events, from the top down, so that it reads on a phone as well."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.charts import draw
from kb.charts.draw import LINE, Drawing, Row
from kb.charts.metrics import wrapped
from kb.charts.table import Table
from kb.charts.theme import NARROW, TEXT_SIZE, WIDE, Spec

Words = Mapping[str, str]
_SIGNS = (
    ("circle", "c1"),
    ("square", "c2"),
    ("diamond", "c3"),
    ("triangle-up", "c4"),
    ("triangle-down", "c5"),
    ("cross", "c6"),
)
_MARK = 12


@dataclass(frozen=True)
class Event:
    """Something that happens on a date. date: `2026`, `2026-08` or `2026-08-02`; date_text: the
    same as readers write it, without the year. track: what it belongs to, such as a law.
    """

    date: str
    date_text: str
    text: str
    track: str

    @property
    def year(self) -> str:
        return self.date[:4]


def events(items: Sequence[Event], as_of: str, words: Words) -> Drawing:
    """Events in the order of their dates; those after `as_of` (a date) are hollow.

    words: `date`, `track`, `event`, `as_of` (what stands on the line between past and future).
    """
    ordered = sorted(items, key=lambda item: (item.date, item.track, item.text))
    return Drawing(
        wide=_picture(ordered, as_of, words, WIDE),
        narrow=_picture(ordered, as_of, words, NARROW),
        table=Table(
            columns=(words["date"], words["track"], words["event"]),
            rows=tuple((item.date, item.track, item.text) for item in ordered),
        ),
    )


@dataclass(frozen=True)
class _Stop:
    """An event's lines, with their place from the top."""

    item: Event
    lines: list[str]
    y: float


def _picture(items: Sequence[Event], as_of: str, words: Words, width: int) -> Spec:
    dates, spine, text = 104, 117, 134
    tracks = list(dict.fromkeys(item.track for item in items))
    key, top = _key(tracks, width)
    stops, years, now, bottom = _places(items, as_of, width - text, top)
    marks = [_sign(stop, tracks, as_of) | {"x": spine, "y": stop.y} for stop in stops]
    today = [{"x": 0, "x2": width, "y": now, "y2": now}] if now else []
    spine_line = {"x": spine, "x2": spine, "y": stops[0].y, "y2": stops[-1].y}
    return draw.canvas(
        width,
        bottom,
        [
            *key,
            draw.rules([spine_line]),
            draw.hairs(today),
            draw.soft(
                [{"x": width, "y": now - 9, "t": words["as_of"]}] if now else [], align="right"
            ),
            draw.strong([{"x": 0, "y": y, "t": year} for year, y in years]),
            draw.soft([_date(stop, dates) for stop in stops], align="right"),
            *draw.shapes(marks, _MARK, {"d0": words["track"], "d1": words["event"]}),
            draw.texts([row for stop in stops for row in _lines(stop, text)]),
        ],
    )


def _places(
    items: Sequence[Event], as_of: str, room: float, top: float
) -> tuple[list[_Stop], list[tuple[str, float]], float | None, float]:
    """The events' places, the years', that of the line between past and future, and the end."""
    stops: list[_Stop] = []
    years: list[tuple[str, float]] = []
    now: float | None = None
    y = top
    for year, members in itertools.groupby(items, key=lambda item: item.year):
        for index, item in enumerate(members):
            if now is None and stops and stops[-1].item.date <= as_of < item.date:
                y += 26
                now = y - 6
            if index == 0:
                y += 6
                years.append((year, y + LINE / 2))
            lines = wrapped(item.text, TEXT_SIZE, room)
            stops.append(_Stop(item, lines, y + LINE / 2))
            y += LINE * len(lines) + 9
    return stops, years, now, y


def _sign(stop: _Stop, tracks: Sequence[str], as_of: str) -> dict[str, object]:
    shape, tint = _SIGNS[tracks.index(stop.item.track) % len(_SIGNS)]
    return {
        "shape": shape,
        "tint": tint,
        "hollow": stop.item.date > as_of,
        "d0": stop.item.track,
        "d1": stop.item.text,
    }


def _date(stop: _Stop, right: float) -> Row:
    return {"x": right, "y": stop.y, "t": stop.item.date_text}


def _lines(stop: _Stop, left: float) -> Iterator[Row]:
    for index, line in enumerate(stop.lines):
        yield {"x": left, "y": stop.y + LINE * index, "t": line}


def _key(tracks: Sequence[str], width: float) -> tuple[list[Spec], float]:
    """What each sign stands for; and where the events may start."""
    places = draw.flowing(tracks, 20, width, LINE / 2 + 2)
    marks = [
        {"x": place["x"] - 12, "y": place["y"], "shape": shape, "tint": tint, "hollow": False}
        for place, (shape, tint) in zip(places, itertools.cycle(_SIGNS), strict=False)
    ]
    return [*draw.shapes(marks, _MARK), draw.texts(places)], places[-1]["y"] + 20
