"""Charts in a real browser: pictures first, interactive on approach, in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from accessibility import violations
from browser import Host, Visits, errors_of, rest, settle
from kb.site.named import plain_name

LIVE = ".kb-chart__view--live"
LIBRARY = "/assets/vega/vega.js"
PLUGIN = "/js/mkdocs-charts-plugin.js"
SCRIPT = "/assets/scripts/charts-vega-lite-vega-embed.js"
SIZES = """selector => Object.fromEntries([...document.querySelectorAll(".kb-chart:has(vegachart, template)")].map(figure => {
  const shown = [...figure.querySelectorAll(selector)].find(svg => svg.checkVisibility())
  const { width, height } = shown.getBoundingClientRect()
  return [figure.id, [width, height]]
}))"""
# Charts wake by themselves a while after a page has come, which a busy machine may not leave.
FOREVER = """{
  const start = window.setTimeout
  window.setTimeout = (act, after, ...rest) => after < 5000 ? start(act, after, ...rest) : 0
}"""
ENDINGS = {".png": b"\x89PNG", ".16x9.png": b"\x89PNG", ".svg": b"<svg", ".csv": b"\xef\xbb\xbf"}
"""What files of a chart end in, and what they begin with."""
DARK_MARK = "rgb(116, 200, 210)"


def approach(page: Page, name: str) -> Locator:
    """Scroll to a figure, and wait for its interactive view."""
    figure = page.locator(f"#{name}")
    figure.scroll_into_view_if_needed()
    stir(page)
    expect(figure.locator(LIVE)).to_have_count(1)
    return figure


def stir(page: Page) -> None:
    """Move the pointer, wherever it is."""
    page.mouse.move(2, 299)
    page.mouse.move(3, 300)


def asked(host: Host) -> list[str]:
    """What a page has asked for because of charts."""
    return [path for path in host.asked if re.search("vega|charts?-|/assets/charts/", path)]


def loading(page: Page) -> list[str]:
    """What a page loads because of charts."""
    paths = page.eval_on_selector_all(
        "script[src]",
        "all => all.map(one => new URL(one.src).pathname).filter(path => /vega|chart/.test(path))",
    )
    return [plain_name(path) for path in paths]


def test_a_first_visit_loads_pictures_and_no_library(visit: Visits, small: Host) -> None:
    context = visit.context(small)
    context.add_init_script(FOREVER)
    page = context.new_page()
    errors = errors_of(page)
    page.goto(f"{small.url}charts/")
    settle(page)
    expect(page.locator(".kb-chart svg[role]:visible")).to_have_count(8)
    rest(page)
    assert loading(page) == [SCRIPT]
    assert asked(small) == [SCRIPT]
    assert errors == []


def test_a_page_without_charts_loads_nothing_for_them(visit: Visits, small: Host) -> None:
    page = visit.first(small)
    stir(page)
    rest(page)
    assert loading(page) == []
    assert asked(small) == []


def test_the_library_waits_until_a_chart_is_near(visit: Visits, small: Host) -> None:
    page = visit.first(small, "charts/far/")
    stir(page)
    page.mouse.wheel(0, 100)
    page.wait_for_function("() => scrollY > 0")
    rest(page)
    assert loading(page) == [SCRIPT]
    assert asked(small) == [SCRIPT]
    approach(page, "maturity-levels-2026")
    assert LIBRARY in small.asked


@pytest.mark.parametrize("path", ["charts/", "en/charts/", "charts/own/", "en/charts/own/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_chart_becomes_interactive_in_place_and_axe_finds_nothing(
    visit: Visits, small: Host, path: str, width: int
) -> None:
    page = visit(small, path, width)
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
    assert violations(page, width) == []


def test_the_library_is_loaded_once_for_all_pages(visit: Visits, small: Host) -> None:
    page = visit.first(small, "charts/")
    approach(page, "market-forecast-first")
    approach(page, "maturity-levels-2026")
    instant(page, "charts/own/")
    approach(page, "charts-own-chart-1")
    assert small.asked.count(LIBRARY) == 1
    assert small.asked.count(PLUGIN) == 1


def instant(page: Page, path: str) -> None:
    """Follow a link as instant navigation does: without loading the page anew."""
    page.evaluate("window.kept = true")
    page.locator(f"a[href$='{path}']:visible").first.click()
    page.wait_for_url(re.compile(f"{path}$"))
    expect(page.locator(".kb-chart").first).to_be_visible()
    assert page.evaluate("window.kept")


@pytest.mark.parametrize("home", ["", "en/"])
def test_charts_work_after_instant_navigation_from_a_page_without(
    visit: Visits, small: Host, home: str
) -> None:
    page = visit(small, home)
    instant(page, "charts/")
    approach(page, "market-forecast-first")


def test_charts_of_pages_left_behind_are_let_go(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/")
    for name in ("market-forecast-first", "market-estimates-all", "maturity-levels-2026"):
        approach(page, name)
    assert page.evaluate("vegalite_charts.length") > 2
    instant(page, "charts/own/")
    for name in ("charts-own-chart-1", "panels"):
        approach(page, name)
    assert page.evaluate("vegalite_charts.length") == 2


def test_the_pointer_shows_names_in_the_pages_language(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/")
    figure = approach(page, "maturity-levels-2026")
    name = figure.locator("vegachart text", has_text="데이터 버전 관리")
    name.scroll_into_view_if_needed()
    row = name.bounding_box()
    column = figure.locator("vegachart text", has_text=re.compile("^성숙$")).first.bounding_box()
    assert row and column
    # Before the word of a column stands a disc, and both are centred over it.
    page.mouse.move(column["x"] + column["width"] / 2 - 8, row["y"] + row["height"] / 2)
    tip = page.locator("#kb-chart-tip.visible")
    expect(tip).to_contain_text("데이터 버전 관리")
    expect(tip).to_contain_text("성숙도")
    assert "undefined" not in tip.inner_text()


def test_marks_follow_the_colour_scheme_at_once(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/")
    figure = approach(page, "market-forecast-first")
    mark = figure.locator("vegachart .mark-symbol path").first
    colour = "mark => getComputedStyle(mark).fill"
    light = mark.evaluate(colour)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    expect(mark).to_have_css("fill", DARK_MARK)
    assert mark.evaluate(colour) != light
    rest(page)
    expect(figure.locator("vegachart svg")).to_have_count(1)


def test_pictures_follow_the_colour_scheme(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/", colours="dark")
    circle = page.locator("#market-forecast-first svg[role=img]:visible circle").first
    assert circle.evaluate("mark => getComputedStyle(mark).fill") == DARK_MARK


@pytest.mark.parametrize("widths", [(1280, 700), (390,)])
def test_letters_of_charts_are_large_enough_and_pages_no_wider_than_the_screen(
    visit: Visits, small: Host, widths: tuple[int, ...]
) -> None:
    page = visit(small, "charts/", widths[0])
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        rest(page)
        sizes = page.evaluate("""() => [...document.querySelectorAll(".kb-chart svg text")]
          .filter(text => text.checkVisibility())
          .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)""")
        assert len(sizes) > 50
        assert min(sizes) >= 11, f"letters of {min(sizes)} px at {width} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_shows_the_picture_and_no_source(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/", colours="dark")
    approach(page, "market-forecast-first")
    page.emulate_media(media="print")
    expect(page.locator("#market-forecast-first svg[role=img]:visible")).to_have_count(1)
    expect(page.locator("vegachart:visible")).to_have_count(0)
    text = page.locator("body").inner_text()
    assert "schema-url" not in text
    circle = page.locator("#market-forecast-first svg[role=img]:visible circle").first
    assert circle.evaluate("mark => getComputedStyle(mark).fill") == "rgb(10, 95, 110)"


def test_without_javascript_a_chart_is_complete(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/own/", javascript=False)
    expect(page.locator("svg[role=img]:visible")).to_have_count(2)
    for figure in page.locator(".kb-chart").all():
        figure.locator("summary").last.click()
        expect(figure.locator("details table")).to_be_visible()
    assert "schema-url" not in page.locator("body").inner_text()


def test_the_keyboard_passes_an_interactive_chart(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/")
    figure = approach(page, "market-forecast-first")
    assert figure.locator("vegachart :is(a, button, input, [tabindex])").count() == 0
    page.locator("#market-forecast-first summary").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('figure').id") == "market-estimates-all"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_click_takes_a_chart_along(
    visit: Visits, small: Host, tmp_path: Path, lang: str, javascript: bool
) -> None:
    page = visit(small, f"{lang}charts/own/", 390, javascript=javascript)
    links = page.locator("#panels .kb-ways a")
    expect(links).to_have_text(["PNG", "PNG 16:9", "SVG", "CSV"])
    start = f"panels.{lang.strip('/') or 'ko'}"
    for link, ending in zip(links.all(), ENDINGS, strict=True):
        box = link.bounding_box()
        assert box and box["height"] >= 24 and box["x"] + box["width"] <= 390
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == start + ending
        download.value.save_as(tmp_path / ending)
        assert (tmp_path / ending).read_bytes().startswith(ENDINGS[ending])


def test_paper_shows_no_links_to_files(visit: Visits, small: Host) -> None:
    page = visit(small, "charts/own/")
    page.emulate_media(media="print")
    expect(page.locator(".kb-ways:visible")).to_have_count(0)
