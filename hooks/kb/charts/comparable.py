"""A picture of estimates put on the same two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.charts import draw
from kb.charts.draw import LINE, Drawing, Row
from kb.charts.market import GRADES, Amount, Money, Words, dollars, grade_key, in_dollars
from kb.charts.metrics import text_width
from kb.charts.table import Cell, Table
from kb.charts.theme import NARROW, TEXT_SIZE, WIDE, Spec, colour

_ROW = 30
_MARK = 12
_TOP = 26
_TINTS = ("c6", "c1")
_APART = "c2"
_TICK = 5e9


@dataclass(frozen=True)
class Compared:
    """An estimate at two years, each its sum, or None where it does not reach the year.

    grade: of its source. apart: stands outside of the range that the others make.
    """

    name: str
    amounts: tuple[Amount | None, Amount | None]
    grade: str
    apart: bool = False


def comparable(items: Sequence[Compared], money: Money, words: Words) -> Drawing:
    """Estimates at the same two years: a row each, a mark by its source's grade at each sum.

    items: in the order of display, those that stand apart last. words: `publisher`, `grade`,
    `year-0`, `year-1`, and the meaning of each grade.
    """
    return Drawing(
        wide=_picture(items, money, words, WIDE),
        narrow=_picture(items, money, words, NARROW),
        table=Table(
            columns=(
                words["publisher"],
                in_dollars(words["year-0"]),
                in_dollars(words["year-1"]),
                words["grade"],
            ),
            rows=tuple(
                (
                    item.name,
                    *map(_sum, item.amounts),
                    Cell(words[f"grade-{item.grade}"], item.grade),
                )
                for item in items
            ),
        ),
    )


def _sum(amount: Amount | None) -> Cell:
    return Cell(amount.text, dollars(amount.usd)) if amount else Cell("—", "")


@dataclass(frozen=True)
class _Field:
    """Where sums stand: from nothing at the left edge to the greatest at the right."""

    left: float
    right: float
    most: float

    def x(self, usd: float) -> float:
        return round(self.left + (self.right - self.left) * usd / self.most, 1)


def _picture(items: Sequence[Compared], money: Money, words: Words, width: int) -> Spec:
    """Names stand left of the rows, or over them where there is no room beside."""
    beside = width == WIDE
    left = 20 + max(text_width(item.name, TEXT_SIZE) for item in items) if beside else 8
    most = max(amount.usd for item in items for amount in item.amounts if amount)
    field = _Field(left, width - (84 if beside else 58), most)
    row = _ROW if beside else _ROW + LINE
    middles = [_TOP + row * (at + 0.5) + (14 if item.apart else 0) for at, item in enumerate(items)]
    bottom = middles[-1] + row / 2
    key, height = grade_key([item.grade for item in items], words, width, bottom + 34)
    rows = [
        layer
        for item, middle in zip(items, middles, strict=True)
        for layer in _row(item, middle, field, beside)
    ]
    return draw.canvas(
        width,
        height,
        [*_scale(field, bottom, money, beside), *_years(items, words, field), *rows, *key],
    )


def _scale(field: _Field, bottom: float, money: Money, beside: bool) -> list[Spec]:
    ticks = [at * _TICK for at in range(int(field.most // _TICK) + 1)]
    lines = [{"x": field.x(t), "x2": field.x(t), "y": _TOP, "y2": bottom} for t in ticks]
    labels = [
        {"x": field.x(tick), "y": bottom + 14, "t": money(tick)}
        for at, tick in enumerate(ticks)
        if beside or at % 2
    ]
    return [draw.hairs(lines), draw.soft(labels, align="center")]


def _years(items: Sequence[Compared], words: Words, field: _Field) -> list[Spec]:
    """Which mark is of which year, once, over the first estimate that has both."""
    places = [[field.x(amount.usd) for amount in item.amounts if amount] for item in items]
    first, last = next((each for each in places if len(each) == 2), (field.left, field.left))
    first = max(first, text_width(words["year-0"], TEXT_SIZE))
    return [
        draw.texts([{"x": first + _MARK / 2, "y": 10, "t": words["year-0"]}], align="right"),
        draw.texts([{"x": last - _MARK / 2, "y": 10, "t": words["year-1"]}]),
    ]


def _row(item: Compared, middle: float, field: _Field, beside: bool) -> Iterator[Spec]:
    """A line between both sums, their marks, the last sum in figures, and the name."""
    y = middle if beside else middle + LINE / 2
    found = [
        (field.x(amount.usd), amount, _APART if item.apart else tint)
        for amount, tint in zip(item.amounts, _TINTS, strict=True)
        if amount
    ]
    if found:
        first, last = found[0][0], found[-1][0]
        line = {"x": first, "x2": last, "y": y, "y2": y}
        yield draw.rules([line], color=colour(_APART if item.apart else "c6"), strokeWidth=2)
        yield draw.soft([{"x": last + 11, "y": y, "t": found[-1][1].text}])
    marks = [
        {"x": x, "y": y, **_look(*GRADES[item.grade], tint), "d0": item.name, "d1": amount.text}
        for x, amount, tint in found
    ]
    yield from draw.shapes(marks, _MARK, {"d0": "", "d1": ""})
    name = {"x": field.left - 12, "y": y} if beside else {"x": 8, "y": middle - LINE / 2 - 2}
    write = draw.strong if item.apart else draw.texts
    if not beside:  # lines of the scale pass behind names
        yield write([{**name, "t": item.name}], stroke=colour("paper"), strokeWidth=4)
    yield write([{**name, "t": item.name}], align="right" if beside else "left")


def _look(shape: str, hollow: bool, tint: str) -> Row:
    return {"shape": shape, "hollow": hollow, "tint": tint}
