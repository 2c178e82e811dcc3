"""What readers see of the search of the built site: names in Hangul, kinds, order, slips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from measure import Search, first_list, standing
from playwright.sync_api import Browser, expect

from browser import Host, reader

NAMES = yaml.safe_load(Path(__file__).with_name("hangul.yml").read_text("utf-8"))
BOX = ".md-search__input"
RESULTS = ".md-search-result__list > li"
CARD = ".kb-search-claim"
HELP = ".kb-search-help"


@pytest.fixture(scope="module")
def korean(browser: Browser, host: Host) -> Iterator[Search]:
    with standing(browser, host, "ko") as search:
        yield search


@pytest.mark.parametrize("seed", NAMES)
def test_latin_names_are_found_as_hangul_spells_them(korean: Search, seed: int) -> None:
    names = NAMES[seed]
    assert len(names) == 40
    answers = korean.ask([row["query"] for row in names])
    missed = [
        row["query"]
        for row, answer in zip(names, answers, strict=True)
        if not set(answer.top) & set(row["expect"])
    ]
    assert len(missed) <= 8, missed


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("모니터링", "maturity/model-monitoring/"),
        ("배포", "maturity/model-deployment/"),
        ("모델 배보", "maturity/model-deployment/"),
        ("급여", "market/cost/"),
        ("ＭＬｆｌｏｗ", "vendors/mlflow/"),
        ("쿠베플로", "vendors/kubeflow/"),
        ("엠엘플로", "vendors/mlflow/"),
        ("참고 문헌", "sources/"),
        ("용어 사전", "glossary/"),
        ("모델 카드", "glossary/"),
        ("드리프트란 무엇인가", "glossary/"),
        ("모델 모니터링이란", "maturity/model-monitoring/"),
        ("쿠버네티스에서 서빙하기", "vendors/kserve/"),
        ("데이타 버전 관리", "maturity/data-versioning/"),
        ("4.41 billion", "market/size/"),
    ],
)
def test_what_a_word_names_comes_first(korean: Search, query: str, page: str) -> None:
    (answer,) = korean.ask([query])
    assert answer.top[0] == page


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("카프카", "vendors/seldon-core/"),
        ("프로메테우스", "vendors/moreh/"),
        ("CAGR", "market/size/"),
        ("2026년 1월 22일", "market/regulation/"),
    ],
)
def test_what_pages_say_is_found(korean: Search, query: str, page: str) -> None:
    (answer,) = korean.ask([query])
    assert page in answer.top


def test_writers_pages_come_behind_those_for_readers(korean: Search) -> None:
    for answer in korean.ask(["데이터", "출처", "CAGR", "용어", "번역"]):
        writers = [page.startswith("contributing/") for page in answer.top]
        assert writers == sorted(writers)


def test_each_result_shows_what_it_is(browser: Browser, host: Host) -> None:
    context = reader(browser)
    page = context.new_page()
    page.goto(host.url)
    page.locator(BOX).fill("MLflow")
    expect(page.locator(f"{RESULTS} .kb-kind").first).to_have_text("벤더")
    page.locator(BOX).fill("모델 모니터링")
    expect(page.locator(f"{RESULTS} .kb-kind").first).to_have_text("기술")
    context.close()


def test_a_number_shows_who_says_it_and_its_data_are_fetched_for_a_number_alone(
    browser: Browser, host: Host
) -> None:
    context = reader(browser)
    page = context.new_page()
    page.goto(host.url)
    host.forget()
    page.locator(BOX).fill("모니터링")
    page.locator(RESULTS).first.wait_for()
    expect(page.locator(CARD)).to_be_hidden()
    assert not [path for path in host.asked if "claims" in path]
    page.locator(BOX).fill("41억")
    expect(page.locator(f"{CARD} li").first).to_contain_text("41억")
    expect(page.locator(f"{CARD} > a")).to_have_attribute(
        "href", f"{host.url}claims/?said=41%EC%96%B5"
    )
    page.locator(BOX).fill("모니터링")
    expect(page.locator(CARD)).to_be_hidden()
    context.close()


def test_without_results_the_box_says_what_to_try(browser: Browser, host: Host) -> None:
    context = reader(browser)
    page = context.new_page()
    page.goto(f"{host.url}market/size/")
    page.locator(BOX).fill("모니터링")
    page.locator(RESULTS).first.wait_for()
    expect(page.locator(HELP)).to_be_hidden()
    page.locator(BOX).fill("qzxqzx")
    expect(page.locator(HELP)).to_be_visible()
    expect(page.locator(f"{HELP} a").first).to_have_attribute("href", f"{host.url}a-z/")
    page.locator(BOX).fill('"드리프트 뷁뷁"')
    expect(page.locator(f"{HELP} span a").first).to_be_visible()
    page.locator(BOX).fill("")
    expect(page.locator(HELP)).to_be_hidden()
    context.close()


def test_a_first_search_for_a_name_in_hangul_loads_no_more(browser: Browser, host: Host) -> None:
    assert first_list(browser, host, "ko", "카프카") <= 120_000
