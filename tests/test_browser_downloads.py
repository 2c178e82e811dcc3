"""The data page in a real browser: what it names can be taken along, in both languages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import Host, Visits, settle
from kb.facts.published.tables import TABLES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = ("data/", "en/data/")


def statuses(page: Page) -> dict[str, int]:
    """What the host answers to each address that the page's list and its head name."""
    found: dict[str, int] = page.evaluate(
        """async () => {
          const links = document.querySelectorAll("article .kb-note a, .kb-downloads a");
          const found = [...links].map(async link => [link.href, (await fetch(link.href)).status]);
          return Object.fromEntries(await Promise.all(found));
        }"""
    )
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_file_that_the_page_names_is_there(visit: Visits, kb: Host, path: str) -> None:
    page = visit(kb, path)
    expect(page.locator(".kb-downloads tbody tr")).to_have_count(len(TABLES))
    found = statuses(page)
    assert len(found) == 3 * len(TABLES) + 3
    assert set(found.values()) == {200}
    assert all(address.startswith(f"{kb.url}data/") for address in found)


def test_a_click_takes_a_table_along(visit: Visits, kb: Host, tmp_path: Path) -> None:
    page = visit(kb, "en/data/")
    with page.expect_download() as download:
        page.click("#table-estimates a[download]")
    assert download.value.suggested_filename == "estimates.csv"
    download.value.save_as(tmp_path / "estimates.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "estimates.csv").read_text("utf-8"))))
    shown = page.locator("#table-estimates .kb-number").inner_text()
    assert len(rows) == int(shown.replace(",", ""))


@pytest.mark.parametrize("path", PAGES)
def test_without_javascript_the_list_is_the_same(visit: Visits, kb: Host, path: str) -> None:
    page = visit(kb, path, 390, javascript=False)
    expect(page.locator(".kb-downloads a[download]")).to_have_count(len(TABLES))


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_nothing_reaches_over_the_edge(
    visit: Visits, kb: Host, path: str, colours: str
) -> None:
    page = visit(kb, path, 390, colours=colours)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    last = page.locator(".kb-downloads tr").last
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_the_head_names_the_data_package(visit: Visits, kb: Host) -> None:
    page = visit(kb, "sources/")
    page.get_by_role("navigation", name="문서 탐색").get_by_role(
        "link", name="데이터", exact=True
    ).click()
    expect(page).to_have_url(f"{kb.url}data/")
    settle(page)
    package = page.evaluate("document.querySelector('link[rel=describedby]').href")
    assert package == f"{kb.url}data/datapackage.json"
    said = page.locator('script[type="application/ld+json"]').first.inner_text()
    assert '"@type": "Dataset"' in said and "datapackage.json" in said
