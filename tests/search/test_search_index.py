"""What of a built page goes into the index, and how its words are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ime import in_latin_layout, moments
from lxml import html
from playwright.sync_api import Browser, Page

from conftest import ROOT
from kb.search.amounts import amounts
from kb.search.extract import PageRecords, Record, read_content
from kb.search.fallback import build_fallback
from kb.search.files import FALLBACK, fallback_files, language_files
from kb.search.index import Language, build_index
from kb.search.keys import keys, squeezed, words
from kb.search.kinds import kinds
from kb.search.language import Stemmer
from kb.search.parts import LONGEST_PART, parts_of
from kb.search.postings import COUNTS, TITLE, Lists, heading, number
from kb.search.records import Alias
from kb.show.initials import IndexLine, grouped

KOREAN = Language("ko", "한국어", ("en",))


def read(content: str, content_lang: str = "ko", names: tuple[str, ...] = ()) -> PageRecords | None:
    return read_content(
        content,
        address="a/",
        title="제목",
        description="한 줄 설명",
        lang="ko",
        content_lang=content_lang,
        names=names,
    )


def records(content: str) -> PageRecords:
    found = read(content)
    assert found is not None
    return found


def index_of(*pages: PageRecords, aliases: tuple[Alias, ...] = ()) -> dict[str, list[str]]:
    """The blocks of an index by their names, its words written out."""
    parts = [part for page in pages for part in parts_of(page)]
    first, rest = build_index(parts, aliases, KOREAN).split(b"\n", 1)
    blocks = {}
    for name, size in zip(
        ("pages", "words", "lists", "groups"), json.loads(first)["sizes"], strict=True
    ):
        blocks[name], rest = rest[:size].decode().split("\n")[:-1], rest[size:]
    assert rest == b""
    written = [""]
    for line in blocks["words"]:
        written.append(written[-1][: ord(line[0]) - ord("0")] + line[1:])
    return blocks | {"words": written[1:]}


def where(found: dict[str, list[str]], word: str) -> str:
    """The list of a word, or of a phrase with `~` behind it."""
    return found["lists"][found["words"].index(word)]


def one(title: str, text: str, address: str = "a/") -> PageRecords:
    return PageRecords(Record(address, title, text))


def test_sections_begin_at_headings_with_an_id() -> None:
    found = records('<p>앞</p><h2 id="one">하나</h2><p>글</p><h3>둘</h3><p>이어진다</p>')
    assert found.page == Record("a/", "제목", "앞")
    assert found.sections == (Record("a/#one", "하나", "글 둘 이어진다"),)


def test_a_term_and_a_marked_element_open_a_section() -> None:
    found = records(
        '<dl><div id="drift"><dt>드리프트 <span lang="en">drift</span></dt><dd>뜻</dd></div></dl>'
        '<ul><li id="src" data-search="section"><a href="/">보고서</a> 2024</li></ul>'
    )
    assert [record.address for record in found] == ["a/", "a/#drift", "a/#src"]
    assert [record.title for record in found.sections] == ["드리프트 drift", "보고서"]
    assert [record.text for record in found.sections] == ["뜻", "2024"]


def test_particles_stay_with_the_word_in_a_link_and_cells_stay_apart() -> None:
    found = records(
        '<p>41억 달러<a href="/">로</a></p><table><tr><td>가</td><td>나</td></tr></table>'
    )
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
    assert records(f"<p>글</p>{silent}").page.text == "글"


def test_a_page_is_called_by_its_heading_or_else_by_its_title() -> None:
    assert records("<h1>모델 <em>배포</em></h1><p>글</p>").page == Record("a/", "모델 배포", "글")
    assert records("<p>글</p>").page.title == "제목"


def test_a_page_without_a_translation_is_not_in_the_other_language() -> None:
    assert read("<p>글</p>", content_lang="en") is None


def test_the_description_and_readers_names_find_a_page_unseen() -> None:
    found = read("<p>글</p>", names=("다른 이름",))
    assert found is not None
    assert [(r.title, r.text) for r in found.unseen] == [("다른 이름", ""), ("", "한 줄 설명")]
    assert "다른 이름" not in [record.title for record in found]


def test_the_search_shows_what_the_built_pages_say(site: Path) -> None:
    written = {path for path in site.glob("search/texts/**/*.txt")}
    for path in site.rglob("index.html"):
        page = html.document_fromstring(path.read_text("utf-8"))
        (content,) = page.xpath("//article")
        lang = page.get("lang")
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        above = address.removeprefix("en/").rstrip("/").rpartition("/")[0]
        if above and (ROOT / "docs" / f"{above}.md").exists():
            continue  # a part of the page above, which leads to it
        found = read_content(
            "".join(html.tostring(child, encoding="unicode") for child in content),
            address=address,
            title="",
            description="",
            lang=lang,
            content_lang=content.get("lang", lang),
        )
        for part in parts_of(found) if found else ():
            assert (site / part.path).read_bytes() == part.content
            written.remove(site / part.path)
    assert not written


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
        ("2026년 1월 22일", ["=20274305"]),
    ],
)
def test_sums_are_one_word_in_any_notation(text: str, found: list[str]) -> None:
    assert list(amounts(text)) == found


def test_a_compound_is_kept_as_its_parts() -> None:
    found = index_of(one("가", "데이터 버전 관리"), one("나", "데이터버전관리", "b/"))
    assert keys("데이터버전관리") not in found["words"]
    assert where(found, keys("버전")) == "00"


def test_words_with_and_without_a_particle_are_one() -> None:
    found = index_of(one("가", "실험을 하는 실험"), one("나", "실험의", "b/"))
    assert [word for word in found["words"] if word.startswith(keys("실험"))] == [keys("실험")]


def test_forms_of_a_verb_are_one() -> None:
    page = records("<p>비용을 줄인다. 시간을 줄이는 일, 값을 줄여 얻은 것과 줄였던 것</p>")
    found = index_of(page)["words"]
    assert keys("줄이") in found
    assert not [word for word in found if word.startswith(keys("줄인"))]
    assert not [word for word in found if word.startswith(keys("줄여"))]


def test_a_noun_that_ends_like_a_verb_stays_one() -> None:
    found = index_of(records("<p>변환, 변화, 변화를 본다.</p>"))["words"]
    assert {keys("변환"), keys("변화")} <= set(found)


def test_endings_behind_that_of_a_verb_are_cut_off() -> None:
    found = index_of(records("<p>평가 결과, 평가한 것, 평가한다</p>"))["words"]
    assert [word for word in found if word.startswith(keys("평가"))] == [keys("평가")]


def test_a_noun_keeps_what_only_looks_like_an_ending() -> None:
    found = index_of(records("<p>성숙 단계, 성숙도, 성숙도를 잰다.</p>"))["words"]
    assert {keys("성숙"), keys("성숙도")} <= set(found)


def test_a_noun_that_ends_like_no_form_of_a_verb_stays_whole() -> None:
    pages = (
        one("가", "은 사"),
        one("나", "은 사", "b/"),
        one("다", "은행, 은행과 사항, 사항이", "c/"),
    )
    assert {keys("은행"), keys("사항")} <= set(index_of(*pages)["words"])


def test_a_term_beside_its_translation_is_all_of_its_heading() -> None:
    glossary = PageRecords(
        Record("a/", "용어집", ""), (Record("a/#b", "모델 카드 model card", "뜻"),)
    )
    found = index_of(glossary, aliases=(Alias("모델 카드", ("model card",), "ko"),))
    assert found["groups"] == [number(0) + chr(ord("!") + heading(1, 1) - 1)]


def test_a_title_is_found_as_it_is_written() -> None:
    pages = one("기술 성숙도", "성숙 단계"), one("기술 성숙도", "성숙", "b/")
    assert squeezed("기술 성숙도") + "~" in index_of(*pages)["words"]


def test_letters_of_full_width_are_letters() -> None:
    found = index_of(one("ＭＬＯｐｓ", "ｋ８ｓ와　１，０００개"))
    assert {"mlops", "k8s", "1000"} <= set(found["words"])


def test_names_of_one_thing_share_a_list() -> None:
    found = index_of(
        one("가", "데이터가 표류한다"),
        one("나", "drift", "b/"),
        aliases=(Alias("드리프트", ("표류", "drift"), "ko"),),
    )
    assert {where(found, squeezed(name) + "~") for name in ("표류", "drift")} == {"#0"}
    assert found["groups"] == ["00"]


def test_a_page_is_found_by_the_other_names_of_its_title() -> None:
    found = index_of(one("드리프트", "글"), aliases=(Alias("드리프트", ("모델 노후화",), "ko"),))
    assert found["pages"] == ["a/\t드리프트\t1\t0"]
    assert where(found, keys("노후화")) == "0!"


def test_a_long_page_comes_in_parts_and_a_short_one_in_one() -> None:
    sections = tuple(Record(f"a/#{at}", "절", "글" * 1000) for at in range(7))
    long = PageRecords(Record("a/", "긴 쪽", "앞"), sections)
    parts = list(parts_of(long))
    assert [part.path for part in parts] == [f"search/texts/a/{at}.txt" for at in range(4)]
    assert [record for part in parts for record in part.records] == list(long)
    assert all(len(part.content) <= LONGEST_PART for part in parts)
    assert parts[0].content.decode().splitlines()[0] == "\t긴 쪽\t앞"
    assert index_of(long, one("짧은 쪽", "글", "b/"))["pages"] == [
        "a/\t긴 쪽\t8\t7",
        *["", "", ""],
        "b/\t짧은 쪽\t1\t0",
    ]


def test_what_is_too_long_for_a_part_is_one_by_itself() -> None:
    sections = (Record("a/#b", "절", "글" * 5000), Record("a/#c", "절", "글"))
    parts = list(parts_of(PageRecords(Record("a/", "쪽", ""), sections)))
    assert [len(part.records) for part in parts] == [1, 1, 1]


def test_a_phrase_that_stands_once_is_found_by_its_words() -> None:
    found = index_of(one("모델 배포", "글"), one("나", "데이터 계약과 데이터 계약", "b/"))
    assert [word for word in found["words"] if word.endswith("~")] == []
    twice = index_of(one("모델 배포", "글"), one("나", "모델 배포", "b/"))
    assert squeezed("모델 배포") + "~" in twice["words"]


def test_sections_of_writers_pages_are_found_by_their_names_alone() -> None:
    writers = PageRecords(
        Record("contributing/", "쓰는 법", "머리글"),
        (Record("contributing/#a", "첫 절", "본문낱말"),),
    )
    language = Language("ko", "한국어", (), kinds("", str))
    index = build_index(list(parts_of(writers)), (), language).decode()
    words = index.split("\n", 1)[1]
    assert keys("절") in words
    assert keys("머리글")[1:] in words
    assert keys("본문낱말")[2:] not in words


def test_a_place_is_of_the_first_kind_that_its_address_fits(worker: Page) -> None:
    found = [(kind.start, kind.name, kind.worth) for kind in kinds("en/", str)]
    names = worker.evaluate(
        """([kinds, places]) => places.map(place =>
          Index.prototype.kindOf.call({ kinds }, place)[1])""",
        [found, ["en/", "en/vendors/", "en/vendors/mlflow/", "en/glossary/#drift", "en/market/"]],
    )
    assert names == ["", "kind-page", "kind-vendor", "kind-term", "kind-page"]


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("카프카", "kafka"),
        ("아이스버그", "iceberg"),
        ("쿠브플로", "kubeflow"),
        ("쿠베플로", "kubeflow"),
        ("엠엘플로", "mlflow"),
        ("데이터브릭스", "databricks"),
        ("파이토치", "pytorch"),
        ("그라파나", "grafana"),
        ("스노우플레이크", "snowflake"),
    ],
)
def test_hangul_sounds_like_the_latin_name_that_it_spells(
    worker: Page, hangul: str, latin: str
) -> None:
    others = ["model", "kubernetes", "deployment", "tracking", "vertex", "dagster"]
    heard = worker.evaluate(
        """([key, words]) => words.filter(word =>
          heard(word).test(soundOf(key).replace(/[a-z]/g, "o")))""",
        [keys(hangul), [latin, *others]],
    )
    assert heard == [latin]


@pytest.mark.parametrize(
    "typed", ["줄이는", "줄인다", "줄일", "줄였다", "줄여", "줄입니다", "줄인ㄷ"]
)
def test_any_form_of_a_verb_finds_the_others(worker: Page, typed: str) -> None:
    index = build_index(
        list(parts_of(records("<p>비용을 줄인다</p>"))), (), Language("ko", "한국어")
    )
    found = worker.evaluate(
        """([bytes, key]) => {
          const index = new Index(new Uint8Array(bytes))
          return [...index.matches(key, true).keys()].map(at => index.word(at))
        }""",
        [list(index), "".join(map(keys, words(typed)))],
    )
    assert keys("줄이") in found


@pytest.mark.parametrize("typed", ["카프카를", "카프카에서", "카프카의"])
def test_a_name_that_is_not_known_is_read_with_its_particle(worker: Page, typed: str) -> None:
    index = build_index(
        list(parts_of(records("<p>카드 한 장과 카이 두 장, kafka</p>"))),
        (),
        Language("ko", "한국어"),
    )
    pieces = worker.evaluate(
        "([bytes, word]) => new Index(new Uint8Array(bytes)).read([word]).pieces.map(one => one.key)",
        [list(index), typed],
    )
    assert pieces == [keys(typed)]


@pytest.mark.parametrize(
    ("typed", "stem"), [("은행에서", "은행"), ("팀은", "팀"), ("배포한", "배포")]
)
def test_the_worker_knows_a_noun_from_a_form_of_a_verb(worker: Page, typed: str, stem: str) -> None:
    language = Language("ko", "한국어")
    index = build_index(list(parts_of(records("<p>은과 팀, 은행, 배포</p>"))), (), language)
    found = worker.evaluate(
        """([bytes, key]) => {
          const index = new Index(new Uint8Array(bytes))
          return [...index.matches(key, true).keys()].map(at => index.word(at))
        }""",
        [list(index), keys(typed)],
    )
    assert found == [keys(stem)]


def test_a_phrase_counts_once_whatever_stands_behind_it(worker: Page) -> None:
    pages = [one("피처 스토어", "글"), one("나", "피처 스토어", "b/")]
    index = build_index([part for page in pages for part in parts_of(page)], (), KOREAN)
    ends = worker.evaluate(
        """([bytes, words]) => {
          const index = new Index(new Uint8Array(bytes))
          return index.phrases(index.read(words).units).map(({ start, end }) => [start, end])
        }""",
        [list(index), ["피처", "스토어에서는"]],
    )
    assert ends == [[0, 8]]


def test_the_order_of_pages_does_not_change_the_bytes() -> None:
    pages = [one("가", "글"), one("나", "다른 글", "b/"), one("다", "셋째", "")]
    assert language_files(pages, (), KOREAN) == language_files(pages[::-1], (), KOREAN)


@given(st.integers(min_value=0, max_value=10**6))
def test_numbers_come_back(value: int) -> None:
    *before, last = (ord(char) for char in number(value))
    found = 0
    for digit in before:
        assert ord("p") <= digit <= ord("}")
        found = found * 14 + digit - ord("p")
    assert found * 64 + last - ord("0") == value


def test_each_language_has_its_files_and_the_theme_one_of_all() -> None:
    korean, english = [one("가<", "글")], [one("a", "b", "en/")]
    files = language_files(korean, (), KOREAN)
    assert list(files) == ["search/index.ko.txt", "search/texts/a/0.txt"]
    assert json.loads(files["search/index.ko.txt"].split(b"\n")[0])["others"] == ["en"]
    assert files["search/texts/a/0.txt"].decode() == "\t가<\t글\n"
    theme = fallback_files([*korean, *english])
    docs = json.loads(theme[FALLBACK])["docs"]
    assert docs[0] == {"location": "a/", "title": "가&lt;", "text": "글"}
    assert theme == {FALLBACK: build_fallback([*english, *korean])}


def test_the_index_page_groups_by_initial_in_the_readers_order() -> None:
    entries = [
        IndexLine("까닭", "b/"),
        IndexLine("가지치기", "a/"),
        IndexLine("Azure", "c/"),
        IndexLine("5년 전망", "d/"),
        IndexLine("표류", "e/", stands_for="드리프트"),
        IndexLine("가지치기", "a/"),
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
def worker(browser: Browser) -> Iterator[Page]:
    """A page in which the functions of the worker can be called."""
    opened = browser.new_page()
    opened.add_script_tag(path=ROOT / "overrides/assets/scripts/search-worker.js")
    yield opened
    opened.close()


def test_the_worker_reads_words_and_keys_as_the_build_does(worker: Page) -> None:
    texts = [
        "W&B의 38.2%와 k8s, 1,000개 MLOps를 Neptune.ai",
        "꺾쇠 <값> ‘따옴표’—줄표 ㄳ ㅢ 뷁 2026-04-22 v2.0",
        "Ünïcode Привет 汉字 ½ _밑줄_ e.g. 3.14.15",
        "ＭＬＯｐｓ　１，０００개 ³⁸.２％ ｱｲ ㎡ ﬁ ㈜ … 𝐀 ㄴ모니터ㄹ",
    ]
    for text in texts:
        found = worker.evaluate("t => [squeeze(t).keys, squeeze(t).words.map(w => w[0])]", text)
        assert found[0] == squeezed(text)
        assert [word.replace(",", "") for word in found[1]] == words(text)


def test_the_worker_reads_the_lists_that_the_build_writes(worker: Page) -> None:
    lists = Lists[str]()
    told = {0: 1, 1: 3, 64: 22, 5000: 1, 300000: 2}
    kinds = {1: TITLE, 2: 1, 64: TITLE + 2, 70: 2}
    for part in sorted({*told, *kinds}):
        lists.add(part, [("a", kinds[part])] if part in kinds else (), ["a"] * told.get(part, 0))
    found = worker.evaluate(
        "t => { const f = []; readList(t, 0, (...one) => f.push(one)); return f }",
        lists.written["a"],
    )
    assert [part for part, *_ in found] == sorted({*told, *kinds})
    assert [part for part, is_title, *_ in found if is_title] == [1, 64]
    assert [part for part, _, share, _ in found if share] == [2, 64, 70]
    assert {part: count for part, *_, count in found if count} == {
        0: 1, 1: 4, 64: 12, 5000: 1, 300000: 1,
    }  # fmt: skip
    assert len(worker.evaluate("COUNTS")) == len(COUNTS)


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
