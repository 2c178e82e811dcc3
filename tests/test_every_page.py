"""Every page in a browser: both languages, light and dark, wide and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import Host, chromium, errors_of, reader

GROUPS = 12
ADDRESSES = (Path(__file__).parent / "addresses.txt").read_text("utf-8").split()


@pytest.mark.parametrize("group", range(GROUPS))
def test_pages_are_accessible_whole_and_quiet(site: Path, group: int) -> None:
    """No axe violation, no script error, no request that fails, no sideways scrolling."""
    host = Host("/kb/")
    host.folder = site
    wrong: list[str] = []
    try:
        with chromium() as browser:
            for width in (1280, 390):
                page = reader(browser, width, reduced_motion="reduce").new_page()
                errors = errors_of(page)
                for address in ADDRESSES[group::GROUPS]:
                    page.goto(host.url + address.lstrip("/"))
                    for scheme in ("light", "dark"):
                        page.emulate_media(color_scheme=scheme)
                        found = Axe().run(page).response["violations"]
                        wrong += [
                            f"{address} {width} {scheme}: {v['id']} {v['nodes'][0]['html'][:120]}"
                            for v in found
                        ]
                    room = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                    if room > 0:
                        wrong.append(f"{address} {width}: {room} px wider than the screen")
                wrong += [f"script error: {error}" for error in errors]
                page.context.close()
    finally:
        host.close()
    wrong += [f"not there: {path}" for path in host.missing]
    assert not wrong, "\n".join(wrong[:40])
