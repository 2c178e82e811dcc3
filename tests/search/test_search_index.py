"""What of a built page goes into the index, and how its words are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ime import in_latin_layout, moments
from playwright.sync_api import Page

from browser import chromium
from kb.search.amounts import amounts
from kb.search.az import Entry, grouped
from kb.search.extract import PageRecords, Record, read_page
from kb.search.fallback import build_fallback
from kb.search.files import search_files
from kb.search.index import Language, build_index, number
from kb.search.keys import keys, squeezed, words
from kb.search.language import Stemmer
from kb.search.records import Alias
from search_lab import ROOT

KOREAN = Language("ko", "한국어", ("en",))


def page(content: str, lang: str = "ko", attributes: str = "") -> str:
    return (
        f'<html lang="{lang}"><head><meta name="description" content="한 줄 설명"></head><body>'
        f"<nav>메뉴</nav><article {attributes}><h1>제목</h1>{content}</article></body></html>"
    )


def read(content: str) -> PageRecords:
    found = read_page(page(content), "a/")
    assert found is not None
    return found


def index_of(*pages: PageRecords, aliases: tuple[Alias, ...] = ()) -> dict[str, list[str]]:
    """The blocks of an index by their names."""
    source = build_index(pages, aliases, KOREAN)
    first, rest = source.split(b"\n", 1)
    blocks = {}
    for name, size in zip(
        ("records", "words", "lists", "groups", "texts"), json.loads(first)["sizes"], strict=True
    ):
        blocks[name], rest = rest[:size].decode().splitlines(), rest[size:]
    assert rest == b""
    return blocks


def one(title: str, text: str, address: str = "a/") -> PageRecords:
    return PageRecords(Record(address, title, text))


def test_sections_begin_at_headings_with_an_id() -> None:
    found = read('<p>앞</p><h2 id="one">하나</h2><p>글</p><h3>둘</h3><p>이어진다</p>')
    assert found.page == Record("a/", "제목", "앞")
    assert found.sections == (Record("a/#one", "하나", "글 둘 이어진다"),)


def test_a_term_and_a_marked_element_open_a_section() -> None:
    found = read(
        '<dl><div id="drift"><dt>드리프트 <span lang="en">drift</span></dt><dd>뜻</dd></div></dl>'
        '<ul><li id="src" data-search="section"><a href="/">보고서</a> 2024</li></ul>'
    )
    assert [record.address for record in found] == ["a/", "a/#drift", "a/#src"]
    assert [record.title for record in found.sections] == ["드리프트 drift", "보고서"]
    assert [record.text for record in found.sections] == ["뜻", "2024"]


def test_particles_stay_with_the_word_in_a_link_and_cells_stay_apart() -> None:
    found = read('<p>41억 달러<a href="/">로</a></p><table><tr><td>가</td><td>나</td></tr></table>')
    assert found.page.text == "41억 달러로 가 나"


@pytest.mark.parametrize(
    "silent",
    [
        '<div data-search="off">숨김</div>',
        "<nav>숨김</nav>",
        "<svg><text>숨김</text></svg>",
        '<pre class="vegalite">{"숨김": 1}</pre>',
        '<aside class="kb-notice">숨김</aside>',
        '<sup class="kb-ref">[1]</sup>',
        '<a class="headerlink" href="#x">숨김</a>',
        "<p hidden>숨김</p>",
        '<section lang="en">Hidden</section>',
    ],
)
def test_what_is_not_the_pages_text_stays_out(silent: str) -> None:
    assert read(f"<p>글</p>{silent}").page.text == "글"


def test_a_page_without_a_translation_is_not_in_the_other_language() -> None:
    assert read_page(page("<p>글</p>", "en", 'lang="ko"'), "en/a/") is None
    assert read_page(page("<p>글</p>", "ko", 'data-search="off"'), "a/") is None


def test_the_description_and_readers_names_find_a_page_unseen() -> None:
    found = read_page(page("<p>글</p>"), "a/", names=["다른 이름"])
    assert found is not None
    assert [(r.title, r.text) for r in found.unseen] == [("다른 이름", ""), ("", "한 줄 설명")]
    assert "다른 이름" not in [record.title for record in found]


def test_text_becomes_the_keys_that_type_it() -> None:
    assert keys("모니터링") == "AHSLXJFLD"
    assert keys("꺾") == "R^JR^"
    assert squeezed("W&B의 1,000개 38.2%") == "wbDML1000RO38.2"


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_a_word_begins_with_all_that_is_seen_while_it_is_typed(text: str) -> None:
    assert all(keys(text).startswith(keys(moment)) for moment in moments(text))


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_the_wrong_layout_differs_in_case_only(text: str) -> None:
    assert in_latin_layout(text).upper() == keys(text).replace("^", "")


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("모니터링을", "모니터링"),
        ("모니터링에서는", "모니터링"),
        ("배포했습니다", "배포"),
        ("배포된", "배포"),
        ("성숙했나", "성숙"),
        ("deployments", "deploy"),
    ],
)
def test_endings_are_cut_off(word: str, stem: str) -> None:
    assert keys(stem) in Stemmer().stems(keys(word))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("41억 달러", ["=4100000000"]),
        ("$4.1b", ["=4100000000"]),
        ("4.1 billion", ["=4100000000"]),
        ("44억 1,000만 달러", ["=4410000000"]),
        ("5 meters, 3 사람", []),
        ("2억과 3억", ["=200000000", "=300000000"]),
    ],
)
def test_sums_are_one_word_in_any_notation(text: str, found: list[str]) -> None:
    assert list(amounts(text)) == found


def test_a_compound_is_kept_as_its_parts() -> None:
    found = index_of(one("가", "데이터 버전 관리"), one("나", "데이터버전관리", "b/"))
    assert keys("데이터버전관리") not in found["words"]
    assert found["lists"][found["words"].index(keys("버전"))] == "44"


def test_words_with_and_without_a_particle_are_one() -> None:
    found = index_of(one("가", "실험을 하는 실험"), one("나", "실험의", "b/"))
    assert [word for word in found["words"] if word.startswith(keys("실험"))] == [keys("실험")]


def test_names_of_one_thing_share_a_list() -> None:
    found = index_of(
        one("가", "데이터가 표류한다"),
        one("나", "drift", "b/"),
        aliases=(Alias("드리프트", ("표류", "drift"), "ko"),),
    )
    numbers = {found["lists"][found["words"].index(squeezed(n) + "~")] for n in ("표류", "drift")}
    assert len(numbers) == 1
    assert found["groups"][0].endswith("\t44")


def test_a_page_is_found_by_the_other_names_of_its_title() -> None:
    found = index_of(one("드리프트", "글"), aliases=(Alias("드리프트", ("모델 노후화",), "ko"),))
    assert found["records"] == ["a/\t드리프트\t1", ">0\t모델 노후화\t0"]


def test_the_order_of_pages_does_not_change_the_bytes() -> None:
    pages = [one("가", "글"), one("나", "다른 글", "b/"), one("다", "셋째", "")]
    assert build_index(pages, (), KOREAN) == build_index(pages[::-1], (), KOREAN)


@given(st.integers(min_value=0, max_value=10**6))
def test_numbers_come_back(value: int) -> None:
    digits = [ord(char) - 48 for char in number(value)]
    assert sum((digit % 32) << 5 * place for place, digit in enumerate(digits)) == value
    assert [digit > 31 for digit in digits] == [True] * (len(digits) - 1) + [False]


def test_each_language_has_its_index_and_the_theme_one_of_all() -> None:
    files = search_files({"ko": [one("가<", "글")], "en": [one("a", "b", "en/")]}, NAMES, ())
    assert list(files) == ["search/index.ko.txt", "search/index.en.txt", "search/search_index.json"]
    assert json.loads(files["search/index.ko.txt"].split(b"\n")[0])["others"] == ["en"]
    docs = json.loads(files["search/search_index.json"])["docs"]
    assert docs[0] == {"location": "a/", "title": "가&lt;", "text": "글"}
    assert files["search/search_index.json"] == build_fallback(
        [one("a", "b", "en/"), one("가<", "글")]
    )


NAMES = {"ko": "한국어", "en": "English"}


def test_the_index_page_groups_by_initial_in_the_readers_order() -> None:
    entries = [
        Entry("까닭", "b/"),
        Entry("가지치기", "a/"),
        Entry("Azure", "c/"),
        Entry("5년 전망", "d/"),
        Entry("표류", "e/", stands_for="드리프트"),
        Entry("가지치기", "a/"),
    ]
    groups = grouped(entries, "ko")
    assert [(group.initial, group.id) for group in groups] == [
        ("ㄱ", "giyeok"),
        ("ㅍ", "pieup"),
        ("A", "a"),
        ("0–9", "digits"),
    ]
    assert [entry.text for entry in groups[0].entries] == ["가지치기", "까닭"]
    assert [group.initial for group in grouped(entries, "en")] == ["A", "ㄱ", "ㅍ", "0–9"]


@pytest.fixture(scope="module")
def worker() -> Iterator[Page]:
    """A page in which the functions of the worker can be called."""
    with chromium() as browser:
        opened = browser.new_page()
        opened.add_script_tag(path=ROOT / "overrides/assets/scripts/search-worker.js")
        yield opened


def test_the_worker_reads_words_and_keys_as_the_build_does(worker: Page) -> None:
    texts = [
        "W&B의 38.2%와 k8s, 1,000개 MLOps를 Neptune.ai",
        "꺾쇠 <값> ‘따옴표’—줄표 ㄳ ㅢ 뷁 2026-04-22 v2.0",
        "Ünïcode Привет 汉字 ½ _밑줄_ e.g. 3.14.15",
    ]
    for text in texts:
        found = worker.evaluate("t => [squeeze(t).keys, squeeze(t).words.map(w => w[0])]", text)
        assert found[0] == squeezed(text)
        assert [word.replace(",", "") for word in found[1]] == words(text)


@pytest.mark.parametrize(
    ("typed", "word", "slips", "fits"),
    [
        ("abcd", "abxd", 1, True),
        ("abcd", "abd", 1, True),
        ("abcd", "abxcd", 1, True),
        ("abcd", "abdcef", 1, True),
        ("abcd", "axxd", 1, False),
        ("abcd", "axxd", 2, True),
    ],
)
def test_a_slip_is_one_key(worker: Page, typed: str, word: str, slips: int, fits: bool) -> None:
    assert worker.evaluate("([t, w, n]) => begins(t, 0, w, 0, n)", [typed, word, slips]) is fits
