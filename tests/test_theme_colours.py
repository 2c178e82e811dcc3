"""Contrast of the colours, computed from the tokens in both schemes."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "overrides/assets/styles/tokens.css"
TEXT, MARK = 4.5, 3.0
GROUNDS = ("paper", "surface")


def scheme(name: str) -> dict[str, str]:
    """Colours by name, without their prefix; dark ones stand on top of the light ones."""
    light, dark = TOKENS.read_text("utf-8").split("@media screen")
    text = light if name == "light" else light + dark
    return dict(re.findall(r"--kb-([a-z-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance, 0 to 1."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *((name, ground, TEXT) for name, ground in product(
        ("ink", "text", "muted", "accent", "accent-strong", "warm", "mature", "developing",
         "initial", "watch", "up", "down"), GROUNDS)),
    *((name, "sunken", TEXT) for name in ("ink", "text", "muted")),
    *((name, "accent-soft", TEXT) for name in ("ink", "text", "muted", "accent")),
    *((name, "warm-soft", TEXT) for name in ("ink", "text", "warm", "accent")),
    ("accent-on", "accent", TEXT),
    *(("edge", ground, MARK) for ground in GROUNDS),
]  # fmt: skip


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "least"), PAIRS)
def test_a_colour_stands_out_from_its_ground(
    name: str, colour: str, ground: str, least: float
) -> None:
    colours = scheme(name)
    ratio = contrast(colours[colour], colours[ground])
    assert ratio >= least, f"{colour} on {ground}, {name}: {ratio:.2f}"


def test_no_rule_names_a_colour_that_is_not_a_token() -> None:
    for path in sorted(TOKENS.parent.glob("*.css")):
        if path.name != TOKENS.name:
            rules = re.sub(r"--kb-[\w-]+:[^;]*;", "", path.read_text("utf-8"))
            found = re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", rules)
            assert not found, f"{path.name}: {found}"
