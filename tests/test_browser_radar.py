"""The radar and the lanes of laws and vendors in a real browser: links, cards, choices, today."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from accessibility import violations
from browser import Host, Visits

RADAR = "#maturity-radar-2026"
LAWS = "#regulation-timeline"
SMALL_TARGETS = """links => links.filter(link => link.checkVisibility())
  .map(link => link.querySelector("rect").getBoundingClientRect())
  .filter(({ width, height }) => Math.min(width, height) < 24).length"""


def marks(page: Page, figure: str = RADAR) -> Locator:
    """What can be seen and followed in a picture."""
    return page.locator(f"{figure} svg :is(a, [data-id], [data-mark]):visible")


def mark(page: Page, id: str) -> Locator:
    return page.locator(f"{RADAR} svg a[data-id={id}]:visible")


def words(page: Page, id: str) -> Locator:
    return mark(page, id).locator("text").first


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"{RADAR} select[name={name}]").select_option(value)


@pytest.mark.parametrize("path", ["charts/", "en/charts/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_without_javascript_every_technology_is_a_link_with_its_words(
    visit: Visits, small: Host, path: str, width: int
) -> None:
    page = visit(small, path, width, javascript=False)
    expect(page.locator(f"{RADAR} form")).to_be_hidden()
    lang = "en/" if path.startswith("en") else ""
    expect(mark(page, "automl")).to_have_attribute("xlink:href", "../maturity/automl/")
    expect(mark(page, "automl").locator("title")).to_contain_text("AutoML")
    words(page, "automl").click()
    expect(page).to_have_url(f"{small.url}{lang}maturity/automl/")


@pytest.mark.parametrize("figure", [RADAR, LAWS])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_finger_meets_every_mark(visit: Visits, small: Host, figure: str, width: int) -> None:
    page = visit(small, "charts/", width)
    assert marks(page, figure).count()
    assert marks(page, figure).evaluate_all(SMALL_TARGETS) == 0


def test_the_pointer_opens_a_card_with_level_move_and_evidence(visit: Visits, small: Host) -> None:
    page = visit(small, "en/charts/")
    words(page, "automl").hover()
    card = page.locator(".kb-tooltip")
    expect(card.locator(".kb-level").first).to_have_text("Developing")
    expect(card).to_contain_text("A stable release came.")
    expect(card).to_contain_text("Evidence")
    expect(card.get_by_role("link").first).to_have_attribute(
        "href", f"{small.url}en/maturity/automl/"
    )


def test_the_keyboard_opens_cards_walks_into_them_and_closes_them(
    visit: Visits, small: Host
) -> None:
    page = visit(small, "charts/")
    page.locator(f"{RADAR} select").last.focus()
    page.keyboard.press("Tab")
    card = page.locator(".kb-tooltip")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.kb-tooltip')")
    page.keyboard.press("Shift+Tab")
    expect(mark(page, "automl")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(mark(page, "automl")).to_be_focused()


def test_a_first_tap_opens_the_card_and_its_link_leads_to_the_page(
    visit: Visits, small: Host
) -> None:
    page = visit(small, "charts/", 390)
    words(page, "automl").tap()
    link = page.locator(".kb-tooltip").get_by_role("link", name="이 기술의 페이지")
    expect(link).to_be_visible()
    assert page.url == f"{small.url}charts/"
    link.tap()
    expect(page).to_have_url(f"{small.url}maturity/automl/")


def test_choices_leave_what_fits_and_stand_in_the_address(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/")
    out = page.locator(f"{RADAR} .kb-chart__view--wide .kb-out")
    choose(page, "level", "mature")
    expect(page).to_have_url(f"{small.url}charts/?level=mature")
    expect(page.locator(f"{RADAR} output")).to_have_text("1개 / 5개")
    expect(out).to_have_count(4)
    expect(out.first).to_have_attribute("aria-hidden", "true")
    choose(page, "level", "")
    expect(page).to_have_url(f"{small.url}charts/")
    expect(out).to_have_count(0)
    again = visit(small, "charts/?trend=up&domain=data")
    expect(again.locator(f"{RADAR} output")).to_have_text("1개 / 5개")


def test_another_edition_brings_its_picture_words_and_table(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/")
    title = page.locator(f"{RADAR}-title")
    latest = title.inner_text()
    rows = page.locator(f"{RADAR} .kb-chart__data tbody tr")
    every = rows.count()
    choose(page, "edition", "2024")
    expect(page).to_have_url(f"{small.url}charts/?edition=2024")
    expect(title).to_contain_text("2024")
    assert rows.count() < every
    assert re.search(
        r"maturity-radar-2024.*csv$",
        str(page.locator(f"{RADAR} a[href$='csv']").get_attribute("href")),
    )
    choose(page, "edition", "2026")
    expect(title).to_have_text(latest)
    expect(rows).to_have_count(every)
    expect(page).to_have_url(f"{small.url}charts/")


@pytest.mark.parametrize("path", ["charts/?level=developing", "en/charts/?edition=2024"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_choice_with_a_card(
    visit: Visits, small: Host, path: str, width: int
) -> None:
    page = visit(small, path, width)
    link = page.locator(f"{RADAR} svg a:not(.kb-out):visible").first
    link.focus()
    expect(page.locator(".kb-tooltip")).to_be_visible()
    assert violations(page, width) == []


def test_today_is_marked_in_the_browser_alone(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/", javascript=False)
    expect(page.locator(f"{LAWS} [data-today]:visible")).to_have_count(0)
    context = visit.context(small)
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2027, 12, 3, 12))
    page.goto(f"{small.url}charts/")
    line = page.locator(f"{LAWS} .kb-chart__view--wide [data-today]")
    expect(line).to_be_visible()
    dated = page.locator(f"{LAWS} .kb-chart__view--wide [data-when='2027-12-02']")
    expect(dated).not_to_have_class(re.compile("kb-ahead"))
    today, mark = line.bounding_box(), dated.bounding_box()
    assert today and mark and today["x"] + today["width"] > mark["x"]


def test_a_mark_of_a_law_says_all_of_its_date(visit: Visits, small: Host) -> None:
    page = visit(small, "en/charts/")
    page.locator(f"{LAWS} path[data-when='2027-12-02']:visible").hover()
    expect(page.locator(".kb-tooltip")).to_contain_text("High-risk duties apply")
