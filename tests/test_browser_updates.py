"""Updates in a real browser: filters in the address, stars and the last visit in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accessibility import said, shown
from browser import NO_STORAGE, Host, Visits, settle

pytestmark = pytest.mark.browser

SHOWN = ".kb-updates--all [data-kind]:visible"
OLDER = ".kb-updates__older"
STAR = '[data-subject="vendors/neptune"] .kb-star'


def subjects(page: Page) -> list[str]:
    found: list[str] = page.locator(SHOWN).evaluate_all("all => all.map(e => e.dataset.of)")
    return found


def open_followed(page: Page) -> None:
    page.click(".kb-updates__followed summary")


def test_a_filter_stands_in_the_address_and_opens_from_it(visit: Visits, kb: Host) -> None:
    page = visit(kb, "updates/")
    every = int(page.get_attribute(".kb-updates--all", "data-all") or 0)
    newest = page.locator(SHOWN).count()
    expect(page.locator(".kb-filters output")).to_have_text(f"{every}건 가운데 {newest}건")
    page.select_option("select[name=kind]", "law")
    expect(page).to_have_url(f"{kb.url}updates/?kind=law")
    expect(page.locator(OLDER)).to_have_count(0)
    left = page.locator(SHOWN).count()
    assert 0 < left < every and page.locator("[data-kind]").count() == every > newest
    expect(page.locator(".kb-filters output")).to_have_text(f"{every}건 가운데 {left}건")
    assert page.locator(".kb-updates__month:visible:not(:has([data-kind]:visible))").count() == 0
    visit.next(page, kb, "updates/?kind=law&law=eu-ai-act")
    expect(page.locator("select[name=law]")).to_have_value("eu-ai-act")
    expect(page.locator(OLDER)).to_have_count(0)
    assert set(subjects(page)) == {"regulations/eu-ai-act "}
    page.select_option("select[name=kind]", "")
    page.select_option("select[name=law]", "")
    expect(page).to_have_url(f"{kb.url}updates/")
    expect(page.locator(SHOWN)).to_have_count(every)


def test_vendors_and_technologies_filter_alone_and_together(visit: Visits, kb: Host) -> None:
    page = visit(kb, "en/updates/?vendor=lakefs")
    expect(page.locator(OLDER)).to_have_count(0)
    assert all("vendors/lakefs " in of for of in subjects(page))
    page.select_option("select[name=technology]", "data-versioning")
    expect(page).to_have_url(f"{kb.url}en/updates/?vendor=lakefs&technology=data-versioning")
    found = subjects(page)
    assert found and all("technologies/data-versioning " in of for of in found)


def test_an_address_with_an_unknown_choice_shows_everything(visit: Visits, kb: Host) -> None:
    page = visit(kb, "updates/?kind=nothing&vendor=nobody")
    expect(page.locator(SHOWN)).to_have_count(page.locator("[data-kind]").count())


def test_starred_ones_are_kept_in_this_browser_and_filter(visit: Visits, kb: Host) -> None:
    page = visit(kb, "updates/")
    open_followed(page)
    star = page.locator(STAR)
    expect(star).to_have_attribute("aria-pressed", "false")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".kb-updates__watched a")).to_have_text(["Neptune.ai"])
    page.check("input[name=starred]")
    expect(page).to_have_url(f"{kb.url}updates/?starred=1")
    expect(page.locator(OLDER)).to_have_count(0)
    found = subjects(page)
    assert found and all("vendors/neptune " in of for of in found)
    visit.next(page, kb, "en/updates/?starred=1")
    expect(page.locator(OLDER)).to_have_count(0)
    assert subjects(page) == found
    open_followed(page)
    page.click(STAR)
    expect(page.locator(SHOWN)).to_have_count(0)
    expect(page.locator(".kb-updates__watched")).to_be_hidden()
    stored = page.evaluate("Object.keys(localStorage).filter(name => name.includes('updates.'))")
    assert sorted(stored) == ["/kb/updates.seen", "/kb/updates.starred"]
    assert not [path for path in kb.asked if "neptune" in path]


@pytest.mark.parametrize(
    ("path", "subject"),
    [
        ("en/vendors/mlflow/", "vendors/mlflow"),
        ("maturity/data-versioning/", "technologies/data-versioning"),
        ("market/regulation/eu-ai-act/", "regulations/eu-ai-act"),
    ],
)
def test_a_record_is_followed_from_its_own_page(
    visit: Visits, kb: Host, path: str, subject: str
) -> None:
    page = visit(kb, path)
    ways = page.locator(f".kb-ways[data-subject='{subject}']")
    ways.get_by_role("button").click()
    expect(ways.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    ways.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(rf"/updates/\?\w+={subject.partition('/')[2]}$"))
    expect(page.locator(".kb-updates__watched a")).to_have_count(1)
    expect(page.locator(OLDER)).to_have_count(0)
    found = subjects(page)
    assert found and all(f"{subject} " in of for of in found)


def test_what_is_new_since_the_last_visit_is_counted_and_marked(visit: Visits, kb: Host) -> None:
    page = visit(kb, "updates/")
    since = page.locator(".kb-updates__since")
    expect(since).to_be_empty()
    visit.next(page, kb, "updates/")
    expect(since).to_have_text("지난 방문 뒤 새로 실린 것이 없다.")
    page.evaluate("""() => {
      const seen = JSON.parse(localStorage["/kb/updates.seen"])
      localStorage["/kb/updates.seen"] = JSON.stringify(seen.slice(2))
    }""")
    visit.next(page, kb, "updates/")
    expect(since).to_have_text("지난 방문 뒤 2건")
    expect(page.locator(".kb-updates__new")).to_have_count(2)
    page.evaluate("localStorage['/kb/updates.seen'] = 'broken'")
    visit.next(page, kb, "en/updates/")
    expect(since).to_be_empty()


def test_a_browser_that_stores_nothing_still_filters(visit: Visits, kb: Host) -> None:
    context = visit.context(kb)
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    page.goto(f"{kb.url}updates/?kind=deal")
    expect(page.locator("form.kb-filters")).to_be_visible()
    assert page.locator(SHOWN).evaluate_all("all => all.every(e => e.dataset.kind === 'deal')")


def test_the_page_works_after_instant_navigation(visit: Visits, kb: Host) -> None:
    page = visit(kb)
    page.evaluate("window.__visit = 1")
    page.click(".kb-updates > p a")
    expect(page).to_have_url(f"{kb.url}updates/")
    expect(page.locator("form.kb-filters")).to_be_visible()
    assert page.evaluate("window.__visit") == 1
    page.select_option("select[name=kind]", "deal")
    expect(page).to_have_url(f"{kb.url}updates/?kind=deal")
    settle(page)


def test_an_older_entry_is_reached_by_its_address(visit: Visits, kb: Host) -> None:
    page = visit(kb, "updates/#law-eu-ai-act_in-force-2024")
    entry = page.locator("li[id='law-eu-ai-act_in-force-2024']")
    expect(entry).to_be_in_viewport()
    assert entry.evaluate("entry => entry.matches(':target')")
    without = visit(kb, "updates/#law-eu-ai-act_in-force-2024", javascript=False)
    place = without.locator("li:has(> [id='law-eu-ai-act_in-force-2024'])")
    expect(place).to_be_in_viewport()
    place.locator("a").click()
    expect(without).to_have_url(f"{kb.url}updates/2024/")
    expect(without.locator("li[id='law-eu-ai-act_in-force-2024'] small a").first).to_be_visible()


def test_what_is_new_among_the_older_is_brought_and_marked(visit: Visits, kb: Host) -> None:
    page = visit(kb, "updates/")
    page.evaluate("""() => {
      const seen = JSON.parse(localStorage["/kb/updates.seen"])
      localStorage["/kb/updates.seen"] = JSON.stringify(seen.slice(0, -1))
    }""")
    visit.next(page, kb, "updates/")
    expect(page.locator(".kb-updates__since")).to_have_text("지난 방문 뒤 1건")
    expect(page.locator(".kb-updates__new")).to_have_count(1)


def test_what_cannot_be_fetched_is_told_and_the_newest_stay(visit: Visits, kb: Host) -> None:
    context = visit.context(kb)
    context.route("**/assets/updates.*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{kb.url}updates/?kind=correction")
    expect(page.locator(".kb-filters output")).to_have_text(
        "지난 것을 불러오지 못했다. 해마다의 페이지에서 본다."
    )
    assert page.locator(SHOWN).count()


def test_an_entry_is_reached_by_its_address(visit: Visits, kb: Host) -> None:
    page = visit(kb, "en/updates/#level-2026_data-versioning")
    expect(page.locator("[id='level-2026_data-versioning']")).to_be_in_viewport()
    expect(page.locator("[id='level-2026_data-versioning']")).to_contain_text("lakeFS")


@pytest.mark.parametrize("path", ["updates/", "en/updates/"])
def test_without_javascript_the_newest_are_there_and_the_years_are_linked(
    visit: Visits, kb: Host, path: str
) -> None:
    page = visit(kb, path, javascript=False)
    expect(page.locator("form.kb-filters")).to_be_hidden()
    expect(page.locator(SHOWN)).to_have_count(page.locator("[data-kind]").count())
    page.locator(".kb-updates__years a").last.click()
    expect(page).to_have_url(re.compile(rf"{path}\d{{4}}/$"))
    expect(page.locator("article li time").first).to_be_visible()


@pytest.mark.parametrize("path", ["updates/", "en/updates/"])
def test_the_open_list_is_accessible_and_no_wider_than_a_phone(
    visit: Visits, kb: Host, path: str
) -> None:
    page = visit(kb, path)
    open_followed(page)
    page.locator(".kb-star").first.click()
    for width in shown(page, 1280, 390):
        assert said(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_feeds_are_offered_in_the_head_and_lead_to_files(visit: Visits, kb: Host) -> None:
    page = visit(kb, "en/vendors/neptune/")
    feeds = page.evaluate("""() => [...document.head.querySelectorAll("[type='application/atom+xml']")]
      .map(link => link.href)""")
    assert feeds == [f"{kb.url}en/updates/feed.xml", f"{kb.url}en/updates/vendors/neptune.xml"]
    for feed in feeds:
        assert (kb.folder / feed.removeprefix(kb.url)).read_bytes().startswith(b"<?xml")
