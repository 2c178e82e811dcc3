"""Languages in a real browser: the traps of two languages with instant navigation, closed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import Host, chromium, errors_of, reader
from theme_lab import hosted

ENGLISH = ".kb-languages a[hreflang=en]"
KOREAN = ".kb-languages a[hreflang=ko]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module", params=["/kb/", "/"])
def lab(request: pytest.FixtureRequest) -> Host:
    return hosted(request.param)


@pytest.fixture
def page(browser: Browser, lab: Host) -> Iterator[Page]:
    context = reader(browser)
    visited = context.new_page()
    errors = errors_of(visited)
    lab.forget()
    yield visited
    context.close()
    assert errors == []
    assert lab.missing == []


def settle(page: Page) -> None:
    """Wait for the theme: scripts run, addresses fetched."""
    page.wait_for_load_state("networkidle")


def follow(page: Page, selector: str, url: str) -> None:
    """Go by a link within the site, and make sure that the page was not loaded anew."""
    page.evaluate("window.__visit = 1")
    page.click(selector)
    expect(page).to_have_url(url)
    expect(page.locator(f'link[rel=canonical][href="{url.partition("#")[0]}"]')).to_be_attached()
    settle(page)
    assert page.evaluate("window.__visit") == 1, "not an instant navigation"


def test_the_switcher_follows_instant_navigation(page: Page, lab: Host) -> None:
    page.goto(lab.url)
    settle(page)
    follow(page, ".md-tabs a >> text=시장", f"{lab.url}market/")
    follow(page, "article a >> text=규모", f"{lab.url}market/size/")
    page.click(ENGLISH)
    expect(page).to_have_url(f"{lab.url}en/market/size/")
    expect(page.locator("h1")).to_have_text("Size")
    page.click(KOREAN)
    expect(page).to_have_url(f"{lab.url}market/size/")


def test_the_other_language_opens_with_its_own_frame(page: Page, lab: Host) -> None:
    page.goto(f"{lab.url}market/")
    settle(page)
    page.click(ENGLISH)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".md-tabs a").first).to_have_text("Home")
    expect(page.locator(".kb-skip")).to_have_text("Skip to content")


def test_the_switcher_keeps_the_section_that_was_chosen(page: Page, lab: Host) -> None:
    page.goto(f"{lab.url}market/")
    settle(page)
    follow(page, "article a >> text=규모", f"{lab.url}market/size/")
    follow(page, ".md-nav--secondary a >> text=추정치", f"{lab.url}market/size/#estimates")
    page.click(ENGLISH)
    expect(page).to_have_url(f"{lab.url}en/market/size/#estimates")
    expect(page.locator("#estimates")).to_be_in_viewport()


def test_the_switcher_keeps_the_section_that_is_being_read(page: Page, lab: Host) -> None:
    page.goto(f"{lab.url}market/size/")
    settle(page)
    page.mouse.move(640, 450)
    page.mouse.wheel(0, 200)
    page.locator("#estimates + p").evaluate("e => scrollTo(0, e.offsetTop + 100)")
    expect(page.locator(".md-nav--secondary .md-nav__link--active")).to_have_text("추정치")
    page.click(ENGLISH)
    expect(page).to_have_url(f"{lab.url}en/market/size/#estimates")


def test_back_and_forward_leave_the_switcher_right(page: Page, lab: Host) -> None:
    page.goto(f"{lab.url}market/")
    settle(page)
    follow(page, "article a >> text=규모", f"{lab.url}market/size/")
    page.go_back()
    expect(page.locator("h1")).to_have_text("시장")
    expect(page.locator(ENGLISH)).to_have_attribute("href", f"{lab.url}en/market/")


def test_the_head_belongs_to_the_page_after_instant_navigation(page: Page, lab: Host) -> None:
    page.goto(lab.url)
    settle(page)
    follow(page, ".md-tabs a >> text=시장", f"{lab.url}market/")
    links = "document.querySelectorAll('link[hreflang]')"
    found = page.evaluate(f"Object.fromEntries([...{links}].map(e => [e.hreflang, e.href]))")
    korean = f"{lab.url}market/"
    assert found == {"ko": korean, "en": f"{lab.url}en/market/", "x-default": korean}
    canonical = page.evaluate("document.querySelectorAll('link[rel=canonical]').length")
    assert canonical == 1


def test_nothing_is_asked_for_that_is_not_there(page: Page, lab: Host) -> None:
    for path in ("", "market/", "market/size/", "en/", "en/market/size/", "en/market/only/"):
        page.goto(f"{lab.url}{path}")
        settle(page)
        page.click(".md-tabs a >> nth=1")
        settle(page)
    outside = [path for path in lab.asked if not path.startswith(lab.path)]
    assert outside == []
    assert {path for path in lab.asked if "sitemap" in path} == {f"{lab.path}sitemap.xml"}


def test_an_untranslated_page_leads_back_to_the_korean_one(page: Page, lab: Host) -> None:
    page.goto(f"{lab.url}en/market/only/")
    settle(page)
    page.click(".kb-notice a")
    expect(page).to_have_url(f"{lab.url}market/only/")
    expect(page.locator("html")).to_have_attribute("lang", "ko")


def test_a_wrong_address_answers_in_korean_with_a_way_to_the_english_site(
    browser: Browser, lab: Host
) -> None:
    context = reader(browser)
    page = context.new_page()
    page.goto(f"{lab.url}en/nowhere/at/all/")
    expect(page.locator("h1")).to_have_text("문서를 찾을 수 없습니다")
    page.click("article [lang=en] a")
    expect(page).to_have_url(f"{lab.url}en/")
    context.close()


def test_languages_are_plain_links_without_javascript(browser: Browser, lab: Host) -> None:
    context = reader(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lab.url}market/size/")
    page.click(ENGLISH)
    expect(page).to_have_url(f"{lab.url}en/market/size/")
    context.close()


def test_the_current_language_is_marked_and_each_name_is_in_its_language(
    page: Page, lab: Host
) -> None:
    page.goto(f"{lab.url}en/market/")
    current = page.locator(".kb-languages [aria-current]")
    expect(current).to_have_text("English")
    expect(page.locator(KOREAN)).to_have_attribute("lang", "ko")
    expect(page.get_by_role("list", name="Select language")).to_be_visible()
