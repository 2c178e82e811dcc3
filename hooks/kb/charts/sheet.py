"""A chart on a sheet of its own: with its title, its sources, the date of its data and its address.

Whoever takes a picture along takes them along, too. A sheet has two forms: as wide as the chart in
its page, or 16:9 for slides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from markupsafe import Markup

from kb.charts.metrics import wrapped
from kb.charts.theme import FALLBACKS, STRONG

Form = Literal["page", "slide"]
FORMS: Mapping[Form, str] = {"page": "", "slide": ".16x9"}
"""The forms of a sheet, and what the names of their files end in."""
FAMILY = "Pretendard, 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif"
"""The fonts that a sheet names, for programs that look for them on their own machine."""
FOLDER = "data/charts"
"""Where readers find what they may take along of a chart, below the site's root."""

_INK, _SOFT = FALLBACKS["ink"], FALLBACKS["muted"]
_COLOUR = re.compile(r"var\(--kb-[a-z0-9]+,(#[0-9a-f]{6})\)")
_MARGIN, _GAP = 24, 14
_SMALL, _LINE = 12, 1.5
_SLIDE = (960, 540)
_LEFT = 300


@dataclass(frozen=True)
class Taken:
    """A chart as it can be taken along.

    id, lang, title, finding, sources, data: as of the chart. drawn: the picture of its wide layout.
    """

    id: str
    lang: str
    title: str
    finding: str
    sources: tuple[str, ...]
    data: tuple[str, ...]
    drawn: str

    @property
    def stem(self) -> str:
        """The path of its files below the site's root, without their endings."""
        return f"{FOLDER}/{self.id}.{self.lang}"

    @property
    def paths(self) -> Iterator[str]:
        """Its pictures: PNG in each form, and SVG."""
        for ending in FORMS.values():
            yield f"{self.stem}{ending}.png"
        yield f"{self.stem}.svg"


@dataclass(frozen=True)
class Line:
    """A line of text on a sheet. y: of its foot."""

    text: str
    x: float
    y: float
    size: int
    fill: str
    weight: int | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet, laid out. chart: `<svg>` at its place. rule: from where on the line above the foot is."""

    width: int
    height: int
    lines: tuple[Line, ...]
    chart: Markup
    rule: float


@dataclass(frozen=True)
class _Block:
    """Lines of one look, as high as they are, without their place."""

    texts: Sequence[str]
    size: int
    fill: str = _SOFT
    weight: int | None = None

    @property
    def height(self) -> float:
        return len(self.texts) * self.size * _LINE

    def at(self, x: float, y: float) -> Iterator[Line]:
        """Its lines below a place."""
        for number, text in enumerate(self.texts):
            foot = y + (number * _LINE + 1.1) * self.size
            yield Line(text, x, round(foot, 1), self.size, self.fill, self.weight)


def sheet(chart: Taken, form: Form, foot: Iterable[str]) -> Sheet:
    """Lay a chart out. foot: what stands below it, each in lines of its own."""
    return _page(chart, tuple(foot)) if form == "page" else _slide(chart, tuple(foot))


def _page(chart: Taken, foot: tuple[str, ...]) -> Sheet:
    wide, high = _size(chart.drawn)
    title = _Block(wrapped(chart.title, 20, wide), 20, _INK, STRONG)
    below = _foot(foot, wide)
    top = _MARGIN + title.height + _GAP
    rule = top + high + _GAP
    lines = (*title.at(_MARGIN, _MARGIN), *below.at(_MARGIN, rule + _GAP / 2))
    height = rule + _GAP / 2 + below.height + _MARGIN
    placed = _placed(chart.drawn, _MARGIN, top, wide, high)
    return Sheet(round(wide + 2 * _MARGIN), round(height), lines, placed, rule)


def _slide(chart: Taken, foot: tuple[str, ...]) -> Sheet:
    """The chart below its title or, where it becomes larger so, beside title and finding."""
    (width, height), (wide, high) = _SLIDE, _size(chart.drawn)
    below = _foot(foot, width - 2 * _MARGIN)
    rule = height - _MARGIN - below.height - _GAP / 2
    above = _Block(wrapped(chart.title, 26, width - 2 * _MARGIN), 26, _INK, STRONG)
    top, left = _MARGIN + above.height + _GAP, _MARGIN + _LEFT + 2 * _GAP
    under = min((width - 2 * _MARGIN) / wide, (rule - _GAP - top) / high)
    beside = min((width - _MARGIN - left) / wide, (rule - _GAP - _MARGIN) / high)
    if under >= beside:
        words = tuple(above.at(_MARGIN, _MARGIN))
        at = (width - wide * under) / 2, top + (rule - _GAP - top - high * under) / 2
    else:
        words = tuple(_beside(chart, rule - _GAP))
        free = width - _MARGIN - left, rule - _GAP - _MARGIN
        at = left + (free[0] - wide * beside) / 2, _MARGIN + (free[1] - high * beside) / 2
    scale = max(under, beside)
    placed = _placed(chart.drawn, *at, wide * scale, high * scale)
    lines = (*words, *below.at(_MARGIN, rule + _GAP / 2))
    return Sheet(width, height, lines, placed, rule)


def _beside(chart: Taken, bottom: float) -> Iterator[Line]:
    """Title and finding in a column at the left, as much of the latter as has room."""
    title = _Block(wrapped(chart.title, 26, _LEFT), 26, _INK, STRONG)
    top = _MARGIN + title.height + _GAP
    room = int((bottom - top) / (15 * _LINE))
    yield from title.at(_MARGIN, _MARGIN)
    yield from _Block(_cut(wrapped(chart.finding, 15, _LEFT), room), 15).at(_MARGIN, top)


def _cut(lines: Sequence[str], room: int) -> Sequence[str]:
    return lines if len(lines) <= room else [*lines[: room - 1], f"{lines[room - 1]} …"]


def _foot(foot: tuple[str, ...], width: float) -> _Block:
    return _Block([line for text in foot for line in wrapped(text, _SMALL, width)], _SMALL)


def _size(drawn: str) -> tuple[float, float]:
    root = etree.fromstring(drawn)
    return float(root.get("width")), float(root.get("height"))


def _placed(drawn: str, x: float, y: float, width: float, height: float) -> Markup:
    """A picture at a place of another one, its colours written out."""
    root = etree.fromstring(_COLOUR.sub(r"\1", drawn))
    place = {"x": x, "y": y, "width": width, "height": height}
    for name, value in place.items():
        root.set(name, f"{value:.1f}")
    root.set("overflow", "visible")  # as on a page
    return Markup(etree.tostring(root, encoding="unicode"))
