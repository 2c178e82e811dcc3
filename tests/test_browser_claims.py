"""Claims and citations in a real browser: found by value, copied in three forms, never in the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accessibility import violations
from browser import Host, Visits, settle

BOX = ".kb-claim-search input"
HITS = ".kb-claim-hits a"
STATUS = ".kb-claim-search [role=status]"


def target_of(page: Page) -> str:
    """Where the first claim found leads to, below `claims/`."""
    return str(page.locator(HITS).first.get_attribute("href")).partition("claims/")[2]


@pytest.mark.parametrize(
    ("typed", "claim"),
    [
        ("41억", "market.brief.base"),
        ("$4.1B", "market.brief.base"),
        ("4.1 billion", "market.brief.base"),
        ("4,100,000,000", "market.brief.base"),
        ("4100000000", "market.brief.base"),
        ("44억 1,000만 달러", "market.360iresearch.base"),
        ("$20.9B", "market.brief.target"),
        ("MLOps 시장은 2028년에 209억 달러에 이른다", "market.brief.target"),
        ("38.2%", "market.brief.cagr"),
    ],
)
def test_a_number_finds_its_claim_in_any_notation(
    visit: Visits, kb: Host, typed: str, claim: str
) -> None:
    page = visit(kb, "claims/")
    page.fill(BOX, typed)
    expect(page.locator(HITS).first).to_be_visible()
    assert target_of(page) == f"estimates/#{claim}"


def test_a_percentage_is_no_amount_and_an_unknown_number_finds_nothing(
    visit: Visits, kb: Host
) -> None:
    page = visit(kb, "en/claims/")
    page.fill(BOX, "20.9%")
    expect(page.locator(STATUS)).to_have_text("No claim fits.")
    expect(page.locator(HITS)).to_have_count(0)


def test_the_data_are_fetched_when_somebody_types_and_once(visit: Visits, kb: Host) -> None:
    page = visit.first(kb, "claims/")
    data = f"{kb.path}assets/claims.ko.json"
    assert data not in kb.asked
    page.fill(BOX, "41억")
    expect(page.locator(HITS)).to_have_count(1)
    page.fill(BOX, "KServe")
    expect(page.locator(HITS).first).to_contain_text("KServe")
    assert kb.asked.count(data) == 1


def test_what_was_typed_stands_in_the_address(visit: Visits, kb: Host) -> None:
    page = visit(kb, "claims/")
    page.fill(BOX, "38.2%")
    expect(page.locator(HITS).first).to_be_visible()
    page.reload()
    expect(page.locator(BOX)).to_have_value("38.2%")
    expect(page.locator(HITS).first).to_contain_text("38.2%")
    expect(page.locator("#__search")).not_to_be_checked()  # the site's own search, open for ?q=


def test_the_search_works_after_instant_navigation(visit: Visits, kb: Host) -> None:
    page = visit(kb, "claims/figures/")
    page.evaluate("window.__visit = 1")
    page.click("#kb-nav a[href$='claims/'] >> nth=0")
    expect(page.locator(BOX)).to_be_visible()
    page.fill(BOX, "41억")
    page.click(HITS)
    expect(page.locator("[id='market.brief.base']")).to_be_in_viewport()
    assert page.evaluate("window.__visit") == 1


def test_without_scripts_the_lists_and_the_text_of_citations_are_there(
    visit: Visits, kb: Host
) -> None:
    page = visit(kb, "claims/", javascript=False)
    expect(page.locator(BOX)).to_be_hidden()
    expect(page.locator("article a[href$='figures/']")).to_be_visible()
    page = visit(kb, "market/size/", javascript=False)
    expect(page.get_by_text("인용 복사")).to_have_count(0)
    expect(page.locator(".kb-citing--page p")).to_contain_text(f"{kb.url}market/size/")
    chart = page.locator("figure.kb-chart").first
    address = f"{kb.url}market/size/#{chart.get_attribute('id')}"
    expect(chart.locator(".kb-citing p")).to_contain_text(address)
    expect(page.locator(".kb-sources li").first).to_be_visible()


def copied(page: Page, place: str, form: str) -> str:
    """What a citation says in one form."""
    at = page.locator(place).first
    if not at.locator("textarea").count():
        at.get_by_role("button", name="인용 복사").click()
    at.get_by_role("button", name=form).click()
    return at.locator("textarea").input_value()


def test_a_source_is_cited_in_three_forms_with_address_day_and_grade(
    visit: Visits, kb: Host
) -> None:
    page = visit(kb, "market/size/")
    page.click(".kb-sources summary")
    place = "#src-360iresearch-mlops-2025"
    korean, apa, bibtex = (copied(page, place, form) for form in ("국문", "APA", "BibTeX"))
    for text in (korean, apa, bibtex):
        assert "360iResearch" in text and "2026-11-23" in text
        assert "https://www.giiresearch.com/report/ires1857742" in text
    assert "A등급" in korean and "[grade A]" in apa and "note = {grade A}" in bibtex
    assert apa.startswith("360iResearch. (2025). Machine Learning Operations Market")
    assert bibtex.startswith("@misc{360iresearch2025,") and "urldate = {2026-11-23}" in bibtex


def test_a_chart_and_the_page_are_cited_with_their_own_address(visit: Visits, kb: Host) -> None:
    page = visit(kb, "market/size/")
    chart = page.locator("figure.kb-chart").first.get_attribute("id")
    assert f"{kb.url}market/size/#{chart}" in copied(page, f"#{chart}", "국문")
    own = copied(page, ".kb-citing--page", "APA")
    assert f"{kb.url}market/size/ [" in own and "시장 규모" in own


def test_a_tooltip_offers_the_citation_too(visit: Visits, kb: Host) -> None:
    page = visit(kb, "market/size/")
    page.locator("a.kb-figure").first.hover()
    expect(page.locator(".kb-tooltip")).to_be_visible()
    assert "출처 미확인" in copied(page, ".kb-tooltip", "국문")


def test_the_list_of_sources_is_folded_until_something_leads_into_it(
    visit: Visits, kb: Host
) -> None:
    page = visit(kb, "market/size/")
    entry = page.locator("#src-brief-2024")
    expect(entry).to_be_hidden()
    page.locator("a.kb-figure").first.press("Enter")
    expect(entry).to_be_in_viewport()
    entry.locator(".kb-source__back a").first.click()
    expect(page.locator("a.kb-figure").first).to_be_in_viewport()


@pytest.mark.parametrize("place", ["h2", "figcaption"])
def test_headings_and_charts_lead_to_themselves(visit: Visits, kb: Host, place: str) -> None:
    page = visit(kb, "market/size/")
    link = page.locator(f"article {place} .kb-self").first
    expect(link).to_have_css("opacity", "0")
    page.locator(f"article {place}").first.hover()
    expect(link).to_have_css("opacity", "1")
    page.mouse.move(0, 0)
    link.focus()
    link.press("Enter")
    assert page.evaluate("decodeURIComponent(location.hash)") == link.evaluate("e => e.hash")


@pytest.mark.parametrize("path", ["claims/", "claims/estimates/", "market/size/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_when_the_buttons_come(
    visit: Visits, kb: Host, path: str, width: int
) -> None:
    context = visit.context(kb, width)
    context.add_init_script(
        "window.__shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " window.__shift += entry.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page = context.new_page()
    page.goto(f"{kb.url}{path}")
    settle(page)
    assert page.evaluate("window.__shift") <= 0.01


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("path", ["claims/", "claims/estimates/", "en/claims/levels/"])
def test_claims_fit_a_phone(visit: Visits, kb: Host, path: str, colours: str) -> None:
    page = visit(kb, path, 390, colours=colours)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_print_unfolds_the_sources_and_leaves_the_buttons_out(visit: Visits, kb: Host) -> None:
    page = visit(kb, "market/size/")
    page.emulate_media(media="print")
    expect(page.locator("#src-brief-2024")).to_be_visible()
    expect(page.locator(".kb-copy").first).to_be_hidden()


@pytest.mark.parametrize("path", ["claims/", "en/claims/estimates/", "claims/events/"])
def test_axe_has_nothing_to_say_of_claims(visit: Visits, kb: Host, path: str) -> None:
    page = visit(kb, path)
    if page.locator(BOX).count():
        page.fill(BOX, "17억")
        expect(page.locator(HITS).first).to_be_visible()
    assert violations(page, 1280, 390) == []


def test_axe_has_nothing_to_say_of_an_open_citation(visit: Visits, kb: Host) -> None:
    page = visit(kb, "market/size/")
    page.click(".kb-sources summary")
    copied(page, "#src-brief-2024", "APA")
    assert violations(page, 1280, 390) == []
