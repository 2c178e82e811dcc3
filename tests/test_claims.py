"""Claims: each has an address, says whose word it is, and tells how it may be quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from conftest import TESTS
from kb.addresses import page_address
from kb.content.compile import context_of
from kb.content.late import cited_by, shown_by
from kb.facts.claims import KINDS, AmountClaim, Claim, ClaimKind, Use, claims_of, kindred
from kb.facts.view import Facts
from kb.project import parts_of
from kb.show.claims import claim_rows, pages_of
from kb.show.directive import DirectiveError
from kb.show.evaluate import Evaluator
from kb.show.numbers import usd
from kb.show.registry import DIRECTIVES
from kb.site.link import article, claims_file
from kb.text import LANGS, Lang
from texts import Texts, project_of, project_texts, real

HANGUL = re.compile("[가-힣]")
EVERY: list[tuple[ClaimKind, Lang]] = [(kind, lang) for kind in KINDS for lang in LANGS]


def found(kind: ClaimKind) -> list[Claim]:
    return claims_of(Facts(real()), kind)


def such(kind: ClaimKind, fits: Callable[[Any], object]) -> Any:
    """The first claim of a kind that fits: which one it is depends on the data of the day."""
    return next(claim for claim in found(kind) if fits(claim))


def amount(use: Use) -> Any:
    """The size of a market that may be quoted in one way."""
    return such("estimates", lambda claim: isinstance(claim, AmountClaim) and claim.use == use)


def listed(kind: ClaimKind, lang: Lang = "ko", group: str = "") -> html.HtmlElement:
    """The list of a kind as its page shows it, with what only the whole site knows; or that of a
    group as its own page does.
    """
    key = f"claims/{kind}/{group}" if group else f"claims/{kind}"
    context = context_of(real(), key, lang, lang)
    context.cited_by, context.shown_by = cited_by(real(), lang), shown_by(real(), lang)
    call = f'claims("{kind}", group="{group}")' if group else f'claims("{kind}")'
    shown = Evaluator(DIRECTIVES, context).evaluate(call).html()
    return html.fragment_fromstring(str(shown), create_parent="div")


def whole(kind: ClaimKind, lang: Lang = "ko") -> dict[str, html.HtmlElement]:
    """Every entry of a kind that is told in full, wherever it stands."""
    lists = [listed(kind, lang)]
    lists += [listed(kind, lang, group) for group in parts_of(real(), f"claims/{kind}")]
    entries = [entry for tree in lists for entry in tree.xpath("//li[dl]")]
    assert len({entry.get("id") for entry in entries}) == len(entries)
    return {entry.get("id"): entry for entry in entries}


def entry(kind: ClaimKind, key: str, lang: Lang = "ko") -> str:
    """The text of a claim's entry."""
    return " ".join(whole(kind, lang)[key].text_content().split())


def test_every_figure_part_of_an_estimate_event_and_level_is_a_claim() -> None:
    facts = Facts(real())
    stated = sum(estimate.stated_cagr is not None for estimate in facts.estimates.values())
    assert len(found("figures")) == len(facts.figures)
    assert len(found("estimates")) == 2 * len(facts.estimates) + stated
    assert len(found("events")) == sum(len(vendor.events) for vendor in facts.vendors.values())
    assert len(found("levels")) == sum(len(e.assessments) for e in facts.editions.values())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_claim_has_an_address_of_its_own(kind: ClaimKind, lang: Lang) -> None:
    ids = listed(kind, lang).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {claim.key for claim in found(kind)} <= set(ids)


def test_an_address_is_the_name_that_the_data_use() -> None:
    facts, keys = Facts(real()), {claim.key for kind in KINDS for claim in found(kind)}
    assert {f"market.{id}.{part}" for id in facts.estimates for part in ("base", "target")} <= keys
    assert {f"figures.{id}" for id in facts.figures} <= keys
    assert {f"maturity.{e.id}.{t}" for e in facts.editions.values() for t in e.assessments} <= keys
    assert {f"vendors.{v.id}.{e.key}" for v in facts.vendors.values() for e in v.events} <= keys


def test_a_claim_shows_value_speaker_grade_and_leads_to_the_words_seen() -> None:
    claim = amount("fact")
    shown, source = entry("estimates", claim.key), claim.sources[0]
    assert usd(claim.amount.usd, "ko") in shown and f"시장의 {claim.amount.year}년 규모" in shown
    assert claim.estimate.publisher.ko in shown and f"{source.quality}등급" in shown
    assert f"{source.accessed} 확인" in shown
    (link,) = whole("estimates")[claim.key].xpath(".//dd/div/a/@href")
    assert "../sources/" in link and link.endswith(f"/#{source.id}")


@pytest.mark.parametrize(
    ("grade", "use"), [("A", "fact"), ("B", "fact"), ("C", "report"), ("U", "none")]
)
def test_the_grade_of_its_source_says_how_a_claim_may_be_quoted(grade: str, use: str) -> None:
    claims = [claim for kind in KINDS for claim in found(kind) if claim.use != "ours"]
    graded = [claim.use for claim in claims if claim.sources[0].quality == grade]
    assert graded and set(graded) == {use}


def test_a_level_without_a_source_of_its_edition_is_our_own_word() -> None:
    claims: list[Any] = found("levels")
    assert {(claim.use == "ours", claim.edition.source is None) for claim in claims} == {
        (True, True),
        (False, False),
    }


