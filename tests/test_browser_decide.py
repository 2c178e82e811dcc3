"""The page that helps to decide, and the plan of the first year, in a real browser and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accessibility import violations
from browser import Host, Visits
from kb.site.named import published_name
from paper import pages

pytestmark = pytest.mark.browser

SHEET = ".kb-decide__sheet"
VENDORS = f"{SHEET} [data-into=vendors] > li"
# Time goes on as it does, from another day.
_FROM = """(() => {
  const Real = Date, ahead = new Real("2030-01-01T09:00:00") - Real.now()
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead) }
    static now() { return Real.now() + ahead }
  }
})()"""
_EVERYTHING = (
    "sector=bank&run=airgap&licence=open&team=small&role=provider&task=serving,automl"
    "&use=generative"
)


def names(page: Page) -> list[str]:
    return page.locator(f"{VENDORS} > strong").all_inner_texts()


def on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    return pages(page.pdf(format="A4", prefer_css_page_size=True))


def test_nothing_is_chosen_at_first_and_every_list_is_there(visit: Visits, small: Host) -> None:
    page = visit(small, "decide/")
    expect(page.locator(".kb-decide")).to_be_visible()
    expect(page.locator(SHEET)).to_be_hidden()
    expect(page.locator(".kb-candidates tbody tr")).to_have_count(4)


def test_a_choice_gives_a_shortlist_with_reasons_and_questions(visit: Visits, small: Host) -> None:
    page = visit(small, "decide/")
    page.locator("select[name=run]").select_option("airgap")
    expect(page).to_have_url(f"{small.url}decide/?run=airgap")
    assert names(page) == ["BetaML", "DeltaML"], "the ended one has every answer, and is not here"
    page.get_by_label("서빙").check()
    assert names(page) == ["DeltaML", "BetaML"], "who does all of a task comes first"
    expect(page).to_have_url(f"{small.url}decide/?run=airgap&task=serving")
    page.locator("select[name=licence]").select_option("open")
    assert names(page) == ["BetaML", "DeltaML"], "whose licence is not known comes last"
    page.locator("select[name=licence]").select_option("")
    beta, delta = (page.locator(VENDORS).filter(has_text=name) for name in ("BetaML", "DeltaML"))
    expect(beta).to_contain_text("폐쇄망 있음")
    source = beta.get_by_role("link", name="있음")
    expect(source).to_have_attribute("href", "https://example.com/report")
    expect(beta.locator(".kb-sheet__ask")).to_have_count(0)
    expect(delta.locator(".kb-sheet__ask")).to_contain_text("끊긴 망에 설치하는가")
    expect(delta.locator(".kb-sheet__ask")).to_contain_text("라이선스")
    page.get_by_label("AutoML").check()
    page.get_by_label("서빙").uncheck()
    expect(page.locator(f"{SHEET} [data-rest=vendors]")).to_contain_text("맞는 벤더가 없다")


# As on a site that has a page for each vendor.
_WITH_PAGES = """() => {
  for (const head of document.querySelectorAll(".kb-candidates tbody th"))
    head.innerHTML = `<a href="../vendors/${head.textContent.toLowerCase()}/">${head.innerHTML}</a>`
  document.querySelector(".kb-decide").hidden = true
}"""


def test_what_a_vendor_does_leads_to_its_source_and_keeps_its_colour(
    visit: Visits, small: Host
) -> None:
    page = visit(small, "decide/")
    page.locator("details:has(.kb-candidates) > summary").click()
    page.evaluate(_WITH_PAGES)
    script = published_name(small.folder, "assets/scripts/decide.js")
    page.add_script_tag(url=f"{small.url}{script}")
    row = page.locator(".kb-candidates tr").filter(has_text="DeltaML")
    does, answer = row.locator("a.kb-has[href*='#has-']").first, page.locator("td a.kb-has").first
    expect(does).to_have_attribute("href", re.compile(r"/vendors/deltaml/#has-\w+$"))
    plain = page.evaluate("getComputedStyle(document.querySelector('article p a')).color")
    for link in (does, answer):
        expect(link).to_be_visible()
        expect(link).not_to_have_css("color", plain)


def test_what_is_folded_is_there_on_paper(visit: Visits, small: Host) -> None:
    page = visit(small, "decide/")
    expect(page.locator(".kb-clauses")).to_be_hidden()
    assert any("한해를준다" in sheet for sheet in on_paper(page))


def test_an_address_opens_its_answer_and_clearing_empties_it(visit: Visits, small: Host) -> None:
    page = visit(small, f"decide/?{_EVERYTHING}")
    assert names(page) == ["BetaML", "DeltaML"]
    expect(page.locator("select[name=sector]")).to_have_value("bank")
    expect(page.get_by_label("만들어 낸다")).to_be_checked()
    page.get_by_label("AutoML").uncheck()
    page.reload()
    expect(page.get_by_label("서빙")).to_be_checked()
    expect(page.get_by_label("AutoML")).not_to_be_checked()
    page.get_by_role("button", name="모두 지우기").click()
    expect(page).to_have_url(f"{small.url}decide/")
    expect(page.locator(SHEET)).to_be_hidden()


def test_what_is_not_known_in_an_address_is_left_out(visit: Visits, small: Host) -> None:
    page = visit(small, "decide/?run=moon&task=serving,flying&other=1")
    expect(page.locator("select[name=run]")).to_have_value("")
    page.locator("select[name=run]").select_option("cloud")
    expect(page).to_have_url(f"{small.url}decide/?other=1&run=cloud&task=serving")


def test_duties_clauses_areas_and_levels_follow_the_choice(visit: Visits, small: Host) -> None:
    page = visit(small, "decide/?sector=farm&role=deployer")
    duties = page.locator(f"{SHEET} [data-into=duties] > tr")
    expect(duties).to_have_count(1)
    expect(duties).to_contain_text("표시")
    page.locator("select[name=sector]").select_option("bank")
    expect(duties).to_have_count(2)
    expect(page.locator(f"{SHEET} [data-into=areas]")).to_contain_text("대출")
    expect(page.locator(f"{SHEET} [data-into=advice]")).to_contain_text("안에 설치하기를 권한다")
    clauses = page.locator(f"{SHEET} [data-into=clauses] > li")
    expect(clauses).to_have_count(1)
    page.locator("select[name=run]").select_option("airgap")
    expect(clauses).to_have_count(2)
    for task in ("서빙", "AutoML"):
        page.get_by_label(task).check()
    page.locator("select[name=team]").select_option("small")
    levels = page.locator(f"{SHEET} [data-into=levels] > li")
    expect(levels).to_contain_text(["쓸 만하다", "아직 이르다"])


def test_the_choice_works_after_instant_navigation(visit: Visits, small: Host) -> None:
    page = visit(small, "about/")
    visit.follow(page, small, "decide/")
    page.locator("select[name=run]").select_option("cloud")
    assert names(page) == ["AlphaML", "DeltaML"]


@pytest.mark.parametrize("path", ["decide/", "en/decide/"])
def test_without_javascript_all_of_it_is_there(visit: Visits, small: Host, path: str) -> None:
    page = visit(small, path, javascript=False)
    expect(page.locator(".kb-decide")).to_be_hidden()
    expect(page.locator(".kb-candidates tbody tr")).to_have_count(4)
    expect(page.locator(".kb-duties tr:has(td)")).to_have_count(3)
    expect(page.locator(".kb-clauses > li")).to_have_count(2)
    expect(page.locator(".kb-areas > li")).to_have_count(1)


@pytest.mark.parametrize("path", ["decide/?", "en/decide/?"])
def test_the_answer_alone_is_one_page_of_paper(visit: Visits, small: Host, path: str) -> None:
    page = visit(small, path + _EVERYTHING, colours="dark")
    (paper,) = on_paper(page)
    assert "DeltaML" in paper and "OmegaML" not in paper
    assert _EVERYTHING in paper, "the address of the choice stands on the sheet"
    assert names(page) == ["BetaML", "DeltaML"], "and the page is as it was"


def test_what_paper_has_no_room_for_is_counted(visit: Visits, small: Host) -> None:
    page = visit(small, f"decide/?{_EVERYTHING}")
    row = page.locator(".kb-duties tr[data-for]").first
    row.evaluate("row => { for (let i = 0; i < 90; i++) row.after(row.cloneNode(true)) }")
    page.get_by_label("AutoML").uncheck()
    (paper,) = on_paper(page)
    assert "뺐다" in paper
    expect(page.locator(f"{SHEET} [data-into=duties] > tr")).to_have_count(93)


@pytest.mark.parametrize("path", ["decide/?", "en/decide/?", "plan/?", "en/plan/?"])
def test_nothing_scrolls_sideways_on_a_phone(visit: Visits, small: Host, path: str) -> None:
    page = visit(small, path + _EVERYTHING, 390)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    low = "all => all.filter(e => e.getBoundingClientRect().height < 24).length"
    assert page.locator(".kb-decide :is(select, button, label)").evaluate_all(low) == 0


@pytest.mark.parametrize(
    ("path", "around"), [("plan/", "글이앞에있다"), ("en/plan/", "Sometextbefore")]
)
def test_the_plan_alone_is_one_page_of_paper(
    visit: Visits, small: Host, path: str, around: str
) -> None:
    """Where the address points at it; otherwise all of the page is printed."""
    (paper,) = on_paper(visit(small, f"{path}#plan"))
    assert "2031-05" in paper and around not in paper
    assert around in "".join(on_paper(visit(small, path)))


def test_dates_that_are_past_go_in_the_browser(visit: Visits, small: Host) -> None:
    context = visit.context(small)
    context.add_init_script(_FROM)
    page = context.new_page()
    page.goto(f"{small.url}plan/")
    dates = page.locator(".kb-plan__dates > li")
    expect(dates).to_have_count(2)
    expect(dates.first).to_be_hidden()
    expect(dates.last).to_be_visible()


def test_without_javascript_all_dates_stand(visit: Visits, small: Host) -> None:
    page = visit(small, "plan/", javascript=False)
    for date in page.locator(".kb-plan__dates > li").all():
        expect(date).to_be_visible()


@pytest.mark.parametrize("path", [f"decide/?{_EVERYTHING}", "en/plan/"])
def test_everybody_can_use_it(visit: Visits, small: Host, path: str) -> None:
    assert violations(visit(small, path), 1280, 390) == []
