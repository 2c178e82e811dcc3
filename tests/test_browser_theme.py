"""The frame of a page in a real browser: keyboard, phone, colours, tooltips, print."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from accessibility import violations
from browser import NO_STORAGE, Host, Visits, reader, rest, settle
from kb.site.named import published_name

SCHEME = ".kb-scheme"
STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
  .filter(e => { const b = e.getBoundingClientRect()
    return b.width < 2 || b.right <= 0 || b.left >= innerWidth })
  .filter(e => !e.closest('.kb-scroll') && !e.matches('.kb-skip'))
  .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture(params=["small", pytest.param("kb", marks=pytest.mark.slow)])
def host(request: pytest.FixtureRequest) -> Host:
    """The small site at its root, and the real one below a path."""
    found: Host = request.getfixturevalue(request.param)
    return found


LATER = re.compile(r"/(?!first-paint\.)[^/]+\.js$")
"""The scripts that a browser draws a page without."""


def expect_scheme(page: Page, name: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


@pytest.mark.parametrize("path", ["", "market/size/", "en/about/", "en/market/only/", "404.html"])
def test_axe_has_nothing_to_say(visit: Visits, small: Host, path: str) -> None:
    assert violations(visit(small, path), 1280, 390) == []


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_page_never_scrolls_sideways(visit: Visits, small: Host, width: int) -> None:
    page = visit(small, "market/size/", width)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", [1280, 390])
def test_no_stop_of_the_tab_key_lies_out_of_sight(visit: Visits, small: Host, width: int) -> None:
    assert visit(small, "market/size/", width).evaluate(STOPS) == []


def test_the_skip_link_comes_first_and_leads_past_the_frame(visit: Visits, small: Host) -> None:
    page = visit(small, "market/")
    page.keyboard.press("Tab")
    expect(page.locator(".kb-skip")).to_be_focused()
    expect(page.locator(".kb-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("article a").first).to_be_focused()


def test_the_skip_link_stays_on_the_page_after_instant_navigation(
    visit: Visits, small: Host
) -> None:
    page = visit(small, "market/")
    page.click("article a >> text=규모")
    expect(page.locator(".kb-cite").first).to_be_visible()
    page.locator(".kb-skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_focused()
    expect(page).to_have_url(f"{small.url}market/size/")
    page.keyboard.press("Tab")
    expect(page.locator(".kb-cite").first).to_be_focused()


def test_the_scheme_follows_the_system_until_one_is_chosen(visit: Visits, host: Host) -> None:
    page = visit(host, "market/", colours="dark")
    expect_scheme(page, "slate")
    page.emulate_media(color_scheme="light")
    expect_scheme(page, "default")
    page.click(SCHEME)
    page.click(SCHEME)
    expect_scheme(page, "slate")
    expect(page.locator(SCHEME)).to_have_attribute("aria-label", "화면 테마: 어둡게")


def test_the_chosen_scheme_stays_over_pages_and_languages(visit: Visits, host: Host) -> None:
    page = visit(host, "market/", colours="light")
    page.click(SCHEME)
    page.click(SCHEME)
    page.goto(f"{host.url}en/market/size/")
    expect_scheme(page, "slate")
    expect(page.locator(SCHEME)).to_have_attribute("aria-label", "Colour theme: dark")
    page.click(SCHEME)
    expect(page.locator(SCHEME)).to_have_attribute("aria-label", "Colour theme: automatic")
    expect_scheme(page, "default")


def test_the_first_paint_is_in_the_chosen_scheme(visit: Visits, host: Host) -> None:
    page = visit(host, "market/", colours="light")
    page.click(SCHEME)
    page.click(SCHEME)
    expect_scheme(page, "slate")
    unscripted = page.context.new_page()
    unscripted.emulate_media(color_scheme="light")
    unscripted.route(LATER, lambda route: route.abort())
    unscripted.goto(f"{host.url}market/")
    expect_scheme(unscripted, "slate")


def test_the_first_paint_is_in_the_scheme_of_the_system(visit: Visits, small: Host) -> None:
    page = visit.context(small, color_scheme="dark").new_page()
    page.route(LATER, lambda route: route.abort())
    page.goto(f"{small.url}market/")
    expect_scheme(page, "slate")


DRAWN = "() => performance.getEntriesByName('first-contentful-paint').length"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_while_a_page_loads(visit: Visits, small: Host, width: int) -> None:
    context = visit.context(small, width)
    context.add_init_script(
        "window.__shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " window.__shift += entry.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page = context.new_page()
    held: list[Route] = []
    page.route("**/bundle.*.js", lambda route: held.append(route))
    page.goto(f"{small.url}market/size/", wait_until="commit")
    # A script that comes late: the browser has drawn what stands before it.
    page.wait_for_function(DRAWN)
    rest(page)
    assert len(held) == 1
    held[0].continue_()
    settle(page)
    assert page.evaluate("window.__shift") <= 0.01


STYLED_AGAIN = """
window.__again = []
new MutationObserver(records => {
  if (!document.querySelector("article h1")) return
  for (const { target, attributeName, oldValue } of records)
    if (target.matches("html, body, link[rel=stylesheet]")
        && target.getAttribute(attributeName) !== oldValue) __again.push(attributeName)
}).observe(document, { subtree: true, attributes: true, attributeOldValue: true,
  attributeFilter: ["class", "href", "data-md-color-scheme", "data-md-color-switching"] })
