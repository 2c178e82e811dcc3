"""The frame of a page in a real browser: keyboard, phone, colours, tooltips, print."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser import Host, chromium, errors_of, reader
from theme_lab import hosted

SCHEME = ".kb-scheme"
STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
  .filter(e => { const b = e.getBoundingClientRect()
    return b.width < 2 || b.right <= 0 || b.left >= innerWidth })
  .filter(e => !e.closest('.kb-scroll') && !e.matches('.kb-skip'))
  .map(e => e.outerHTML.slice(0, 80))"""


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


def expect_scheme(page: Page, name: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


@pytest.mark.parametrize("path", ["", "market/size/", "en/about/", "en/market/only/", "404.html"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_has_nothing_to_say(visit: Visits, path: str, width: int, colours: str) -> None:
    page = visit(path, width, color_scheme=colours)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_page_never_scrolls_sideways(visit: Visits, width: int) -> None:
    page = visit("market/size/", width)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", [1280, 390])
def test_no_stop_of_the_tab_key_lies_out_of_sight(visit: Visits, width: int) -> None:
    assert visit("market/size/", width).evaluate(STOPS) == []


def test_the_skip_link_comes_first_and_leads_past_the_frame(visit: Visits) -> None:
    page = visit("market/")
    page.keyboard.press("Tab")
    expect(page.locator(".kb-skip")).to_be_focused()
    expect(page.locator(".kb-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("article a").first).to_be_focused()


def test_the_skip_link_stays_on_the_page_after_instant_navigation(visit: Visits, lab: Host) -> None:
    page = visit("market/")
    page.click("article a >> text=규모")
    expect(page.locator(".kb-cite")).to_be_visible()
    page.locator(".kb-skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_focused()
    expect(page).to_have_url(f"{lab.url}market/size/")
    page.keyboard.press("Tab")
    expect(page.locator(".kb-cite")).to_be_focused()


def test_the_scheme_follows_the_system_until_one_is_chosen(visit: Visits) -> None:
    page = visit("market/", color_scheme="dark")
    expect_scheme(page, "slate")
    page.emulate_media(color_scheme="light")
    expect_scheme(page, "default")
    page.click(SCHEME)
    page.click(SCHEME)
    expect_scheme(page, "slate")
    expect(page.locator(SCHEME)).to_have_attribute("aria-label", "화면 테마: 어둡게")


def test_the_chosen_scheme_stays_over_pages_and_languages(visit: Visits, lab: Host) -> None:
    page = visit("market/", color_scheme="light")
    page.click(SCHEME)
    page.click(SCHEME)
    page.goto(f"{lab.url}en/market/size/")
    expect_scheme(page, "slate")
    expect(page.locator(SCHEME)).to_have_attribute("aria-label", "Colour theme: dark")
    page.click(SCHEME)
    expect(page.locator(SCHEME)).to_have_attribute("aria-label", "Colour theme: automatic")
    expect_scheme(page, "default")


def test_the_first_paint_is_in_the_chosen_scheme(visit: Visits, lab: Host) -> None:
    context = visit("market/", color_scheme="dark").context
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{lab.url}market/")
    expect_scheme(page, "slate")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_while_a_page_loads(browser: Browser, lab: Host, width: int) -> None:
    context = reader(browser, width)
    context.add_init_script(
        "window.__shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " window.__shift += entry.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page = context.new_page()
    # A slow script gives the browser time to draw what comes before it.
    page.route("**/bundle.*.js", lambda route: (page.wait_for_timeout(500), route.continue_()))
    page.goto(f"{lab.url}market/size/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__shift") <= 0.01
    context.close()


def test_the_drawer_opens_and_closes_by_keyboard(visit: Visits) -> None:
    page = visit("market/", 390)
    opener = page.get_by_role("button", name="메뉴")
    expect(page.locator("#kb-nav a").first).not_to_be_visible()
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#kb-nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#kb-nav a").first).not_to_be_visible()


def test_the_drawer_closes_when_a_page_is_chosen(visit: Visits, lab: Host) -> None:
    page = visit("market/", 390)
    page.get_by_role("button", name="메뉴").tap()
    page.locator("#kb-nav a >> text=소개").tap()
    expect(page).to_have_url(f"{lab.url}about/")
    expect(page.locator("#kb-nav a").first).not_to_be_visible()


def test_search_opens_on_a_phone_with_the_cursor_in_the_box(visit: Visits) -> None:
    page = visit("market/", 390)
    page.get_by_role("button", name="검색").tap()
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator(".md-search__input")).to_be_in_viewport()


def test_the_navigation_marks_where_the_reader_is(visit: Visits) -> None:
    page = visit("en/market/size/")
    expect(page.locator("#kb-nav [aria-current=page]")).to_have_text("Size")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Market")
    expect(page.locator("#kb-nav a >> text=About")).not_to_be_visible()


# Selectors of the theme's full style sheet that match on the page, and that the site's lacks.
# States and pseudo-elements are taken off; what does not parse without them is left out.
LOST = """async ([stock, ours]) => {
  const selectors = async address => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(await (await fetch(address)).text())
    const found = new Set()
    const walk = rules => { for (const rule of rules) {
      if (rule.selectorText) for (const one of rule.selectorText.split(/,(?![^()]*\\))/))
        found.add(one.trim())
      if (rule.cssRules) walk(rule.cssRules)
    } }
    walk(sheet.cssRules)
    return found
  }
  const kept = await selectors(ours)
  return [...await selectors(stock)].filter(selector => {
    if (kept.has(selector)) return false
    const bare = selector.replace(/::?(before|after|hover|focus|active|checked|placeholder|marker|target|-(webkit|ms|moz)-[a-z-]+)/g, "")
    try { return document.querySelector(bare) } catch { return false }
  })
}"""


@pytest.mark.parametrize("path", ["", "market/size/", "en/market/only/", "404.html"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_style_of_the_theme_is_missed(visit: Visits, lab: Host, path: str, width: int) -> None:
    page = visit(path, width)
    if width < 600:
        page.get_by_role("button", name=re.compile("검색|Search")).tap()
    page.locator(".md-search__input").fill("규모")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    stock = next((lab.folder / "assets" / "stylesheets").glob("main.*.css")).name
    assets = f"{lab.url}assets/"
    assert page.evaluate(LOST, [f"{assets}stylesheets/{stock}", f"{assets}styles/kb.css"]) == []


TIP = "[role=tooltip]"


def test_a_number_shows_its_source_while_the_pointer_is_on_it(visit: Visits) -> None:
    page = visit("market/size/")
    page.hover(".kb-cite")
    expect(page.locator(TIP)).to_contain_text("연구 개요")
    page.hover(TIP)
    page.wait_for_timeout(400)
    expect(page.locator(TIP)).to_be_visible()
    page.hover("h1")
    expect(page.locator(TIP)).not_to_be_attached()


def test_a_number_shows_its_source_to_the_keyboard_until_escape(visit: Visits) -> None:
    page = visit("market/size/")
    page.locator("article").focus()
    page.keyboard.press("Tab")
    mark = page.locator(".kb-cite")
    expect(mark).to_be_focused()
    expect(page.locator(TIP)).to_be_visible()
    expect(mark).to_have_attribute("aria-describedby", "kb-tooltip")
    page.keyboard.press("Escape")
    expect(page.locator(TIP)).not_to_be_attached()
    expect(mark).to_be_focused()


def test_the_first_tap_shows_the_source_and_the_second_goes_there(visit: Visits, lab: Host) -> None:
    page = visit("market/size/", 390)
    page.tap(".kb-cite")
    expect(page.locator(TIP)).to_be_in_viewport()
    expect(page).to_have_url(f"{lab.url}market/size/")
    page.tap("h1")
    expect(page.locator(TIP)).not_to_be_attached()
    page.tap(".kb-cite")
    page.tap(".kb-cite")
    expect(page).to_have_url(f"{lab.url}market/size/#src-brief")


def test_a_term_shows_its_definition(visit: Visits) -> None:
    page = visit("market/size/")
    page.hover(".kb-term")
    expect(page.locator(TIP)).to_have_text("분포가 달라지는 현상")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_print_is_white_paper_without_the_frame(visit: Visits, colours: str) -> None:
    page = visit("market/size/", color_scheme=colours)
    page.emulate_media(media="print", color_scheme=colours)
    for part in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer"):
        expect(page.locator(part).first).not_to_be_visible()
    style = "(e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color])"
    ground, ink = page.evaluate(f"{style}(document.querySelector('article h1'))")
    assert (ground, ink) == ("rgba(0, 0, 0, 0)", "rgb(20, 32, 43)")
    body = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert body in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_lines_end_between_korean_words(visit: Visits) -> None:
    page = visit("market/size/", 390)
    style = "getComputedStyle(document.querySelector('article p'))"
    assert page.evaluate(f"{style}.wordBreak") == "keep-all"
    assert page.evaluate(f"{style}.overflowWrap") == "anywhere"
    height = page.evaluate(
        "(s => parseFloat(s.lineHeight) / parseFloat(s.fontSize))"
        "(getComputedStyle(document.querySelector('#estimates + p')))"
    )
    assert 1.7 <= height <= 1.75


def test_tables_are_at_least_14_pixels(visit: Visits) -> None:
    page = visit("market/size/", 390)
    size = "parseFloat(getComputedStyle(document.querySelector('td')).fontSize)"
    assert page.evaluate(size) >= 14


def test_navigation_is_there_without_javascript_on_a_phone(visit: Visits) -> None:
    page = visit("market/", 390, java_script_enabled=False)
    expect(page.locator("#kb-nav a").first).to_be_visible()
    expect(page.locator("#kb-nav a >> text=소개")).to_be_in_viewport(ratio=0)
