"""Charts in a real browser: pictures first, interactive on approach, in both schemes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser import Host, chromium, errors_of, reader
from charts_lab import hosted

LIVE = ".kb-chart__view--live"
LIBRARY = "/kb/assets/vega/vega.js"
SIZES = """selector => Object.fromEntries([...document.querySelectorAll(".kb-chart")].map(figure => {
  const shown = [...figure.querySelectorAll(selector)].find(svg => svg.checkVisibility())
  const { width, height } = shown.getBoundingClientRect()
  return [figure.id, [width, height]]
}))"""
POLICY = "default-src 'self'; style-src 'self'; script-src 'self'"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def lab() -> Host:
    return hosted("/kb/")


class Visits:
    """Opens pages with the wanted screen; fails on script errors at the end."""

    def __init__(self, browser: Browser, lab: Host) -> None:
        self.browser, self.lab = browser, lab
        self.contexts: list[Any] = []
        self.errors: list[list[str]] = []

    def __call__(self, path: str, width: int = 1280, **options: Any) -> Page:
        context = reader(self.browser, width, **options)
        page = context.new_page()
        self.contexts.append(context)
        self.errors.append(errors_of(page))
        self.lab.forget()
        page.goto(f"{self.lab.url}{path}")
        page.wait_for_load_state("networkidle")
        return page


@pytest.fixture
def visit(browser: Browser, lab: Host) -> Iterator[Visits]:
    visits = Visits(browser, lab)
    yield visits
    for context in visits.contexts:
        context.close()
    assert [error for errors in visits.errors for error in errors] == []
    assert lab.missing == []


def approach(page: Page, name: str) -> Any:
    """Scroll to a figure, and wait for its interactive view."""
    figure = page.locator(f"#{name}")
    figure.scroll_into_view_if_needed()
    page.mouse.move(3, 300)
    expect(figure.locator(LIVE)).to_have_count(1, timeout=20_000)
    return figure


def test_a_first_visit_loads_pictures_and_no_library(visit: Visits, lab: Host) -> None:
    page = visit("charts/")
    expect(page.locator("svg[role=img]:visible")).to_have_count(6)
    asked = [path for path in lab.asked if "vega" in path or "charts-plugin" in path]
    assert asked == ["/kb/assets/scripts/charts-vega-lite-vega-embed.js"]


def test_a_page_without_charts_loads_nothing_for_them(visit: Visits, lab: Host) -> None:
    page = visit("")
    page.mouse.move(200, 300)
    page.wait_for_timeout(300)
    assert [path for path in lab.asked if "vega" in path or "chart" in path] == []


def test_the_library_waits_until_a_chart_is_near(visit: Visits, lab: Host) -> None:
    page = visit("charts/far/")
    page.mouse.move(200, 300)
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(500)
    assert LIBRARY not in lab.asked
    approach(page, "sample-radar")
    assert LIBRARY in lab.asked


@pytest.mark.parametrize("path", ["charts/", "en/charts/", "charts/own/", "en/charts/own/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_chart_becomes_interactive_in_place(visit: Visits, path: str, width: int) -> None:
    page = visit(path, width)
    before = page.evaluate(SIZES, "svg[role=img]")
    for name in before:
        figure = approach(page, name)
        expect(figure.locator("svg[role=img]:visible")).to_have_count(0)
        fixed = figure.locator(".kb-chart__view--only").count()
        layout = "wide" if fixed or width == 1280 else "narrow"
        assert layout in str(figure.locator(LIVE).get_attribute("class"))
    after = page.evaluate(SIZES, "vegachart svg")
    for name, (wide, tall) in before.items():
        assert after[name] == [pytest.approx(wide, abs=2), pytest.approx(tall, abs=6)], name


def test_the_library_is_loaded_once_for_all_pages(visit: Visits, lab: Host) -> None:
    page = visit("charts/")
    approach(page, "sample-forecast")
    approach(page, "sample-radar")
    instant(page, "charts/own/")
    approach(page, "charts-own-chart-1")
    assert lab.asked.count(LIBRARY) == 1
    assert lab.asked.count("/kb/js/mkdocs-charts-plugin.js") == 1


def instant(page: Page, path: str) -> None:
    """Follow a link as instant navigation does: without loading the page anew."""
    page.evaluate("window.kept = true")
    page.locator(f"a[href$='{path}']:visible").first.click()
    page.wait_for_url(re.compile(f"{path}$"))
    expect(page.locator(".kb-chart").first).to_be_visible()
    assert page.evaluate("window.kept")


@pytest.mark.parametrize("home", ["", "en/"])
def test_charts_work_after_instant_navigation_from_a_page_without(visit: Visits, home: str) -> None:
    page = visit(home)
    instant(page, "charts/")
    approach(page, "sample-forecast")


def test_charts_of_pages_left_behind_are_let_go(visit: Visits) -> None:
    page = visit("charts/")
    for name in ("sample-forecast", "sample-levels", "sample-radar"):
        approach(page, name)
    assert page.evaluate("vegalite_charts.length") > 2
    instant(page, "charts/own/")
    approach(page, "charts-own-chart-1")
    assert page.evaluate("vegalite_charts.length") == 1


def test_a_content_security_policy_without_eval_holds(visit: Visits, lab: Host) -> None:
    page = visit("charts/own/")
    figure = page.locator(".kb-chart").evaluate("figure => figure.outerHTML")
    body = (
        f"<!doctype html><html lang=ko><title>t</title><body>{figure}"
        f"<script src={lab.path}assets/scripts/charts-vega-lite-vega-embed.js></script>"
    )
    page.route("**/policy", lambda route: route.fulfill(
        body=body, content_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"},
    ))  # fmt: skip
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{lab.url}policy")
    page.mouse.move(3, 300)
    expect(page.locator(LIVE)).to_have_count(1, timeout=20_000)
    assert [text for text in refused if "eval" in text or "script-src" in text] == []
    visit.errors.clear()  # the plugin's inline style is refused, and the style sheet has it


def test_the_pointer_shows_names_in_the_pages_language(visit: Visits) -> None:
    page = visit("charts/")
    figure = approach(page, "sample-radar")
    disc = figure.locator("vegachart .mark-text text", has_text=re.compile("^1$")).first
    disc.scroll_into_view_if_needed()
    box = disc.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = page.locator("#kb-chart-tip.visible")
    expect(tip).to_contain_text("데이터 버전 관리")
    expect(tip).to_contain_text("성숙도")
    assert "undefined" not in tip.inner_text()


def test_marks_follow_the_colour_scheme_at_once(visit: Visits) -> None:
    page = visit("charts/")
    figure = approach(page, "sample-forecast")
    mark = figure.locator("vegachart .mark-symbol path").first
    colour = "mark => getComputedStyle(mark).fill"
    light = mark.evaluate(colour)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_timeout(200)
    assert mark.evaluate(colour) != light
    assert mark.evaluate(colour) == "rgb(116, 200, 210)"
    expect(figure.locator("vegachart svg")).to_have_count(1)


def test_pictures_follow_the_colour_scheme(visit: Visits) -> None:
    page = visit("charts/", color_scheme="dark")
    circle = page.locator("#sample-forecast svg[role=img]:visible circle").first
    assert circle.evaluate("mark => getComputedStyle(mark).fill") == "rgb(116, 200, 210)"


@pytest.mark.parametrize("width", [1280, 390, 700])
def test_no_letter_of_a_chart_is_smaller_than_eleven_pixels(visit: Visits, width: int) -> None:
    page = visit("charts/", width)
    sizes = page.evaluate("""() => [...document.querySelectorAll(".kb-chart svg text")]
      .filter(text => text.checkVisibility())
      .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)""")
    assert len(sizes) > 50
    assert min(sizes) >= 11


@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_with_charts_is_no_wider_than_the_screen(visit: Visits, width: int) -> None:
    page = visit("charts/", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_shows_the_picture_and_no_source(visit: Visits) -> None:
    page = visit("charts/", color_scheme="dark")
    approach(page, "sample-forecast")
    page.emulate_media(media="print")
    expect(page.locator("#sample-forecast svg[role=img]:visible")).to_have_count(1)
    expect(page.locator("vegachart:visible")).to_have_count(0)
    text = page.locator("body").inner_text()
    assert "schema-url" not in text
    circle = page.locator("#sample-forecast svg[role=img]:visible circle").first
    assert circle.evaluate("mark => getComputedStyle(mark).fill") == "rgb(10, 95, 110)"


def test_without_javascript_a_chart_is_complete(visit: Visits) -> None:
    page = visit("charts/own/", java_script_enabled=False)
    expect(page.locator("svg[role=img]:visible")).to_have_count(1)
    page.locator("summary").click()
    expect(page.locator("details table")).to_be_visible()
    assert "schema-url" not in page.locator("body").inner_text()


def test_the_keyboard_passes_an_interactive_chart(visit: Visits) -> None:
    page = visit("charts/")
    figure = approach(page, "sample-forecast")
    assert figure.locator("vegachart :is(a, button, input, [tabindex])").count() == 0
    page.locator("#sample-forecast summary").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('figure').id") == "sample-estimates"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["charts/", "en/charts/own/"])
def test_axe_finds_nothing(visit: Visits, path: str, width: int, scheme: str) -> None:
    page = visit(path, width, color_scheme=scheme)
    for name in page.eval_on_selector_all(".kb-chart", "found => found.map(one => one.id)"):
        approach(page, name)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in found] == []
