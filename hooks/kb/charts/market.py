"""Pictures of the market: one forecast with its path, and many publishers' estimates."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.charts import dots, draw
from kb.charts.draw import LINE, Drawing, Row
from kb.charts.metrics import text_width, wrapped
from kb.charts.table import Cell, Table
from kb.charts.theme import NARROW, SOFT, TEXT_SIZE, WIDE, Spec, colour

Words = Mapping[str, str]
Money = Callable[[float], str]
"""A sum in US dollars as the page's readers write it."""

# The better a source, the fuller its mark: shape by grade, and whether it is hollow.
GRADES: Mapping[str, tuple[str, bool]] = {
    "A": ("circle", False),
    "B": ("square", False),
    "C": ("diamond", True),
    "U": ("triangle-up", True),
}
_MARK = 10
_STEPS = (1, 2, 5)
_NAMED = LINE + 4
"""Height of a name."""


@dataclass(frozen=True)
class Amount:
    """The market in a year. usd: US dollars. text: the sum as readers write it, without year."""

    year: int
    usd: float
    text: str


@dataclass(frozen=True)
class Estimate:
    """A publisher's estimate. grade: of its source, A, B, C or U. growth: yearly, as readers
    write it. lead: the one that the page is about. implied: the growth that its ends imply.
    """

    name: str
    base: Amount
    target: Amount
    grade: str
    growth: str
    lead: bool = False
    implied: str = ""


@dataclass(frozen=True)
class _Plot:
    """The field of a picture: its edges in pixels, and the values at them."""

    left: float
    right: float
    top: float
    bottom: float
    years: tuple[int, int]
    low: float
    high: float

    def x(self, year: float) -> float:
        first, last = self.years
        return round(self.left + (self.right - self.left) * (year - first) / (last - first), 1)

    def y(self, usd: float) -> float:
        """On a scale where equal growth is an equal climb; from nothing up where `low` is 0."""
        if self.low:
            share = math.log(usd / self.low) / math.log(self.high / self.low)
        else:
            share = usd / self.high
        return round(self.bottom - (self.bottom - self.top) * share, 1)


def forecast(estimate: Estimate, money: Money, words: Words) -> Drawing:
    """One estimate: both published sums, and the path that a steady growth takes between them.

    words: `year`, `value`, `kind`, `published`, `implied`, `growth` (a line over the path).
    """
    return Drawing(
        wide=_forecast(estimate, money, words, WIDE),
        narrow=_forecast(estimate, money, words, NARROW),
        table=Table(
            columns=(words["year"], in_dollars(words["value"]), words["kind"]),
            rows=tuple(
                (str(year), Cell(text, dollars(usd)), words[kind])
                for year, usd, text, kind in _path(estimate, money)
            ),
        ),
    )


def dollars(usd: float) -> str:
    return f"{usd:.0f}"


def in_dollars(name: str) -> Cell:
    """The name of a column of sums, which says their unit in the file."""
    return Cell(name, f"{name}, USD")


def _path(estimate: Estimate, money: Money) -> Iterator[tuple[int, float, str, str]]:
    """Year, sum, its text, and whether it was published or follows from steady growth."""
    base, target = estimate.base, estimate.target
    for year in range(base.year, target.year + 1):
        share = (year - base.year) / (target.year - base.year)
        usd = base.usd * (target.usd / base.usd) ** share
        ends = {base.year: base.text, target.year: target.text}
        yield year, usd, ends.get(year, money(usd)), "published" if year in ends else "implied"


def _forecast(estimate: Estimate, money: Money, words: Words, width: int) -> Spec:
    base, target = estimate.base, estimate.target
    plot = _Plot(20, width - 20, 34, 240, (base.year, target.year), 0, target.usd)
    rows = [
        {"x": plot.x(year), "y": plot.y(usd), "d0": str(year), "d1": text, "d2": words[kind]}
        for year, usd, text, kind in _path(estimate, money)
    ]
    tips = {"d0": words["year"], "d1": words["value"], "d2": words["kind"]}
    places = [{"x": row["x"], "y": row["y"]} for row in rows]
    middle = _between(places, 0.62)
    return draw.canvas(
        width,
        plot.bottom + 28,
        [
            draw.rules([_level_line(plot, plot.bottom)]),
            draw.area(places, plot.bottom, color=colour("c1"), opacity=0.12),
            draw.curve(places, color=colour("c1"), strokeDash=[6, 4]),
            draw.points(rows[1:-1], "circle", 7, tips, color=colour("c1")),
            draw.points([rows[0], rows[-1]], "circle", 12, tips, color=colour("c1")),
            draw.strong([_first(places, base.text)], align="left", fontSize=15),
            draw.strong([_last(places, target.text)], align="right", fontSize=15),
            draw.soft(_over(middle, words["growth"]), align="right"),
            *_years(plot),
        ],
    )


