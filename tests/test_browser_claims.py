"""Claims and citations in a real browser: found by value, copied in three forms, never in the way."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accessibility import violations
from browser import Host, Visits, settle
from kb.content.late import cited_by
from kb.facts.claims import KINDS, AmountClaim, Claim, ClaimKind, GrowthClaim, claims_of
from kb.facts.view import Facts
from kb.model.sources import Source
from kb.show.numbers import usd
from texts import real

BOX = ".kb-claim-search input"
HITS = ".kb-claim-hits a"
STATUS = ".kb-claim-search [role=status]"


def alone(kind: ClaimKind, made: type[Claim]) -> Any:
    """The first claim of a sort whose value no other claim has, so that a search finds it first."""
    facts = Facts(real())
    every = [claim for kind in KINDS for claim in claims_of(facts, kind)]
    sizes = Counter(claim.size for claim in every)
    return next(
        claim
        for claim in claims_of(facts, kind)
        if isinstance(claim, made) and sizes[claim.size] == 1
    )


def size_of_market() -> Any:
    """The size of a market that nobody else states."""
    return alone("estimates", AmountClaim)


def rate() -> str:
    """A rate of growth that nobody else states."""
    return f"{alone('estimates', GrowthClaim).growth.percent}%"


def typed_in(notation: str, claim: Any) -> str:
    """An amount of dollars in one of the ways in which readers type it."""
    amount = claim.amount.usd
    billions = f"{amount.value / 10**9:f}".rstrip("0").rstrip(".")
    whole = int(amount.value)
    return {
        "korean": usd(amount, "ko").removesuffix(" 달러"),
        "with unit": usd(amount, "ko"),
        "short": usd(amount, "en"),
        "in words": f"{billions} billion",
        "grouped": f"{whole:,}",
        "digits": str(whole),
        "in a sentence": f"MLOps 시장은 {claim.amount.year}년에 {usd(amount, 'ko')}에 이른다",
    }[notation]


def target_of(page: Page) -> str:
    """Where the first claim found leads to, below `claims/`."""
    return str(page.locator(HITS).first.get_attribute("href")).partition("claims/")[2]


@pytest.mark.parametrize(
    "notation",
    ["korean", "with unit", "short", "in words", "grouped", "digits", "in a sentence"],
)
def test_an_amount_finds_its_claim_in_any_notation(visit: Visits, kb: Host, notation: str) -> None:
    claim = size_of_market()
    page = visit(kb, "claims/")
    page.fill(BOX, typed_in(notation, claim))
    expect(page.locator(HITS).first).to_be_visible()
    assert target_of(page) == f"estimates/#{claim.key}"


def test_a_rate_finds_its_claim(visit: Visits, kb: Host) -> None:
    page = visit(kb, "claims/")
    page.fill(BOX, rate())
    expect(page.locator(HITS).first).to_be_visible()
    assert target_of(page) == f"estimates/#{alone('estimates', GrowthClaim).key}"


def test_a_percentage_is_no_amount_and_an_unknown_number_finds_nothing(
    visit: Visits, kb: Host
) -> None:
    page = visit(kb, "en/claims/")
    page.fill(BOX, f"{int(size_of_market().amount.usd.value)}%")
    expect(page.locator(STATUS)).to_have_text("No claim fits.")
    expect(page.locator(HITS)).to_have_count(0)


def test_the_data_are_fetched_when_somebody_types_and_once(visit: Visits, kb: Host) -> None:
    page = visit.first(kb, "claims/")
    data = f"{kb.path}assets/claims.ko.json"
    assert data not in kb.asked
    page.fill(BOX, typed_in("korean", size_of_market()))
    expect(page.locator(HITS).first).to_be_visible()
    vendor = claims_of(Facts(real()), "events")[0].vendor.product.name  # type: ignore[attr-defined]
    page.fill(BOX, vendor)
    expect(page.locator(HITS).first).to_contain_text(vendor)
    assert kb.asked.count(data) == 1


def test_what_was_typed_stands_in_the_address(visit: Visits, kb: Host) -> None:
    page = visit(kb, "claims/")
    page.fill(BOX, rate())
    expect(page.locator(HITS).first).to_be_visible()
    page.reload()
    expect(page.locator(BOX)).to_have_value(rate())
    expect(page.locator(HITS).first).to_contain_text(rate())
    expect(page.locator("#__search")).not_to_be_checked()  # the site's own search, open for ?q=


def test_the_search_works_after_instant_navigation(visit: Visits, kb: Host) -> None:
    page = visit(kb, "claims/figures/")
    page.evaluate("window.__visit = 1")
    page.click("#kb-nav a[href$='claims/'] >> nth=0")
    expect(page.locator(BOX)).to_be_visible()
    claim = size_of_market()
    page.fill(BOX, typed_in("korean", claim))
    page.click(HITS)
    expect(page.locator(f"[id='{claim.key}']")).to_be_in_viewport()
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


def sources_of(key: str) -> list[Source]:
    """The sources that a page cites, with what a citation has to have."""
    every = (
        Facts(real()).sources[id] for id, pages in cited_by(real(), "ko").items() if key in pages
    )
    return [source for source in every if source.published and source.accessed]


def first_cited(page: Page) -> str:
    """The place of the source that the first figure of a page leads to."""
    address = page.locator("a.kb-figure").first.get_attribute("href")
    return f"#{str(address).partition('#')[2]}"  # the theme makes it whole


def test_a_source_is_cited_in_three_forms_with_address_day_and_grade(
    visit: Visits, kb: Host
) -> None:
    page = visit(kb, "market/size/")
    page.click(".kb-sources summary")
    source = next(one for one in sources_of("market/size") if one.publisher and one.url)
    place = f"#src-{source.id}"
    korean, apa, bibtex = (copied(page, place, form) for form in ("국문", "APA", "BibTeX"))
    grade, year = source.quality, (source.published or "")[:4]
    for text in (korean, apa, bibtex):
        assert source.publisher in text and source.accessed in text and source.url in text
    assert f"{grade}등급" in korean and f"[grade {grade}]" in apa
    assert f"grade {grade}}}" in bibtex and f"urldate = {{{source.accessed}}}" in bibtex
    assert apa.startswith(f"{source.publisher}. ({year}).") and bibtex.startswith("@misc{")


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
    source = Facts(real()).sources[first_cited(page).removeprefix("#src-")]
    assert source.title.ko in copied(page, ".kb-tooltip", "국문")


def test_the_list_of_sources_is_folded_until_something_leads_into_it(
    visit: Visits, kb: Host
) -> None:
    page = visit(kb, "market/size/")
    entry = page.locator(first_cited(page))
    expect(entry).to_be_hidden()
    page.locator("a.kb-figure").first.press("Enter")
    expect(entry).to_be_in_viewport()
    entry.locator(".kb-source__back a").first.click()
    expect(page.locator("a.kb-figure").first).to_be_in_viewport()


WAYS = """() => [...document.querySelectorAll(".kb-sources li")].map(entry => [
  [...document.querySelectorAll("article .kb-cite")]
    .filter(({ hash }) => hash === `#${entry.id}`).map(mark => mark.id),
  [...entry.querySelectorAll(".kb-source__back a")].map(way => decodeURIComponent(way.hash.slice(1)))
])"""


def test_every_source_leads_back_to_all_that_cite_it(visit: Visits, small: Host) -> None:
    page = visit(small, "market/size/")
    found = page.evaluate(WAYS)
    assert found and all(marks == ways and all(marks) for marks, ways in found)
    names = [name for marks, _ in found for name in marks]
    assert len(set(names)) == len(names)
    last = [name for name in names if name.startswith("cite-")][-1]
    page = visit(small, f"market/size/#{last}")
    expect(page.locator(f"[id='{last}']")).to_be_in_viewport()


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
    expect(page.locator(first_cited(page))).to_be_visible()
    expect(page.locator(".kb-copy").first).to_be_hidden()


@pytest.mark.parametrize("path", ["claims/", "en/claims/estimates/", "claims/events/"])
def test_axe_has_nothing_to_say_of_claims(visit: Visits, kb: Host, path: str) -> None:
    page = visit(kb, path)
    if page.locator(BOX).count():
        page.fill(BOX, typed_in("korean", size_of_market()))
        expect(page.locator(HITS).first).to_be_visible()
    assert violations(page, 1280, 390) == []


def test_axe_has_nothing_to_say_of_an_open_citation(visit: Visits, kb: Host) -> None:
    page = visit(kb, "market/size/")
    page.click(".kb-sources summary")
    copied(page, first_cited(page), "APA")
    assert violations(page, 1280, 390) == []
