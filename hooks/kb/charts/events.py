"""A time line of dated events, from the top down, so that it reads on a phone as well."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.charts import draw
from kb.charts.draw import LINE, Drawing, Row
from kb.charts.metrics import text_width, wrapped
from kb.charts.table import Table
from kb.charts.theme import NARROW, TEXT_SIZE, WIDE, Spec

Words = Mapping[str, str]
_MARK = 11
_DATES, _SPINE, _TEXT = 104, 117, 134
_MOST_FOR_TRACKS = 210


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
        wide=_picture(ordered, as_of, words, WIDE, _tracks_width(ordered)),
        narrow=_picture(ordered, as_of, words, NARROW, 0),
        table=Table(
            columns=(words["date"], words["track"], words["event"]),
            rows=tuple((item.date, item.track, item.text) for item in ordered),
        ),
    )


@dataclass(frozen=True)
class _Stop:
    """An event's place and texts: those of its track beside or above its own."""

    item: Event
    y: float
    track: list[Row]
    text: list[Row]


def _tracks_width(items: Sequence[Event]) -> float:
    widest = max(text_width(item.track, TEXT_SIZE) for item in items)
    return min(widest, _MOST_FOR_TRACKS) + 16


def _picture(items: Sequence[Event], as_of: str, words: Words, width: int, tracks: float) -> Spec:
    """The picture. tracks: width of a column for what the events belong to; 0 for none."""
    stops, years, now, bottom = _places(items, as_of, width, tracks)
    marks = [_sign(stop, as_of) for stop in stops]
    spine = [{"x": _SPINE, "x2": _SPINE, "y": stops[0].y, "y2": stops[-1].y}]
    today = [{"x": 0, "x2": width, "y": now, "y2": now}] if now else []
    named = [{"x": width, "y": now - 9, "t": words["as_of"]}] if now else []
    dates = [
        {"x": _DATES, "y": stop.y, "t": stop.item.date_text}
        for stop in stops
        if stop.item.date != stop.item.year
    ]
    return draw.canvas(
        width,
        bottom,
        [
            draw.rules(spine),
            draw.hairs(today),
            draw.soft(named, align="right"),
            draw.strong([{"x": 0, "y": y, "t": year} for year, y in years]),
            draw.soft(dates, align="right"),
            *draw.shapes(marks, _MARK, {"d0": words["track"], "d1": words["event"]}),
            draw.soft([row for stop in stops for row in stop.track]),
            draw.texts([row for stop in stops for row in stop.text]),
        ],
    )


def _places(
    items: Sequence[Event], as_of: str, width: float, tracks: float
) -> tuple[list[_Stop], list[tuple[str, float]], float | None, float]:
    """The events' places, the years', that of the line between past and future, and the end."""
    stops: list[_Stop] = []
    years: list[tuple[str, float]] = []
    now: float | None = None
    y = 0.0
    for year, members in itertools.groupby(items, key=lambda item: item.year):
        for index, item in enumerate(members):
            if now is None and stops and stops[-1].item.date <= as_of < item.date:
                y += 26
                now = y - 6
            if index == 0:
                y += 6 if stops else 0
                years.append((year, y + LINE / 2))
            stop = _stop(item, y + LINE / 2, width, tracks)
            stops.append(stop)
            y = max(row["y"] for row in (*stop.track, *stop.text)) + LINE / 2 + 9
    return stops, years, now, y


def _stop(item: Event, y: float, width: float, tracks: float) -> _Stop:
    track = wrapped(item.track, TEXT_SIZE, (tracks or width - _TEXT) - 8)
    text = wrapped(item.text, TEXT_SIZE, width - _TEXT - tracks)
    below = 0 if tracks else LINE * len(track)
    return _Stop(
        item,
        y,
        list(_lines(track, _TEXT, y)),
        list(_lines(text, _TEXT + tracks, y + below)),
    )


def _lines(lines: Sequence[str], left: float, top: float) -> Iterator[Row]:
    for index, line in enumerate(lines):
        yield {"x": left, "y": top + LINE * index, "t": line}


def _sign(stop: _Stop, as_of: str) -> Row:
    return {
        "x": _SPINE,
        "y": stop.y,
        "shape": "circle",
        "tint": "c1",
        "hollow": stop.item.date > as_of,
        "d0": stop.item.track,
        "d1": stop.item.text,
    }