"""
"""Keeps each change, after the text has come, that has every element of a page styled anew."""


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_page_is_styled_once(visit: Visits, small: Host, colours: str) -> None:
    context = visit.context(small, color_scheme=colours)
    context.add_init_script(STYLED_AGAIN)
    page = context.new_page()
    page.goto(f"{small.url}market/")
    settle(page)
    assert page.evaluate("__again") == []


def test_the_drawer_opens_and_closes_by_keyboard(visit: Visits, small: Host) -> None:
    page = visit(small, "market/", 390)
    opener = page.get_by_role("button", name="메뉴")
    expect(page.locator("#kb-nav a").first).not_to_be_visible()
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#kb-nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#kb-nav a").first).not_to_be_visible()


def test_the_drawer_closes_when_a_page_is_chosen(visit: Visits, small: Host) -> None:
    page = visit(small, "market/", 390)
    page.get_by_role("button", name="메뉴").tap()
    page.locator("#kb-nav a >> text=소개").tap()
    expect(page).to_have_url(f"{small.url}about/")
    expect(page.locator("#kb-nav a").first).not_to_be_visible()


def test_search_opens_on_a_phone_with_the_cursor_in_the_box(visit: Visits, small: Host) -> None:
    page = visit(small, "market/", 390)
    page.get_by_role("button", name="검색").tap()
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator(".md-search__input")).to_be_in_viewport()


def test_menu_search_and_scheme_work_where_nothing_may_be_stored(
    visit: Visits, small: Host
) -> None:
    context = visit.context(small, 390)
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    page.goto(f"{small.url}market/")
    page.get_by_role("button", name="메뉴").click()
    expect(page.locator("#kb-nav a >> text=소개")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="화면 테마").click()
    page.get_by_role("button", name="화면 테마").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="검색").click()
    page.locator(".md-search__input").fill("시장")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_menu_and_search_work_in_a_frame_that_may_only_run_scripts(
    visit: Visits, small: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<link rel="icon" href="data:,"><iframe sandbox="allow-scripts" width=390 height=800 src="{small.url}market/">'
    )
    monkeypatch.setitem(small.extra, "/outer.html", outer)
    # As the pages of GitHub send it.
    monkeypatch.setitem(small.headers, "Access-Control-Allow-Origin", "*")
    page = visit.context(small).new_page()
    page.goto(f"{small.url}outer.html")
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="메뉴").click()
    frame.locator("#kb-nav a >> text=소개").click()
    expect(frame.locator("article h1")).to_have_text("소개")
    frame.get_by_role("button", name="검색").click()
    frame.locator(".md-search__input").fill("시장")
    expect(frame.locator(".md-search-result__item").first).to_be_visible()


def test_what_is_nowhere_gets_its_style_and_menu_below_a_path_that_no_build_knew(
    browser: Browser, small_site: Path
) -> None:
    host = Host("/a/b/", "below.example")
    host.folder = small_site
    page = reader(browser, 390, host).new_page()
    page.goto(f"{host.url}no/page/")
    page.get_by_role("button", name="메뉴").click()
    page.locator("#kb-nav a >> text=소개").click()
    expect(page).to_have_url(f"{host.url}about/")
    page.context.close()
    host.close()


def test_links_lead_to_pages_where_the_site_is_opened_from_a_disk(
    browser: Browser, small_site: Path
) -> None:
    page = reader(browser).new_page()
    page.goto((small_site / "market" / "index.html").as_uri())
    page.locator(".md-tabs a >> text=동향").click()
    expect(page).to_have_url((small_site / "charts" / "index.html").as_uri())
    page.context.close()


def test_the_navigation_marks_where_the_reader_is(visit: Visits, small: Host) -> None:
    page = visit(small, "en/market/size/")
    expect(page.locator("#kb-nav [aria-current=page]")).to_have_text("Size")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Market")
    expect(page.locator("#kb-nav a >> text=About")).not_to_be_visible()


# Selectors of the theme's full style sheet that match on the page, and that the site's lacks.
# States and pseudo-elements are taken off; what does not parse without them is left out.
LOST = """([stock, ours]) => {
  const selectors = text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    const found = new Set()
    const walk = rules => { for (const rule of rules) {
      if (rule.selectorText) for (const one of rule.selectorText.split(/,(?![^()]*\\))/))
        found.add(one.trim())
      if (rule.cssRules) walk(rule.cssRules)
    } }
    walk(sheet.cssRules)
    return found
  }
  const kept = selectors(ours)
  return [...selectors(stock)].filter(selector => {
    if (kept.has(selector)) return false
    const bare = selector.replace(/::?(before|after|hover|focus|active|checked|placeholder|marker|target|-(webkit|ms|moz)-[a-z-]+)/g, "")
    try { return document.querySelector(bare) } catch { return false }
  })
}"""


@pytest.mark.parametrize("path", ["", "market/size/", "en/market/only/", "404.html"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_style_of_the_theme_is_missed(visit: Visits, small: Host, path: str, width: int) -> None:
    page = visit(small, path, width)
    if width < 600:
        page.get_by_role("button", name=re.compile("검색|Search")).tap()
    page.locator(".md-search__input").fill("market" if path.startswith("en/") else "시장")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    rest(page)
    stock = files("material").joinpath("templates/assets/stylesheets")
    (full,) = (sheet for sheet in stock.iterdir() if re.fullmatch(r"main\..*\.css", sheet.name))
    ours = small.folder / published_name(small.folder, "assets/styles/kb.css")
    assert page.evaluate(LOST, [full.read_text("utf-8"), ours.read_text("utf-8")]) == []


TIP = "[role=tooltip]"


def test_a_number_shows_its_source_while_the_pointer_is_on_it(visit: Visits, small: Host) -> None:
    page = visit(small, "market/size/")
    page.hover(".kb-cite")
    expect(page.locator(TIP)).to_contain_text("개요")
    page.hover(TIP)
    # A timer of the page comes after those that are due before it, however busy the machine.
    page.evaluate("() => new Promise(done => setTimeout(done, 400))")
    expect(page.locator(TIP)).to_be_visible()
    page.hover("h1")
    expect(page.locator(TIP)).not_to_be_attached()


def test_a_number_shows_its_source_to_the_keyboard_until_escape(visit: Visits, small: Host) -> None:
    page = visit(small, "market/size/")
    page.locator("article").focus()
    page.keyboard.press("Tab")
    mark = page.locator(".kb-cite").first
    expect(mark).to_be_focused()
    expect(page.locator(TIP)).to_be_visible()
    expect(mark).to_have_attribute("aria-describedby", "kb-tooltip")
    page.keyboard.press("Escape")
    expect(page.locator(TIP)).not_to_be_attached()
    expect(mark).to_be_focused()


def test_the_first_tap_shows_the_source_and_the_second_goes_there(
    visit: Visits, small: Host
) -> None:
    page = visit(small, "market/size/", 390)
    page.tap(".kb-cite")
    expect(page.locator(TIP)).to_be_in_viewport()
    expect(page).to_have_url(f"{small.url}market/size/")
    page.tap("#market-size")
    expect(page.locator(TIP)).not_to_be_attached()
    page.tap(".kb-cite")
    page.tap(".kb-cite")
    expect(page).to_have_url(f"{small.url}market/size/#src-brief")


def test_a_term_shows_its_definition(visit: Visits, small: Host) -> None:
    page = visit(small, "market/size/")
    page.hover(".kb-term")
    expect(page.locator(TIP)).to_have_text("데이터가 변하는 것")


def test_a_tap_on_a_term_leads_to_the_glossary_where_no_definition_is_known(
    visit: Visits, small: Host
) -> None:
    page = visit(small, "market/size/", 390)
    page.route("**/assets/terms.*.json", lambda route: route.fulfill(json={}))
    page.tap(".kb-term")
    expect(page).to_have_url(re.compile(r"/glossary/#"))


@pytest.mark.parametrize(
    ("path", "name"), [("market/size/", "출처 1"), ("en/market/size/", "Source 1")]
)
def test_numbers_of_sources_are_read_out_as_such(
    visit: Visits, small: Host, path: str, name: str
) -> None:
    mark = visit(small, path).locator(".kb-ref > .kb-cite").filter(has_text="[1]").first
    expect(mark).to_have_accessible_name(name)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_print_is_white_paper_without_the_frame(
    visit: Visits, small: Host, colours: Literal["light", "dark"]
) -> None:
    page = visit(small, "market/size/", colours=colours)
    page.emulate_media(media="print", color_scheme=colours)
    for part in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer"):
        expect(page.locator(part).first).not_to_be_visible()
    style = "(e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color])"
    ground, ink = page.evaluate(f"{style}(document.querySelector('article h1'))")
    assert (ground, ink) == ("rgba(0, 0, 0, 0)", "rgb(20, 32, 43)")
    body = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert body in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_lines_end_between_korean_words(visit: Visits, small: Host) -> None:
    page = visit(small, "market/size/", 390)
    style = "getComputedStyle(document.querySelector('article p'))"
    assert page.evaluate(f"{style}.wordBreak") == "keep-all"
    assert page.evaluate(f"{style}.overflowWrap") == "anywhere"
    height = page.evaluate(
        "(s => parseFloat(s.lineHeight) / parseFloat(s.fontSize))"
        "(getComputedStyle(document.querySelector('#estimates + p')))"
    )
    assert 1.7 <= height <= 1.75


def test_tables_are_at_least_14_pixels(visit: Visits, small: Host) -> None:
    page = visit(small, "market/size/", 390)
    size = "parseFloat(getComputedStyle(document.querySelector('td')).fontSize)"
    assert page.evaluate(size) >= 14


def test_navigation_is_there_without_javascript_on_a_phone(visit: Visits, small: Host) -> None:
    page = visit(small, "market/", 390, javascript=False)
    expect(page.locator("#kb-nav a").first).to_be_visible()
    expect(page.locator("#kb-nav a >> text=소개")).to_be_in_viewport(ratio=0)