def _between(places: Sequence[Row], share: float) -> Row:
    """The place of a path that is a share of the way along."""
    at = share * (len(places) - 1)
    one, two = places[math.floor(at)], places[math.ceil(at)]
    part = at - math.floor(at)
    return {name: round(one[name] + (two[name] - one[name]) * part, 1) for name in ("x", "y")}


def _over(place: Row, text: str) -> list[Row]:
    """A text to the left of a place of the path and over it, in as many lines as it needs."""
    x, y = place["x"] - 14, place["y"] - 10
    lines = wrapped(text, TEXT_SIZE, x)
    return [
        {"x": x, "y": y - LINE * (len(lines) - 1 - index), "t": line}
        for index, line in enumerate(lines)
    ]


def _first(places: Sequence[Row], text: str) -> Row:
    """The first sum, over every place of the path that is below it."""
    left = places[0]["x"] - 14
    right = left + text_width(text, 15) + 20
    return {"x": left, "y": min(row["y"] for row in places if row["x"] < right) - 18, "t": text}


def _last(places: Sequence[Row], text: str) -> Row:
    return {"x": places[-1]["x"] + 14, "y": places[-1]["y"] - 20, "t": text}


def _level_line(plot: _Plot, y: float) -> Row:
    return {"x": plot.left, "x2": plot.right, "y": y, "y2": y}


def _years(plot: _Plot) -> list[Spec]:
    """Years below the plot: the first, the last, and as many between as have room."""
    first, last = plot.years
    step = math.ceil((last - first) * 44 / (plot.right - plot.left))
    shown = [*range(first, last - step + 1, step), last]
    rows = [{"x": plot.x(year), "y": plot.bottom + 16, "t": str(year)} for year in shown]
    return [draw.soft(rows, align="center")]


def estimates(items: Sequence[Estimate], money: Money, words: Words) -> Drawing:
    """Estimates of one scope on a scale where equal growth is an equal climb.

    items: any order. words: `publisher`, `base`, `target`, `growth`, `grade`, and the meaning of
    each grade under `grade-A`, `grade-B`, `grade-C`, `grade-U`.
    """
    ranked = sorted(items, key=lambda item: (-item.target.usd, item.name))
    return Drawing(
        wide=_estimates(ranked, money, words),
        narrow=_estimates_in_rows(ranked, money, words),
        table=_estimates_table(ranked, words),
    )


def _estimates_table(items: Sequence[Estimate], words: Words) -> Table:
    return Table(
        columns=(
            words["publisher"],
            _ends(words["base"]),
            _ends(words["target"]),
            Cell(words["growth"], f"{words['growth']}, %"),
            words["grade"],
        ),
        rows=tuple(
            (
                item.name,
                _end(item.base),
                _end(item.target),
                Cell(item.growth, item.growth.rstrip("%").replace("—", "")),
                _grade(item, words),
            )
            for item in items
        ),
    )


def _grade(item: Estimate, words: Words) -> Cell:
    return Cell(words[f"grade-{item.grade}"], item.grade)


def _ends(name: str) -> Cell:
    """The name of a column of years with their sums."""
    return Cell(name, name, f"{name}, USD")


def _end(amount: Amount) -> Cell:
    return Cell(f"{amount.year} · {amount.text}", str(amount.year), dollars(amount.usd))


def _estimates(items: Sequence[Estimate], money: Money, words: Words) -> Spec:
    """The plot, and each publisher beside the end of its line."""
    column = 6 + max(text_width(_named(item), TEXT_SIZE) for item in items)
    ticks = _ticks(items)
    room = max(text_width(money(tick), TEXT_SIZE) for tick in ticks) + 10
    years = (min(i.base.year for i in items), max(i.target.year for i in items))
    bottom = max(360.0, 14 + _NAMED * len(items))
    plot = _Plot(room, WIDE - column - 24, 14, bottom, years, ticks[0], ticks[-1])
    key, height = grade_key([item.grade for item in items], words, WIDE, bottom + 40)
    return draw.canvas(
        WIDE,
        height,
        [
            *_scale(plot, ticks, money),
            *_lines(items, plot, words),
            *_beside(items, plot, WIDE - column),
            *key,
        ],
    )