def test_a_group_with_a_page_stands_on_the_list_in_short_and_leads_there() -> None:
    key = next(claim.key for claim in found("events") if claim.group == "release")
    short = listed("events").get_element_by_id(key)
    assert short.xpath("./a/@href") == [f"release/#{key}"] and not short.xpath(".//dl")
    assert "인용할 수 있다" in short.text_content() or "누구의 말인지" in short.text_content()
    there = listed("events", group="release").get_element_by_id(key)
    assert there.xpath(".//a[@class='kb-self']/@href") == [f"../#{key}"]


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(DirectiveError, match="'gone'"):
        listed("events", group="gone")


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_there_is_a_sentence_to_quote_unless_the_claim_is_unverified(
    kind: ClaimKind, lang: Lang
) -> None:
    told = whole(kind, lang)
    for claim in found(kind):
        quotes = told[claim.key].xpath(".//blockquote")
        assert len(quotes) == (claim.use != "none"), claim.key
        for quote in quotes:
            text = quote.text_content()
            assert "{" not in text and "은(는)" not in text, text


def test_a_sentence_says_whose_word_a_report_is() -> None:
    fact, report = amount("fact"), amount("report")
    puts = f"{fact.estimate.publisher.get('en')} puts the"
    assert puts in entry("estimates", fact.key, "en")
    told = entry("estimates", report.key, "en")
    assert f"{report.estimate.publisher.get('en')} is reported to put the" in told
    by = such("estimates", lambda claim: claim.use == "report" and claim.sources[0].quoted_by)
    assert f"quoted by {by.sources[0].quoted_by}" in entry("estimates", by.key, "en")


def test_a_korean_sentence_takes_the_particles_of_its_words() -> None:
    memo = project_of(project_texts(Texts.of(TESTS / "fixture")))
    shown = Evaluator(DIRECTIVES, context_of(memo, "index", "ko", "ko")).evaluate(
        'claims("figures")'
    )
    assert "전문 인력이 없는 기업은 80.7%다(Institute, 2025년 11월)." in shown.html()


def test_an_amount_is_compared_with_others_of_the_same_market_and_year() -> None:
    for same in kindred(found("estimates")).values():
        assert len({other.alike for other in same}) == 1
        assert [other.size for other in same] == sorted((o.size for o in same), reverse=True)
    most = max(kindred(found("estimates")).values(), key=len)
    for claim in (most[0], most[-1]):
        place = 1 + sum(other.size > claim.size for other in most)
        told = f"{len(most)}개 가운데 큰 쪽에서 {place}번째"
        assert told in entry("estimates", claim.key)


def test_a_level_is_compared_with_the_edition_before() -> None:
    old = such("levels", lambda claim: claim.before)
    assert "앞선 판에서는" in entry("levels", old.key)
    new = such("levels", lambda claim: claim.before is None)
    assert "앞선 판에 없던 항목이다" in entry("levels", new.key)


def test_the_pages_that_use_a_claim_show_its_record_and_cite_its_source() -> None:
    claim = amount("fact")
    (datum,), source = claim.data, claim.sources[0].id
    assert pages_of(claim, {datum: ["a", "b"]}, {source: ["b", "c"]}) == ["b"]
    pages = pages_of(claim, shown_by(real(), "ko"), cited_by(real(), "ko"))
    assert pages and not any(page.startswith("claims/") for page in pages)
    article_ = article(real(), "claims/estimates", "ko")
    addresses = [page_address(page, "ko") for page in pages]
    assert article_ and all(f'href="../../{address}"' in article_.html for address in addresses)


def test_the_lists_do_not_count_as_use_of_the_data() -> None:
    showing = shown_by(real(), "ko")
    collections = {name for name, _ in showing} - {"words"}
    pages = {page for (name, _), pages in showing.items() if name in collections for page in pages}
    assert pages and not any(page.startswith("claims/") for page in pages)


@pytest.mark.parametrize("lang", LANGS)
def test_the_search_reads_every_claim_from_one_file(lang: Lang) -> None:
    ((path, content),) = claims_file(real(), lang).items()
    assert path == f"assets/claims.{lang}.json"
    rows = json.loads(content)
    assert len(rows) == sum(len(found(kind)) for kind in KINDS)
    claim = amount("fact")
    assert [f"estimates/#{claim.key}", usd(claim.amount.usd, lang)] in [row[:2] for row in rows]


@pytest.mark.parametrize("name", ["topic", "market", "event"])
def test_every_group_has_a_name(name: str) -> None:
    words = Facts(real()).words
    kind: ClaimKind = {"topic": "figures", "market": "estimates", "event": "events"}[name]  # type: ignore[assignment]
    assert {claim.group for claim in found(kind)} <= {
        word.removeprefix(f"{name}-") for word in words if word.startswith(f"{name}-")
    }


def test_english_rows_have_no_korean_interface_words() -> None:
    context = context_of(real(), "claims/index", "en", "en")
    for kind in KINDS:
        for _, value, _, _, use in claim_rows(context, kind):
            assert not HANGUL.search(f"{value} {use}")


def test_a_quoted_event_names_its_vendor() -> None:
    claim = such("events", lambda claim: claim.use == "fact")
    quoted = whole("events", "en")[claim.key].xpath("string(.//blockquote)")
    assert quoted.startswith(f"{claim.vendor.product.name}: ")
