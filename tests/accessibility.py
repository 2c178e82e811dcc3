"""What axe says of a page, as wide as asked and in both colour schemes, in one visit.

Nearly all of axe's time goes to the colours of texts, each worked out anew for thousands that are
painted alike. So of texts that are alike in all that decides their contrast it looks at one, and
not again in this process at what it has found to be right. All other rules see every element.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from browser import Host, rest

Scheme = Literal["light", "dark"]

# The rules about colours look at marked elements only: one of each kind that is not known to be
# right. A kind is a place in the templates' markup with the colours, backgrounds and sizes there.
_SET_UP = """() => {
  axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-axe]" },
    { id: "link-in-text-block", selector: "a[href][data-axe]" },
  ] })
  const remembered = make => {
    const memo = new Map()
    return element => {
      if (!element) return ""
      if (!memo.has(element)) memo.set(element, make(element))
      return memo.get(element)
    }
  }
  const digest = text => {
    let one = 7, other = 31
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 0x85ebca6b) ^ one >>> 15
      other = Math.imul(other ^ text.charCodeAt(at), 0xc2b2ae35) ^ other >>> 13
    }
    return (one >>> 0) * 0x200000 + (other >>> 11)
  }
  const speaks = element => element.matches("input, select, textarea, a[href]") ||
    [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())

  window.markKinds = right => {
    const place = remembered(({ parentElement, localName, classList }) =>
      `${place(parentElement)}>${[localName, ...classList].join(".")}`)
    const ground = remembered(element => {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(element)
      const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join()
      return ground(element.parentElement) +
        (own === "rgba(0, 0, 0, 0),none,1,none,normal" ? "" : `/${own}`)
    })
    const kind = element => {
      const { color, fontSize, fontWeight, textShadow, textDecoration } = getComputedStyle(element)
      return [place(element), ground(element), color, fontSize, fontWeight, textShadow,
        textDecoration, getComputedStyle(element.parentElement).color].join("|")
    }
    const known = new Set(right), fresh = []
    for (const marked of document.querySelectorAll("[data-axe]")) marked.removeAttribute("data-axe")
    for (const element of document.body.querySelectorAll("*")) {
      if (!speaks(element) || !element.checkVisibility({ visibilityProperty: true })) continue
      const number = digest(kind(element))
      if (known.has(number)) continue
      known.add(number)
      fresh.push(number)
      element.setAttribute("data-axe", "")
    }
    return fresh
  }
}"""
_LOOK = """async ([scheme, right]) => {
  if (!window.markKinds) return null
  const kinds = markKinds(right)
  if (scheme === "dark" && !kinds.length) return [kinds, []]
  const rules = scheme === "dark" ? { runOnly: ["color-contrast", "link-in-text-block"] } : {}
  const { violations } = await axe.run({ preload: false, resultTypes: ["violations"], ...rules })
  return [kinds, violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`)]
}"""
_STILL = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync("* { transition: none !important; animation: none !important }")
  document.adoptedStyleSheets.push(sheet)
}"""


_AXE = "/axe.min.js"
_right: set[int] = set()


def bring(host: Host) -> None:
    """Let pages of a host load axe from it, so that the browser reads it once and not per page."""
    package = importlib.util.find_spec("axe_playwright_python")
    assert package and package.origin
    host.extra[_AXE] = Path(package.origin).with_name("axe.min.js")


def looks(page: Page, *widths: int) -> Iterator[tuple[int, Scheme]]:
    """Show a page, which is light, at these widths in both schemes, and say what is shown."""
    page.evaluate(_STILL)
    schemes: list[Scheme] = ["light", "dark"]
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            rest(page)
            yield width, scheme
        schemes.reverse()  # to change is work for the page


def violations(page: Page, *widths: int) -> list[str]:
    """What is wrong with a page at these widths in both schemes, each with its element."""
    return [
        f"{width} px, {scheme}: {violation}"
        for width, scheme in looks(page, *widths)
        for violation in violations_of(page, scheme)
    ]


def violations_of(page: Page, scheme: Scheme) -> list[str]:
    """What is wrong with a page as it is shown. In the dark that is only what is about colours."""
    said = page.evaluate(_LOOK, [scheme, list(_right)])
    if said is None:
        page.add_script_tag(url=_AXE)
        page.evaluate(_SET_UP)
        said = page.evaluate(_LOOK, [scheme, list(_right)])
    kinds, found = said
    if not found:
        _right.update(kinds)
    return list(found)
