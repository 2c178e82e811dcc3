"""The reader's own day marks what is overdue; the site itself knows none."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accessibility import violations
from browser import Host, Visits, settle

pytestmark = pytest.mark.browser
QUEUE = "contributing/queue/"
# Time goes on as it does, from another day.
_FROM = """(() => {
  const Real = Date, ahead = new Real("%sT09:00:00") - Real.now()
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead) }
    static now() { return Real.now() + ahead }
  }
})()"""


def opened(visit: Visits, host: Host, path: str, day: str, width: int = 1280) -> Page:
    """A page as a visitor of some day sees it."""
    context = visit.context(host, width)
    context.add_init_script(_FROM % day)
    return visit.next(context.new_page(), host, path)


def test_nothing_is_marked_before_its_day(visit: Visits, kb: Host) -> None:
    page = opened(visit, kb, QUEUE, "2026-11-30")
    expect(page.locator("[data-due]").first).to_be_attached()
    expect(page.locator(".kb-late")).to_have_count(0)


@pytest.mark.parametrize(
    ("lang", "word"), [("", "다시 볼 때가 지남"), ("en/", "overdue for another look")]
)
def test_what_is_overdue_is_marked_in_words(visit: Visits, kb: Host, lang: str, word: str) -> None:
    page = opened(visit, kb, f"{lang}{QUEUE}", "2035-01-01", 390)
    expect(page.locator("caption .kb-late").first).to_contain_text(word)
    expect(page.locator("[data-due]")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", [QUEUE, "en/vendors/mlflow/", "market/regulation/", "vendors/"])
def test_marked_pages_are_accessible(visit: Visits, kb: Host, path: str) -> None:
    page = opened(visit, kb, path, "2035-01-01")
    expect(page.locator(".kb-late").first).to_be_attached()
    assert violations(page, 1280, 390) == []


def test_marks_come_with_instant_navigation(visit: Visits, kb: Host) -> None:
    page = opened(visit, kb, "contributing/", "2035-01-01")
    page.evaluate("window.__visit = 1")
    page.click(".md-sidebar--primary a[href$='queue/']")
    expect(page.locator("caption .kb-late__word").first).to_be_visible()
    settle(page)
    assert page.evaluate("window.__visit") == 1


def test_columns_that_a_reader_chooses_are_marked(visit: Visits, kb: Host) -> None:
    page = opened(visit, kb, "vendors/compare/?v=mlflow,clearml", "2035-01-01")
    expect(page.locator(".kb-chooser td .kb-late__word").first).to_be_visible()
    expect(page.locator(".kb-chooser [data-due]")).to_have_count(0)


def test_without_a_script_the_date_of_the_look_stands_there(visit: Visits, kb: Host) -> None:
    page = visit(kb, "vendors/mlflow/", javascript=False)
    expect(page.locator(".kb-held").first).to_contain_text("기준")
    expect(page.locator(".kb-late")).to_have_count(0)