def _estimates_in_rows(items: Sequence[Estimate], money: Money, words: Words) -> Spec:
    """The same on a phone, where no name has room beside its line: a row each."""
    ticks = [(tick, money(tick)) for tick in _ticks(items)]
    rows = [
        dots.Row(
            _named(item),
            " → ".join(f"{end.year} {end.text}" for end in (item.base, item.target)),
            tuple(dots.Mark(end.usd, "", _look(item)) for end in (item.base, item.target)),
        )
        for item in items
    ]
    scale = dots.Scale((ticks[0], ticks[len(ticks) // 2], ticks[-1]), is_log=True)
    layers, bottom = dots.rows([dots.Group("", tuple(rows))], scale, NARROW, 0)
    key, height = grade_key([item.grade for item in items], words, NARROW, bottom + 16)
    return draw.canvas(NARROW, height, [*layers, *key])


def _look(item: Estimate) -> dots.Look:
    shape, hollow = GRADES[item.grade]
    return shape, "c2" if item.lead else "c6", hollow


def _ticks(items: Sequence[Estimate]) -> list[float]:
    """Round sums, 1, 2 or 5 times a power of ten, from just below the least to just above the
    greatest.
    """
    least = min(item.base.usd for item in items)
    greatest = max(item.target.usd for item in items)
    powers = range(math.floor(math.log10(least)), math.ceil(math.log10(greatest)) + 1)
    rounds = [float(step * 10**power) for power in powers for step in _STEPS]
    start = max(index for index, value in enumerate(rounds) if value <= least)
    end = min(index for index, value in enumerate(rounds) if value >= greatest)
    return rounds[start : end + 1]


def _scale(plot: _Plot, ticks: Sequence[float], money: Money) -> list[Spec]:
    lines = [_level_line(plot, plot.y(tick)) for tick in ticks[1:]]
    labels = [{"x": plot.left - 8, "y": plot.y(tick), "t": money(tick)} for tick in ticks]
    return [
        draw.hairs(lines),
        draw.rules([_level_line(plot, plot.bottom)]),
        draw.soft(labels, align="right"),
        *_years(plot),
    ]


def _lines(items: Sequence[Estimate], plot: _Plot, words: Words) -> list[Spec]:
    """A line for each estimate, a mark by its source's grade at both ends."""
    tips = {
        f"d{at}": words[key] for at, key in enumerate(("publisher", "base", "target", "growth"))
    }
    paths: dict[str, list[Row]] = {"c6": [], "c2": []}
    marks: list[Row] = []
    for item in items:
        shape, tint, hollow = _look(item)
        ends = [(plot.x(end.year), plot.y(end.usd)) for end in (item.base, item.target)]
        (x, y), (x2, y2) = ends
        paths[tint].append({"x": x, "y": y, "x2": x2, "y2": y2})
        look = {"shape": shape, "hollow": hollow, "tint": tint}
        marks += [{"x": at, "y": up, **look, **_values(item)} for at, up in ends]
    return [
        *(
            draw.rules(rows, color=colour(tint), strokeWidth=2 if tint == "c2" else 1.5)
            for tint, rows in paths.items()
        ),
        *draw.shapes(marks, _MARK, tips),
    ]


def _values(item: Estimate) -> Row:
    ends = [f"{end.year} · {end.text}" for end in (item.base, item.target)]
    return {f"d{at}": value for at, value in enumerate((item.name, *ends, item.growth))}


def _beside(items: Sequence[Estimate], plot: _Plot, left: float) -> list[Spec]:
    """Each name with its growth as near to the height of its line's end as the others leave it,
    and a thread from there.
    """
    threads: list[Row] = []
    names: dict[bool, list[Row]] = {False: [], True: []}
    heights = _spread([plot.y(item.target.usd) for item in items], plot.top, plot.bottom)
    for item, y in zip(items, heights, strict=True):
        x2, y2 = plot.x(item.target.year), plot.y(item.target.usd)
        threads.append({"x": x2 + 9, "y": y2, "x2": left - 5, "y2": y})
        names[item.lead].append({"x": left, "y": y, "t": _named(item)})
    return [draw.hairs(threads), draw.texts(names[False]), draw.strong(names[True])]


def _named(item: Estimate) -> str:
    """Its name with the growth that its ends imply."""
    return f"{item.name} {item.implied}".rstrip()


def _spread(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights from the top down that keep room for a name each, near to where they are wanted."""
    down = list(itertools.accumulate(wanted, lambda above, own: max(own, above + _NAMED)))
    up = list(itertools.accumulate(reversed(wanted), lambda below, own: min(own, below - _NAMED)))[
        ::-1
    ]
    middle = [(one + two) / 2 for one, two in zip(down, up, strict=True)]
    shift = max(0, top - middle[0]) - max(0, middle[-1] - bottom)
    return [round(height + shift, 1) for height in middle]


def grade_key(
    found: Sequence[str], words: Words, width: float, top: float
) -> tuple[list[Spec], float]:
    """What the marks say of a source, as far as they are found; and the height with it."""
    grades = [grade for grade in GRADES if grade in found]
    places = draw.flowing([words[f"grade-{grade}"] for grade in grades], 18, width, top)
    marks = [
        {
            "x": place["x"] - 11,
            "y": place["y"],
            "shape": GRADES[grade][0],
            "hollow": GRADES[grade][1],
            "tint": "c6",
        }
        for grade, place in zip(grades, places, strict=True)
    ]
    return [*draw.shapes(marks, _MARK), draw.texts(places, color=SOFT)], places[-1]["y"] + 14
