"""Every page in a browser: both languages, light and dark, wide and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from accessibility import looks, violations_of
from browser import Host, Visits

GROUPS = 12
ADDRESSES = (Path(__file__).parent / "addresses.txt").read_text("utf-8").split()
WIDER = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("group", range(GROUPS))
def test_pages_are_accessible_whole_and_quiet(visit: Visits, kb: Host, group: int) -> None:
    """No axe violation, no script error, no request that fails, no sideways scrolling."""
    wrong: list[str] = []
    page, widths = visit(kb), [1280, 390]
    for address in ADDRESSES[group::GROUPS]:
        visit.next(page, kb, address.lstrip("/"))
        for width, scheme in looks(page, *widths):
            where = f"{address} {width} px, {scheme}"
            wrong += [f"{where}: {violation}" for violation in violations_of(page, scheme)]
            if scheme == "light" and (room := page.evaluate(WIDER)) > 0:
                wrong.append(f"{where}: {room} px wider than the screen")
        widths.reverse()  # to change is work for the page
    assert not wrong, "\n".join(wrong[:40])
