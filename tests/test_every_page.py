"""Every page in a browser: both languages, light and dark, wide and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from accessibility import said, shown
from browser import Host, Visits
from texts import addresses

GROUPS = 6
KOREAN, ENGLISH = addresses("ko", moved=False), addresses("en", moved=False)
WIDER = "document.documentElement.scrollWidth - innerWidth"

_loaded: set[str] = set()


def parts(page: Path) -> set[str]:
    """What scripts and styles know a page by: its classes, attributes and scripts."""
    found = html.document_fromstring(page.read_bytes())
    elements = list(found.iter("*"))
    classes = {name for element in elements for name in (element.get("class") or "").split()}
    scripts = {element.get("src", "") for element in found.iter("script")}
    return classes | scripts | {name for element in elements for name in element.attrib}


@pytest.mark.parametrize("addresses", [
    pytest.param(language[group::GROUPS], id=f"{name}-{group}")
    for name, language in (("ko", KOREAN), ("en", ENGLISH)) for group in range(GROUPS)
])  # fmt: skip
def test_pages_are_accessible_whole_and_quiet(
    visit: Visits, kb: Host, addresses: list[str]
) -> None:
    """No axe violation, no script error, no request that fails, no sideways scrolling.

    A page is loaded if it has a part that none has had which was, or else shown in place.
    """
    wrong: list[str] = []
    page, widths = visit(kb, addresses[0].lstrip("/")), [1280, 390]
    for address in addresses:
        path = address.lstrip("/")
        if new := parts(kb.folder / path / "index.html") - _loaded:
            visit.next(page, kb, path)
            _loaded.update(new)
        else:
            visit.follow(page, kb, path)
        for width in shown(page, *widths):
            wrong += [f"{address} {width} px, {violation}" for violation in said(page)]
            if (room := page.evaluate(WIDER)) > 0:
                wrong.append(f"{address} {width} px: {room} px wider than the screen")
        widths.reverse()  # to change is work for the page
    assert not wrong, "\n".join(wrong[:40])
