"""Claims: each has an address, says whose word it is, and tells how it may be quoted."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

from kb.content.compile import context_of
from kb.content.late import cited_by, shown_by
from kb.facts.claims import KINDS, Claim, Kind, claims_of, kin
from kb.facts.view import Facts
from kb.project import parts_of
from kb.show.claims import claim_rows, pages_of
from kb.show.directive import DirectiveError
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES
from kb.site.link import article, claims_file
from kb.text import LANGS, Lang
from texts import real

HANGUL = re.compile("[가-힣]")
EVERY: list[tuple[Kind, Lang]] = [(kind, lang) for kind in KINDS for lang in LANGS]


def found(kind: Kind) -> list[Claim]:
    return claims_of(Facts(real()), kind)


def by_key(kind: Kind, key: str) -> Claim:
    (claim,) = (claim for claim in found(kind) if claim.key == key)
    return claim


def listed(kind: Kind, lang: Lang = "ko", group: str = "") -> html.HtmlElement:
    """The list of a kind as its page shows it, with what only the whole site knows; or that of a
    group as its own page does.
    """
    key = f"claims/{kind}/{group}" if group else f"claims/{kind}"
    context = context_of(real(), key, lang, lang)
    context.cited_by, context.shown_by = cited_by(real(), lang), shown_by(real(), lang)
    call = f'claims("{kind}", group="{group}")' if group else f'claims("{kind}")'
    shown = Evaluator(DIRECTIVES, context).evaluate(call).html()
    return html.fragment_fromstring(str(shown), create_parent="div")


def whole(kind: Kind, lang: Lang = "ko") -> dict[str, html.HtmlElement]:
    """Every entry of a kind that is told in full, wherever it stands."""
    lists = [listed(kind, lang)]
    lists += [listed(kind, lang, group) for group in parts_of(real(), f"claims/{kind}")]
    entries = [entry for tree in lists for entry in tree.xpath("//li[dl]")]
    assert len({entry.get("id") for entry in entries}) == len(entries)
    return {entry.get("id"): entry for entry in entries}


def entry(kind: Kind, key: str, lang: Lang = "ko") -> str:
    """The text of a claim's entry."""
    return " ".join(listed(kind, lang).get_element_by_id(key).text_content().split())


def test_every_figure_part_of_an_estimate_event_and_level_is_a_claim() -> None:
    facts = Facts(real())
    stated = sum(estimate.stated_cagr is not None for estimate in facts.estimates.values())
    assert len(found("figures")) == len(facts.figures)
    assert len(found("estimates")) == 2 * len(facts.estimates) + stated
    assert len(found("events")) == sum(len(vendor.events) for vendor in facts.vendors.values())
    assert len(found("levels")) == sum(len(e.assessments) for e in facts.editions.values())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_claim_has_an_address_of_its_own(kind: Kind, lang: Lang) -> None:
    ids = listed(kind, lang).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {claim.key for claim in found(kind)} <= set(ids)


def test_an_address_is_the_name_that_the_data_use() -> None:
    keys = {claim.key for kind in KINDS for claim in found(kind)}
    assert {"market.brief.base", "market.brief.target", "market.brief.cagr"} <= keys
    assert {"figures.kcci-2025-no-specialists", "maturity.2024.automl"} <= keys
    assert "vendors.sagemaker.renamed-2024" in keys


def test_a_claim_shows_value_speaker_grade_and_leads_to_the_words_seen() -> None:
    key = "market.360iresearch.base"
    shown = entry("estimates", key)
    assert "44억 1,000만 달러" in shown and "MLOps 시장의 2024년 규모" in shown
    assert "360iResearch" in shown and "A등급" in shown and "2026-11-23 확인" in shown
    (link,) = listed("estimates").get_element_by_id(key).xpath(".//dd/div/a/@href")
    assert link == "../../sources/3/#360iresearch-mlops-2025"


