"""Pictures whose marks are links: SVG laid out in Python.

Vega-Lite draws what a reader looks at; a scene is what a reader goes on from. It is whole in the
page's own markup, so its links work without JavaScript, and it needs no interactive view.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from kb.charts.metrics import text_width
from kb.charts.svg import short, with_fallbacks
from kb.charts.theme import HALF, INK, RING, SOFT, STRONG, TEXT_SIZE, colour

Value = str | float | None
Look = dict[str, Value]
"""Attributes of an element by name."""
HIT = 26
"""Least width and height of what a finger is to meet: 24 pixels in a column that is a little narrower
than the picture."""
# The theme rewrites `href` of whatever has one, and fails at links of SVG, which have it as an object.
_HREF = "xlink:href"
_DISC = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
_SHAPES = {
    "full": _DISC,
    "half": HALF,
    "ring": RING,
    "diamond": "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
    "square": "M-.9,-.9H.9V.9H-.9Z",
    "cross": "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z",
    "up": "M0,-.9L1,.9H-1Z",
    "down": "M0,.9L1,-.9H-1Z",
}  # fmt: skip


@dataclass(frozen=True)
class Node:
    """An element of SVG. children: elements, and texts as they are read."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Node | str, ...] = ()

    def __html__(self) -> str:
        named = Markup("").join(Markup(' {}="{}"').format(*pair) for pair in self.attributes)
        inner = Markup("").join(escape(child) for child in self.children)
        return Markup("<{0}{1}>{2}</{0}>").format(Markup(self.tag), named, inner)


@dataclass(frozen=True)
class Scene:
    """A picture of this size in pixels."""

    width: float
    height: float
    nodes: tuple[Node, ...]

    def unlinked(self) -> Scene:
        """The same with groups in the place of links."""
        return replace(self, nodes=tuple(map(_unlinked, self.nodes)))

    def svg(self, **attributes: Value) -> Markup:
        """The `<svg>` element with further attributes, such as its label."""
        size = {"viewBox": f"0 0 {short(self.width, 1)} {short(self.height, 1)}"}
        # What shows nothing answers to the pointer as well.
        look: Look = {
            "pointer_events": "all",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
            "width": self.width,
            "height": self.height,
            "fill": "none",
            "font_size": TEXT_SIZE,
        }
        drawn = escape(node("svg", *self.nodes, **size, **look, **attributes))
        return Markup(with_fallbacks(drawn))


def node(tag: str, *children: Node | str, **attributes: Value) -> Node:
    """An element; `_` in the names of attributes stands for `-`, and None leaves one out."""
    named = tuple(
        (name.replace("_", "-"), value if isinstance(value, str) else short(value, 1))
        for name, value in attributes.items()
        if value is not None
    )
    return Node(tag, named, children)


def link(address: str, title: str, *children: Node, **attributes: Value) -> Node:
    """A link around marks, with what it leads to in words; without an address a group."""
    # Texts that touch are read as one word.
    said = (
        part for child in children for part in ((child, " ") if child.tag == "text" else (child,))
    )
    inside = (node("title", title), *said)
    if not address:
        return node("g", *inside, **attributes)
    # Of a link that names its address in the way of SVG not everybody knows that it is one.
    return node("a", *inside, **{_HREF: address, "role": "link"} | attributes)


def _unlinked(found: Node) -> Node:
    """An element without the links in it."""
    inside = [child if isinstance(child, str) else _unlinked(child) for child in found.children]
    if found.tag == "a":
        return Node("g", (), tuple(inside))
    return replace(found, children=tuple(inside))


def hit(left: float, top: float, width: float, height: float = HIT) -> Node:
    """Room that answers to the pointer and shows nothing."""
    size: Look = {"width": math.ceil(width), "height": math.ceil(height)}
    return node("rect", x=round(left), y=round(top), **size)


def text(x: float, y: float, said: str, **look: Value) -> Node:
    """A line of text centred on a height; from x to the right unless `text_anchor` says otherwise."""
    placed: Look = {"x": round(x), "y": int(y + 5), "fill": INK}
    return node("text", said, **placed | look)


def soft(x: float, y: float, said: str, **look: Value) -> Node:
    """A text of less weight."""
    return text(x, y, said, **{"fill": SOFT} | look)


def strong(x: float, y: float, said: str, **look: Value) -> Node:
    """A text that leads."""
    return text(x, y, said, **{"font_weight": str(STRONG)} | look)


def block(x: float, middle: float, lines: Sequence[str], step: float, **look: Value) -> list[Node]:
    """Lines of text one below the other, centred on a height."""
    top = middle - step * (len(lines) - 1) / 2
    return [text(x, top + step * at, line, **look) for at, line in enumerate(lines)]


def shape(name: str, x: float, y: float, size: float, tint: str, **look: Value) -> Node:
    """A mark of a width in pixels, in a colour of the theme."""
    place = f"translate({round(x)},{round(y)})scale({short(size / 2, 1)})"
    return node("path", d=_SHAPES[name], transform=place, **{"fill": colour(tint)} | look)


def stroke(x: float, y: float, x2: float, y2: float, **look: Value) -> Node:
    """A straight line, written as short as it can be: pages hold hundreds."""
    x, y, x2, y2 = map(round, (x, y, x2, y2))
    to = f"H{x2}" if y == y2 else f"V{y2}" if x == x2 else f"L{x2},{y2}"
    return node("path", d=f"M{x},{y}{to}", **{"stroke": SOFT} | look)


def width_of(said: str) -> float:
    """How wide a text is at the size of pictures, in pixels."""
    return text_width(said, TEXT_SIZE)
