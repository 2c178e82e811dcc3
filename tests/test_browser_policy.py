"""The site runs under the policy that it is published with.

All hosts of these tests send it, so whatever it stops fails the test that used it, as an error of
the page; here is that such an error comes, and what no other test opens.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import Host, Visits, settle

PLANTED = {
    "script": "<script>window.planted = 1</script>",
    "style": "<style>h1 { color: red }</style>",
    "attribute": "<p style='color: red'>a</p>",
    "handler": "<img src='data:,' onerror='window.planted = 1'>",
    "eval": "<script src='/planted.js'></script>",
}


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_written_within_a_page_is_stopped_and_told(
    visit: Visits, small: Host, tmp_path: Path, planted: str
) -> None:
    page = (small.folder / "about/index.html").read_text("utf-8").replace("../", "/")
    (tmp_path / "planted.html").write_text(page.replace("</h1>", f"</h1>{PLANTED[planted]}"))
    (tmp_path / "planted.js").write_text("try { eval('1') } catch (error) { console.error(error) }")
    small.extra |= {f"/{name}": tmp_path / name for name in ("planted.html", "planted.js")}
    opened = visit(small, "planted.html")
    assert opened.evaluate("window.planted") is None
    told, visit.errors[:] = "\n".join(visit.errors), []
    assert "Content Security Policy" in told


@pytest.mark.parametrize("path", ["404.html", "en/404.html", "market/scale/", "en/market/scale/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_for_what_is_nowhere_or_has_moved_run_under_it(
    visit: Visits, small: Host, path: str, width: int
) -> None:
    page = visit(small, path, width)
    settle(page)
    if "scale" in path:
        assert page.url.endswith(path.replace("scale", "size"))
    else:
        assert page.evaluate("getComputedStyle(document.querySelector('.kb-guess')).display")


def test_a_place_that_has_moved_leads_on(visit: Visits, small: Host) -> None:
    page = visit(small, "about/#sizes")
    page.wait_for_url("**/market/size/#estimates")
    settle(page)
