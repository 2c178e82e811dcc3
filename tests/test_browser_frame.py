"""The frame where it matters most: a phone's list of sections, forced colours, an unknown address."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser import Host, Visits, reader

LIST = "#kb-contents"


def colour(element: str, property: str) -> str:
    return f"getComputedStyle(document.querySelector({element!r})).{property}"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_button_on_a_phone_opens_the_list_of_sections(
    visit: Visits, small: Host, javascript: bool
) -> None:
    page = visit(small, "market/size/", 390, javascript=javascript)
    expect(page.locator(LIST)).not_to_be_visible()
    button = page.locator(".kb-contents")
    box = button.bounding_box()
    assert box and min(box["width"], box["height"]) >= 24
    button.tap()
    expect(page.locator(f"{LIST} a").first).to_be_visible()
    page.locator(f"{LIST} a[href$='#estimates']").tap()
    expect(page).to_have_url(f"{small.url}market/size/#estimates")
    expect(page.locator("#estimates")).to_be_in_viewport()
    if javascript:
        expect(page.locator(LIST)).not_to_be_visible()


def test_the_list_of_sections_stands_beside_the_text_where_there_is_room(
    visit: Visits, small: Host
) -> None:
    page = visit(small, "market/size/", 1280)
    expect(page.locator(f"{LIST} a").first).to_be_visible()
    expect(page.locator(".kb-contents")).not_to_be_visible()
    text, beside = page.locator("article").bounding_box(), page.locator(LIST).bounding_box()
    assert text and beside and beside["x"] >= text["x"] + text["width"] - 20


def test_the_current_page_is_marked_where_colours_are_forced(visit: Visits, small: Host) -> None:
    page = visit(small, "market/size/")
    page.emulate_media(forced_colors="active")
    pairs = [
        ("#kb-nav a[aria-current]", "#kb-nav a:not([aria-current])", "borderLeftColor"),
        (
            ".md-tabs__item--active a",
            ".md-tabs__item:not(.md-tabs__item--active) a",
            "borderBottomColor",
        ),
    ]
    for current, other, border in pairs:
        ground = page.evaluate(colour("body", "backgroundColor"))
        assert page.evaluate(colour(other, border)) == ground
        assert page.evaluate(colour(current, border)) != ground
    page.emulate_media(forced_colors="none")


@pytest.mark.parametrize(
    ("asked", "found", "named"),
    [
        ("market/sise/", "market/size/", '크기 "큰"'),
        ("size.html", "market/size/", '크기 "큰"'),
        ("en/markt/", "en/market/", "Market"),
    ],
)
def test_what_is_nowhere_is_answered_with_the_nearest_page_below_any_path(
    browser: Browser, small_site: Path, asked: str, found: str, named: str
) -> None:
    host = Host("/a/b/", "below.example")
    host.folder = small_site
    page = reader(browser, 390, host).new_page()
    page.goto(f"{host.url}{asked}")
    guess = page.locator("#kb-guess a").first
    expect(guess).to_have_text(named)
    label = "Did you mean" if asked.startswith("en/") else "혹시"
    expect(page.locator("#kb-guess p:visible")).to_contain_text(label)
    guess.click()
    expect(page).to_have_url(f"{host.url}{found}")
    page.context.close()
    host.close()


def test_nothing_near_is_guessed_of_what_is_like_no_page(visit: Visits, small: Host) -> None:
    page = visit.context(small).new_page()
    page.goto(f"{small.url}zzzzzzzzzzzzzzzzzzzzzzz/")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#kb-guess")).not_to_be_visible()
    small.forget()
