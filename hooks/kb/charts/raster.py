"""An SVG as PNG: the same bytes on every machine, whatever fonts it has."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from lxml import etree

from kb.store import kept

PICTURES = "pictures"
"""The folder of the store for what is drawn here."""
FACE = "Noto Sans KR"
"""The one font that texts are drawn with; its package is locked."""
# Read once: a site has hundreds of pictures.
_MADE_BY = (
    version("resvg-py"),
    version("pylopdf-fonts-ko"),
    Path(__file__).read_text("utf-8"),
)
_SCALE = 2
_BOLD = ("600", "700", "bold")
_BOLDER = 0.035
"""How wide a line around its letters makes a text bold, in parts of its size."""


def png(store: Path, svg: str) -> bytes:
    """A picture at twice its size. svg: with its fill colours written out.

    Kept in the store by content.
    """
    return kept(store / PICTURES, ".png", (svg, *_MADE_BY), lambda: _drawn(_emboldened(svg)))


def _drawn(svg: str) -> bytes:
    # Read here, as most runs draw nothing.
    import resvg_py
    from pylopdf_fonts_ko import sans_path

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=_SCALE,
        skip_system_fonts=True,
        font_files=[str(sans_path())],
        font_family=FACE,
        sans_serif_family=FACE,
    )


def _emboldened(svg: str) -> str:
    """The font's package has one weight, so a line in a bold text's own colour makes it bold."""
    root = etree.fromstring(svg)
    for element in root.xpath("//*[@font-weight]"):
        if element.get("font-weight") in _BOLD and "stroke" not in element.attrib:
            element.set("stroke", _inherited(element, "fill"))
            element.set("stroke-width", f"{_BOLDER * float(_inherited(element, 'font-size')):.2f}")
            element.set("stroke-linejoin", "round")
    return str(etree.tostring(root, encoding="unicode"))


def _inherited(element: etree._Element, name: str) -> str:
    """An attribute of an element or of what is around it."""
    return str(element.xpath(f"ancestor-or-self::*[@{name}][1]/@{name}")[-1])
