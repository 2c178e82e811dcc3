"""Terms of the glossary are found in running text, with their particles, and nowhere else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from kb.content.terms import Terms, definitions
from texts import facts_of

GLOSSARY = {
    "glossary/drift.yml": """
        term: {ko: 드리프트, en: drift}
        definition: {ko: 분포가 달라지는 일, en: A change of distribution}
        aliases: {ko: [표류], en: [dataset shift]}
        """,
    "glossary/data.yml": """
        term: {ko: 데이터, en: data}
        definition: {ko: 적어 둔 것, en: What is written down}
        """,
    "glossary/data-drift.yml": """
        term: {ko: 데이터 드리프트, en: data drift}
        definition: {ko: 입력의 분포가 달라지는 일, en: A change of the input}
        """,
    "glossary/mlops.yml": """
        term: MLOps
        definition: {ko: 모델을 운영하는 일, en: Running models}
        """,
}


@pytest.fixture(scope="module")
def terms() -> dict[str, Terms]:
    glossary = tuple(facts_of(GLOSSARY).glossary.values())
    return {lang: Terms(glossary, lang) for lang in ("ko", "en")}


def marked(terms: Terms, source: str) -> list[tuple[str, str]]:
    """The linked words with the terms that they lead to, in the order of the page."""
    root = html.fragment_fromstring(terms.mark(source, "../glossary/"), create_parent="div")
    links = root.xpath("//a[@class='kb-term']")
    return [(link.text, link.get("href").partition("#")[2]) for link in links]


def words(terms: Terms, source: str) -> list[str]:
    return [word for word, _ in marked(terms, source)]


@pytest.mark.parametrize(
    "text", ["드리프트", "드리프트가", "드리프트를 잡는다", "‘드리프트’라고", "(드리프트)", "드리프트로부터", "표류는"]
)  # fmt: skip
def test_a_korean_term_is_found_with_its_particle(terms: dict[str, Terms], text: str) -> None:
    assert [term for _, term in marked(terms["ko"], f"<p>{text}</p>")] == ["drift"]


def test_the_particle_stays_outside_the_link(terms: dict[str, Terms]) -> None:
    shown = terms["ko"].mark("<p>MLOps는 드리프트를 본다.</p>", "../glossary/")
    assert ">MLOps</a>는 " in shown and ">드리프트</a>를 본다." in shown


@pytest.mark.parametrize("text", ["드리프트차", "카드리프트", "드리프트레이싱", "AMLOps", "MLOps2"])
def test_a_term_within_another_word_is_none(terms: dict[str, Terms], text: str) -> None:
    assert marked(terms["ko"], f"<p>{text}</p>") == []


def test_the_longest_term_wins(terms: dict[str, Terms]) -> None:
    found = marked(terms["ko"], "<p>데이터 드리프트와 드리프트</p>")
    assert found == [("데이터 드리프트", "data-drift"), ("드리프트", "drift")]


def test_a_shorter_term_is_found_where_the_longest_goes_on(terms: dict[str, Terms]) -> None:
    assert words(terms["ko"], "<p>데이터 드리프트차</p>") == ["데이터"]
    assert words(terms["en"], "<p>data drifting, then data drifts</p>") == ["data", "data drift"]


def test_english_terms_are_found_in_any_case_and_in_the_plural(terms: dict[str, Terms]) -> None:
    assert words(terms["en"], "<p>Drifts happen; a Data Drift too.</p>") == ["Drift", "Data Drift"]
    assert words(terms["en"], "<p>drifting, snowdrift, drift-free</p>") == []
    assert marked(terms["en"], "<p>a dataset shift</p>") == [("dataset shift", "drift")]


def test_only_the_first_use_in_a_section_is_marked(terms: dict[str, Terms]) -> None:
    source = "<p>드리프트 드리프트</p><p>표류</p><h2 id='a'>절</h2><p>드리프트</p>"
    assert words(terms["ko"], source) == ["드리프트", "드리프트"]


def test_the_first_use_is_the_first_that_is_read(terms: dict[str, Terms]) -> None:
    source = "<p><em><b>드리프트</b></em> 그리고 표류</p>"
    assert words(terms["ko"], source) == ["드리프트"]


@pytest.mark.parametrize(
    "tag", ["h2", "a", "code", "pre", "summary", "button", "script", "style", "svg", "vegachart"]
)
def test_headings_links_code_and_charts_are_left_alone(terms: dict[str, Terms], tag: str) -> None:
    source = f"<div><{tag}>드리프트</{tag}></div>"
    assert terms["ko"].mark(source, "x") == source
    assert words(terms["ko"], f"<div><{tag}><b>표류</b></{tag}> 드리프트</div>") == ["드리프트"]


def test_text_behind_a_comment_is_read_too(terms: dict[str, Terms]) -> None:
    assert words(terms["ko"], "<p>앞 <!-- 표류 --> 드리프트</p>") == ["드리프트"]


def test_a_link_leads_to_the_glossary(terms: dict[str, Terms]) -> None:
    root = html.fragment_fromstring(terms["en"].mark("<p>drift</p>", "../glossary/"))
    link = root.xpath("//a")[0]
    assert link.get("href") == "../glossary/#drift"
    assert set(link.keys()) == {"class", "href"}


def test_definitions_are_said_once_by_the_id_that_links_lead_to() -> None:
    glossary = facts_of(GLOSSARY).glossary.values()
    found = json.loads(definitions(glossary, "en"))
    assert found["drift"] == "A change of distribution"
    assert found.keys() == {"drift", "data", "data-drift", "mlops"}


def test_signs_of_markup_in_the_text_stay_text(terms: dict[str, Terms]) -> None:
    shown = terms["ko"].mark("a &lt; b <p>드리프트 &amp; &lt;i&gt;</p>", "x")
    assert shown.startswith("a &lt; b <p>")
    assert shown.endswith("</a> &amp; &lt;i&gt;</p>")


def test_without_a_glossary_nothing_changes() -> None:
    assert Terms((), "ko").mark("<p>드리프트<br /></p>", "x") == "<p>드리프트<br /></p>"


def test_places_stay_behind_a_letter_whose_small_form_is_two(terms: dict[str, Terms]) -> None:
    assert terms["en"].mark("İİ DRIFT İdrift", "x").startswith("İİ <a ")
    assert words(terms["en"], "<p>İİ DRIFT İdrift</p>") == ["DRIFT"]
    assert words(terms["ko"], "<p>İ MLOPS는</p>") == ["MLOPS"]


def test_pages_do_not_know_of_each_other(terms: dict[str, Terms]) -> None:
    source = "<p>드리프트 MLOps</p>"
    assert terms["ko"].mark(source, "x") == terms["ko"].mark(source, "x")


@given(text=st.text("드리프트데이터표류 MLOpsıİK<&를.", max_size=30))
def test_marking_adds_links_and_changes_no_word(terms: dict[str, Terms], text: str) -> None:
    paragraph = html.Element("p")
    paragraph.text = text
    source = html.tostring(paragraph, encoding="unicode")
    shown = html.fragment_fromstring(terms["ko"].mark(source, "x"))
    assert shown.text_content() == html.fragment_fromstring(source).text_content()
