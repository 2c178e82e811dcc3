"""The look of every chart, in one place.

Colours are CSS variables of the site's style sheets (`tokens.css`; the series' in `charts.css`), so
one picture follows the reader's colour scheme and print without a second copy.
"""

from __future__ import annotations

from typing import Any

from kb.charts.metrics import FAMILY

Spec = dict[str, Any]

# What a reader sees where the site's style sheet does not reach, such as a feed: the light scheme.
FALLBACKS: dict[str, str] = {
    "ink": "#14202b",
    "muted": "#52606c",
    "edge": "#7b8995",
    "paper": "#ffffff",
    "c1": "#0a5f6e",
    "c2": "#8a4510",
    "c3": "#6b4c9a",
    "c4": "#2f6f3e",
    "c5": "#a8325f",
    "c6": "#52606c",
    "mature": "#1c6b47",
    "developing": "#7f5a00",
    "initial": "#a1362f",
}


def colour(name: str) -> str:
    """The CSS colour of a name in `FALLBACKS`; KeyError for another name."""
    FALLBACKS[name]
    return f"var(--kb-{name})"


INK, SOFT, GRID = colour("ink"), colour("muted"), colour("edge")
SERIES = [colour(f"c{number}") for number in range(1, 7)]
TEXT_SIZE = 13
STRONG = 600

# Marks for levels, drawn in a square of side 2: how full the disc is tells the level, so the
# level reads in grey and without colour.
_HOLE = "M0,-.66A.66,.66,0,0,0,0,.66A.66,.66,0,0,0,0,-.66Z"
_DISC = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
HALF = _DISC + "M0,-.66V.66A.66,.66,0,0,0,0,-.66Z"
RING = _DISC + _HOLE

WIDE, NARROW = 720, 340


def config() -> Spec:
    """The Vega-Lite configuration of every chart, picture and interactive view alike."""
    return {
        "aria": False,  # its descriptions are English only; the figure has its own
        "background": None,
        "font": FAMILY,
        "padding": 2,
        "view": {"stroke": None},
        "axis": _axis(),
        "axisQuantitative": {"tickCount": 5},
        "axisDiscrete": {"grid": False},
        "axisXTemporal": {"grid": False},
        "axisYQuantitative": {"domain": False, "ticks": False},
        "legend": _legend(),
        "header": _labels(INK) | {"titleColor": INK, "titleFontWeight": STRONG},
        "title": {"color": INK, "fontSize": TEXT_SIZE + 1, "fontWeight": STRONG},
        "mark": {"color": SERIES[0], "fontSize": TEXT_SIZE},
        "text": {"color": INK, "fontSize": TEXT_SIZE},
        "rule": {"color": GRID},
        "line": {"strokeWidth": 2},
        # Vega-Lite's default of 0.7 would take contrast away.
        "point": {"filled": True, "size": 70, "opacity": 1},
        **{mark: {"opacity": 1} for mark in ("area", "circle", "square", "tick")},
        "style": {
            "strong": {"fontWeight": STRONG},
            "soft": {"fill": SOFT},
            "hair": {"stroke": GRID, "strokeDash": [1, 3]},
        },
        "range": {"category": SERIES, "ordinal": SERIES, "symbol": list(_SYMBOLS)},
    }


_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")


def _labels(label: str) -> Spec:
    return {
        "labelColor": label,
        "labelFontSize": TEXT_SIZE,
        "titleColor": SOFT,
        "titleFontSize": TEXT_SIZE,
        "titleFontWeight": "normal",
    }


def _axis() -> Spec:
    lines = {"domainColor": GRID, "tickColor": GRID, "gridColor": GRID, "gridDash": [1, 3]}
    return _labels(SOFT) | lines | {"labelPadding": 5, "titlePadding": 8}


def _legend() -> Spec:
    return _labels(INK) | {"orient": "top", "symbolSize": 80, "offset": 10}
