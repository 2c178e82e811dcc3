"""axe, asked of one element of each kind, still says what it says of all: mistakes are planted
beside what it has found to be right.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from accessibility import said, violations
from browser import Host, Visits

TALL = "<p>가</p>" * 9
MISTAKES = {
    "aria-valid-attr": '<p aria-nothing="1">가</p>',
    "aria-valid-attr-value": '<p><button aria-expanded="perhaps">가</button></p>',
    "aria-allowed-attr": '<p><a href="#x" aria-checked="true">가</a></p>',
    "button-name": "<p><button></button></p>",
    "definition-list": "<dl><p>가</p></dl>",
    "empty-table-header": "<table><tr><th></th></tr><tr><td>가</td></tr></table>",
    "heading-order": "<h2>가</h2><h5>나</h5>",
    "image-alt": '<p><img src="data:,"></p>',
    "label": "<p><input></p>",
    "landmark-no-duplicate-main": "<main><p>가</p></main>",
    "link-name": '<p><a href="#x"></a></p>',
    "list": "<ul><p>가</p></ul>",
    "listitem": "<div><li>가</li></div>",
    "nested-interactive": "<p><button><a href='#x'>가</a></button></p>",
    "scope-attr-valid": '<table><tr><th scope="wide">가</th></tr><tr><td>가</td></tr></table>',
    "scrollable-region-focusable": f'<div style="height: 2em; overflow: auto">{TALL}</div>',
    "summary-name": "<details><summary></summary><p>가</p></details>",
    "tabindex": '<p><a href="#x" tabindex="3">가</a></p>',
    "valid-lang": '<p lang="nowhere">가</p>',
    "color-contrast": '<p style="color: #bbb">낱말</p>',
    "link-in-text-block": '<p>앞말 <a href="#x" style="all: unset; color: #444">낱말</a> 뒷말</p>',
}
PLANT = """([place, markup]) => {
  const planted = document.createElement("div")
  planted.id = "planted"
  planted.innerHTML = markup
  document.querySelector(place).append(planted)
}"""


def planted(page: Page, markup: str, *widths: int, place: str = "article") -> str:
    """What is said of a page with a mistake, in lines, at these widths or as wide as it is."""
    page.evaluate(PLANT, [place, markup])
    found = violations(page, *widths) if widths else said(page)
    page.evaluate("document.getElementById('planted').remove()")
    return "\n".join(found)


@pytest.fixture
def page(visit: Visits, small: Host) -> Page:
    """A page of which everything is known to be right."""
    opened = visit.first(
        small, "market/size/", bypass_csp=True
    )  # what is planted is styled in place
    assert violations(opened, 1280, 390, 1280) == []
    return opened


def test_a_mistake_beside_what_is_right_is_told(page: Page) -> None:
    silent = [rule for rule, markup in MISTAKES.items() if f" {rule}:" not in planted(page, markup)]
    assert not silent, silent
    assert said(page) == []


def test_a_mistake_is_told_until_it_is_mended(page: Page) -> None:
    page.evaluate(PLANT, ["article", MISTAKES["link-name"]])
    assert said(page) and said(page)


def test_a_text_outside_of_all_parts_of_the_page_is_told(page: Page) -> None:
    assert "region:" in planted(page, "<p>가</p>", place="body")


def test_what_is_wrong_in_the_dark_alone_is_told(page: Page) -> None:
    markup = (
        "<style>[data-md-color-scheme=slate] .faint { color: #333 }</style><p class=faint>낱말</p>"
    )
    lines = planted(page, markup).split("\n")
    assert [line.split(":")[0] for line in lines] == ["dark"]
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"


def test_what_is_wrong_on_a_phone_alone_is_told(page: Page) -> None:
    markup = (
        "<style>@media (min-width: 600px) { .small { display: none } }</style>"
        "<p class=small><button></button></p>"
    )
    lines = planted(page, markup, 1280, 390).split("\n")
    assert [line.split(",")[0] for line in lines] == ["390 px"]


def test_styles_know_the_dark_by_the_mark_on_the_page_alone(small_site: Path) -> None:
    """So a page can be looked at in the dark without being drawn."""
    sheets = [path.read_text("utf-8") for path in small_site.rglob("*.css")]
    assert sheets
    assert not [sheet for sheet in sheets if re.search(r"prefers-color-scheme", sheet)]
