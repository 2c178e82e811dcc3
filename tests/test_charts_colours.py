"""Contrast of the charts' colours, computed from the style sheets in both schemes."""

from __future__ import annotations

import re

import pytest

from kb.charts.theme import FALLBACKS
from test_theme_colours import MARK, TEXT, TOKENS, contrast, scheme

CHARTS = TOKENS.with_name("charts.css")
SERIES = [name for name in FALLBACKS if re.fullmatch(r"c\d", name)]
LEVELS = ("mature", "developing", "initial")


def colours(name: str) -> dict[str, str]:
    """Colours of tokens and charts by name, those that name a token resolved."""
    light, _, rest = CHARTS.read_text("utf-8").partition("@media screen")
    text = light if name == "light" else light + rest
    found = dict(re.findall(r"--kb-(c\d): ([^;]+);", text))
    tokens = scheme(name)
    aliases = {key: re.sub(r"var\(--kb-([a-z-]+)\)", r"\1", value) for key, value in found.items()}
    return tokens | {key: tokens.get(value, value) for key, value in aliases.items()}


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("colour", [*SERIES, *LEVELS, "ink", "muted"])
def test_a_series_can_be_read_as_text_and_seen_as_a_mark(colour: str, name: str) -> None:
    known = colours(name)
    assert contrast(known[colour], known["paper"]) >= TEXT > MARK


@pytest.mark.parametrize("name", ["light", "dark"])
def test_axes_and_grid_can_be_seen(name: str) -> None:
    known = colours(name)
    assert contrast(known["edge"], known["paper"]) >= MARK


@pytest.mark.parametrize("name", ["light", "dark"])
def test_rings_words_and_discs_stand_out_from_the_innermost_ring(name: str) -> None:
    known = colours(name)
    ground = known["paper"]
    for _ in range(3):
        ground = over(known["ink"], ground, 0.05)
    assert contrast(known["muted"], ground) >= TEXT
    assert all(contrast(known[level], ground) >= MARK for level in LEVELS)


def over(colour: str, ground: str, share: float) -> str:
    """A colour laid over another one with an opacity."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(top * share + low * (1 - share)):02x}" for top, low in pairs)


def test_without_a_style_sheet_the_light_colours_are_seen() -> None:
    known = colours("light")
    assert {name: known[name] for name in FALLBACKS} == FALLBACKS
