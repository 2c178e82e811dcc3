"""Languages in a real browser: the traps of two languages with instant navigation, closed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import Host, Visits, reader, settle

ENGLISH = ".kb-languages a[hreflang=en]"
KOREAN = ".kb-languages a[hreflang=ko]"


@pytest.fixture(params=["small", pytest.param("kb", marks=pytest.mark.slow)])
def host(request: pytest.FixtureRequest) -> Host:
    """The small site at its root, and the real one below a path."""
    found: Host = request.getfixturevalue(request.param)
    return found


def arrived(page: Page, url: str) -> None:
    """Wait until a page of the site is there."""
    expect(page).to_have_url(url)
    expect(page.locator(f'link[rel=canonical][href="{url.partition("#")[0]}"]')).to_be_attached()
    settle(page)


def follow(page: Page, selector: str, url: str) -> None:
    """Go by a link within the site, and make sure that the page was not loaded anew."""
    page.evaluate("window.__visit = 1")
    page.click(selector)
    arrived(page, url)
    assert page.evaluate("window.__visit") == 1, "not an instant navigation"


def test_the_switcher_follows_instant_navigation(visit: Visits, host: Host) -> None:
    page = visit(host)
    follow(page, ".md-tabs a >> text=시장", f"{host.url}market/")
    follow(page, "article a >> text=규모", f"{host.url}market/size/")
    page.click(ENGLISH)
    expect(page).to_have_url(f"{host.url}en/market/size/")
    expect(page.locator("h1")).to_have_text(re.compile("size", re.IGNORECASE))
    page.click(KOREAN)
    expect(page).to_have_url(f"{host.url}market/size/")


def test_the_other_language_opens_with_its_own_frame(visit: Visits, host: Host) -> None:
    page = visit(host, "market/")
    page.click(ENGLISH)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".md-tabs a").first).to_have_text("Home")
    expect(page.locator(".kb-skip")).to_have_text("Skip to content")


def test_the_switcher_keeps_the_section_that_was_chosen(visit: Visits, host: Host) -> None:
    page = visit(host, "market/")
    follow(page, "article a >> text=규모", f"{host.url}market/size/")
    follow(page, ".md-nav--secondary a >> text=추정치", f"{host.url}market/size/#estimates")
    page.click(ENGLISH)
    expect(page).to_have_url(f"{host.url}en/market/size/#estimates")
    expect(page.locator("#estimates")).to_be_in_viewport()


def test_the_switcher_keeps_the_section_that_is_being_read(visit: Visits, host: Host) -> None:
    page = visit(host, "market/size/")
    page.mouse.move(640, 450)
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => scrollY > 0")
    page.locator("#estimates").evaluate("e => scrollTo(0, e.offsetTop + 100)")
    expect(page.locator(".md-nav--secondary .md-nav__link--active")).to_contain_text("추정치")
    page.click(ENGLISH)
    expect(page).to_have_url(f"{host.url}en/market/size/#estimates")


def test_back_and_forward_leave_the_switcher_right(visit: Visits, host: Host) -> None:
    page = visit(host, "market/")
    follow(page, "article a >> text=규모", f"{host.url}market/size/")
    page.go_back()
    expect(page.locator("h1")).to_have_text("시장")
    expect(page.locator(ENGLISH)).to_have_attribute("href", f"{host.url}en/market/")


def test_the_head_belongs_to_the_page_after_instant_navigation(visit: Visits, host: Host) -> None:
    page = visit(host)
    follow(page, ".md-tabs a >> text=시장", f"{host.url}market/")
    links = "document.querySelectorAll('link[hreflang]')"
    found = page.evaluate(f"Object.fromEntries([...{links}].map(e => [e.hreflang, e.href]))")
    korean = f"{host.url}market/"
    assert found == {"ko": korean, "en": f"{host.url}en/market/", "x-default": korean}
    canonical = page.evaluate("document.querySelectorAll('link[rel=canonical]').length")
    assert canonical == 1


def test_nothing_is_asked_for_that_is_not_there(visit: Visits, host: Host) -> None:
    untranslated = ["en/market/only/"] if host.path == "/" else []
    page = visit.first(host)
    for path in ("", "market/", "market/size/", "en/", "en/market/size/", *untranslated):
        page.goto(f"{host.url}{path}")
        settle(page)
        page.click(".md-tabs a >> nth=1")
        arrived(page, f"{host.url}{'en/' if path.startswith('en/') else ''}market/")
    outside = [path for path in host.asked if not path.startswith(host.path)]
    assert outside == []
    assert {path for path in host.asked if "sitemap" in path} == {f"{host.path}sitemap.xml"}
    assert host.missing == []


def test_an_untranslated_page_leads_back_to_the_korean_one(visit: Visits, small: Host) -> None:
    page = visit(small, "en/market/only/")
    page.click(".kb-notice a")
    expect(page).to_have_url(f"{small.url}market/only/")
    expect(page.locator("html")).to_have_attribute("lang", "ko")


def test_a_wrong_address_answers_in_korean_with_a_way_to_the_english_site(
    browser: Browser, host: Host
) -> None:
    context = reader(browser, host=host)
    page = context.new_page()
    page.goto(f"{host.url}en/nowhere/at/all/")
    expect(page.locator("h1")).to_have_text("문서를 찾을 수 없습니다")
    page.click("article [lang=en] a")
    expect(page).to_have_url(f"{host.url}en/")
    context.close()


def test_languages_are_plain_links_without_javascript(visit: Visits, host: Host) -> None:
    page = visit(host, "market/size/", javascript=False)
    page.click(ENGLISH)
    expect(page).to_have_url(f"{host.url}en/market/size/")


def test_the_current_language_is_marked_and_each_name_is_in_its_language(
    visit: Visits, host: Host
) -> None:
    page = visit(host, "en/market/")
    current = page.locator(".kb-languages [aria-current]")
    expect(current).to_have_text("English")
    expect(page.locator(KOREAN)).to_have_attribute("lang", "ko")
    expect(page.get_by_role("list", name="Select language")).to_be_visible()