@pytest.mark.parametrize(
    ("kind", "key", "use"),
    [
        ("estimates", "market.360iresearch.base", "fact"),
        ("estimates", "market.precedence.base", "report"),
        ("estimates", "market.brief.target", "none"),
        ("levels", "maturity.2024.automl", "none"),
        ("levels", "maturity.2026.automl", "ours"),
    ],
)
def test_the_grade_of_its_source_says_how_a_claim_may_be_quoted(
    kind: Kind, key: str, use: str
) -> None:
    assert by_key(kind, key).use == use


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
    kind: Kind, lang: Lang
) -> None:
    told = whole(kind, lang)
    for claim in found(kind):
        quotes = told[claim.key].xpath(".//blockquote")
        assert len(quotes) == (claim.use != "none"), claim.key
        for quote in quotes:
            text = quote.text_content()
            assert "{" not in text and "은(는)" not in text, text


def test_a_sentence_says_whose_word_a_report_is() -> None:
    fact = entry("estimates", "market.360iresearch.base", "en")
    report = entry("estimates", "market.precedence.base", "en")
    assert "360iResearch (2025 edition) puts the MLOps market at $4.41B in 2024" in fact
    assert "Precedence Research is reported to put the MLOps market" in report
    (source,) = by_key("estimates", "market.precedence.base").sources
    assert f"quoted by {source.quoted_by}" in report


def test_a_korean_sentence_takes_the_particles_of_its_words() -> None:
    shown = entry("figures", "figures.kcci-2025-no-specialists")
    assert "AI 전문 인력이 없는 기업은 80.7%다(대한상공회의소(KCCI), 2025년 11월, 한국, " in shown


def test_an_amount_is_compared_with_others_of_the_same_market_and_year() -> None:
    claim = by_key("estimates", "market.brief.target")
    same = kin(claim, found("estimates"))
    assert {other.alike for other in same} == {("mlops", "2028")}
    assert [other.size for other in same] == sorted((o.size for o in same), reverse=True)
    assert f"{len(same)}개 가운데 큰 쪽에서 1번째" in entry("estimates", claim.key)


def test_a_level_is_compared_with_the_edition_before() -> None:
    assert "앞선 판에서는" in entry("levels", "maturity.2026.automl")
    assert "앞선 판에 없던 항목이다" in entry("levels", "maturity.2026.llm-serving")


def test_the_pages_that_use_a_claim_show_its_record_and_cite_its_source() -> None:
    claim = by_key("estimates", "market.brief.target")
    pages = pages_of(claim, shown_by(real(), "ko"), cited_by(real(), "ko"))
    assert "market/size" in pages and "market/talent" not in pages
    assert not any(page.startswith("claims/") for page in pages)
    article_ = article(real(), "claims/estimates", "ko")
    assert article_ and 'href="../../market/size/"' in article_.html


def test_the_lists_do_not_count_as_use_of_the_data() -> None:
    showing = shown_by(real(), "ko")
    collections = {name for name, _ in showing} - {"words"}
    pages = {page for (name, _), pages in showing.items() if name in collections for page in pages}
    assert "market/size" in pages and not any(page.startswith("claims/") for page in pages)


@pytest.mark.parametrize("lang", LANGS)
def test_the_search_reads_every_claim_from_one_file(lang: Lang) -> None:
    ((path, content),) = claims_file(real(), lang).items()
    assert path == f"assets/claims.{lang}.json"
    rows = json.loads(content)
    assert len(rows) == sum(len(found(kind)) for kind in KINDS)
    value = {"ko": "209억 달러", "en": "$20.9B"}[lang]
    assert ["estimates/#market.brief.target", value] in [row[:2] for row in rows]


@pytest.mark.parametrize("name", ["topic", "market", "event"])
def test_every_group_has_a_name(name: str) -> None:
    words = Facts(real()).words
    kind: Kind = {"topic": "figures", "market": "estimates", "event": "events"}[name]  # type: ignore[assignment]
    assert {claim.group for claim in found(kind)} <= {
        word.removeprefix(f"{name}-") for word in words if word.startswith(f"{name}-")
    }


def test_english_rows_have_no_korean_interface_words() -> None:
    context = context_of(real(), "claims/index", "en", "en")
    for kind in KINDS:
        for _, value, _, _, use in claim_rows(context, kind):
            assert not HANGUL.search(f"{value} {use}")


def test_a_quoted_event_names_its_vendor() -> None:
    shown = entry("events", "vendors.sagemaker.renamed-2024", "en")
    assert "Amazon SageMaker AI: Amazon SageMaker was renamed Amazon SageMaker AI" in shown
