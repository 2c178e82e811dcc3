"""What axe says of a page, as wide as asked and in both colour schemes, in one visit.

Of elements that are alike in all that a rule looks at, axe looks at one, and not again in this
process at what it has found to be right: see `accessibility.js`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from browser import Host, rest

_AXE, _OURS = "/axe.min.js", "/accessibility.js"
_STILL = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync("* { transition: none !important; animation: none !important }")
  document.adoptedStyleSheets.push(sheet)
}"""
_known: dict[str, set[int]] = {"paint": set(), "shape": set()}


def bring(host: Host) -> None:
    """Let pages of a host load axe from it, so that the browser reads it once and not per page."""
    package = importlib.util.find_spec("axe_playwright_python")
    assert package and package.origin
    host.extra[_AXE] = Path(package.origin).with_name("axe.min.js")
    host.extra[_OURS] = Path(__file__).with_name("accessibility.js")


def violations(page: Page, *widths: int) -> list[str]:
    """What is wrong with a page at these widths in both schemes, each with its element."""
    return [
        f"{width} px, {violation}" for width in shown(page, *widths) for violation in said(page)
    ]


def shown(page: Page, *widths: int) -> Iterator[int]:
    """Show a page at these widths."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        rest(page)
        yield width


def said(page: Page) -> list[str]:
    """What is wrong with a page as wide as it is. In the dark that is only what is about colours."""
    _stand_in(page)
    found: list[str]
    found, right = page.evaluate("axeTest.violations()")
    for which, kinds in right.items():
        _known[which].update(kinds)
    return found


def _stand_in(page: Page) -> None:
    """Have axe in a page, which then stands still. It stays there when a next page is shown in place."""
    if page.evaluate("!window.axeTest"):
        page.add_script_tag(url=_AXE)
        page.add_script_tag(url=_OURS)
        page.evaluate(_STILL)
        page.evaluate("kinds => axeTest.know(kinds)", {k: list(v) for k, v in _known.items()})
