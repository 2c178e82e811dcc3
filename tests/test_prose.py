"""What a page says beside a record's name is what the record says; other sentences are left alone."""

from __future__ import annotations

from functools import cache

import pytest

from kb.memo import Memo
from kb.read.sentences import clauses, sentence_at, sentences, words_of
from kb.rules.check import findings
from kb.text import Lang
from texts import ACME, Texts, project_of, project_texts

SOURCES = """
told: {kind: repository, title: T, url: "https://example.com/1", quality: A}
heard: {kind: article, title: H, url: "https://example.com/2", quality: C}
law: {kind: article, title: Article 27, url: "https://example.com/3", quality: C}
vol-33: {kind: radar, title: Vol. 33, url: "https://example.com/33", published: '2025-11', quality: A}
vol-34: {kind: radar, title: Vol. 34, url: "https://example.com/34", published: '2026-04', quality: A}
"""
VENDOR = (
    ACME
    + """\
licence: {id: BUSL-1.1, open_source: false, source: told}
answers: {last-release: {text: "2.0.1, 2026년 5월 2일", source: told, as_of: 2026-05}}
events:
  - {id: left, date: 2026-04, type: licence, text: {ko: 그때까지 Apache-2.0이었다., en: Was Apache-2.0.}, source: told}
"""
)
LAW = """
act:
  name: {ko: 인공지능법(AI Act), en: AI Act}
  jurisdiction: 한국
  mlops: 기록
  events:
    - {id: in-force, date: 2026-01-22, text: 시행, source: told}
    - {id: later, date: 2027-07, text: 시행, source: told}
"""
DEAL = """
big-acme:
  date: 2026-03-09
  bought: AcmeML
  vendor: acme
  buyer: BigCorp
  buyer_kind: other
  did: 서비스
  state: completed
  usd: 1.65B
  source: told
"""
ESTIMATE = """
first:
  source: told
  publisher: Institute
  scope: mlops
  as_of: '2024'
  base: {year: 2023, usd: "4.1B"}
  target: {year: 2028, usd: "20.9B"}
  use: range
"""
DATA = {
    "sources/all.yml": SOURCES,
    "aspects.yml": "last-release: {name: 마지막 판}",
    "vendors/acme.yml": VENDOR,
    "vendors/other.yml": VENDOR.replace("Acme", "Other"),
    "market/regulations.yml": LAW,
    "market/estimates.yml": ESTIMATE,
    "deals.yml": DEAL,
}


@cache
def project() -> tuple[Texts, Memo]:
    """A project without pages, read once: each test writes its own, and takes it back."""
    texts = project_texts({f"data/{name}": data for name, data in DATA.items()})
    return texts, project_of(texts)


def told(text: str, lang: Lang = "ko", page: str = "index") -> list[tuple[str, str]]:
    """The rules that a page's text breaks, each with the words that break it."""
    texts, memo = project()
    head = "---\ntitle: 글\ndescription: 글\n---\n\n"
    path = f"docs/{page}{'' if lang == 'ko' else '.en'}.md"
    pages = {f"docs/{page}.md": head + "글\n"} | {path: head + text + "\n"}
    texts |= pages
    memo.changed(pages)
    found = [f for f in findings(memo) if f.rule.id.startswith("prose/")]
    for written in pages:
        del texts[written]
    memo.changed(pages)
    lines = pages[path].split("\n")
    return [
        (f.rule.id, lines[f.span.line - 1][f.span.column - 1 :][: f.span.length]) for f in found
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AcmeML의 마지막 판은 1.9.0이다.", "1.9.0"),
        ("AcmeML의 최신판은 2026년 5월 2일의 2.0.1이다.", ""),
        ("5월의 1.9.0이 AcmeML의 마지막 판이다.", "1.9.0"),
        ("1.9.0이 파이썬 3.10을 지원하는 마지막 판이다.", ""),
        ("AcmeML 1.9.0에서 화면이 바뀌었다.", ""),
        ("AcmeML 2.1.0에서 화면이 바뀌었다.", "2.1.0"),
        ("AcmeML이 3.0에 이르면 굳어진다.", ""),
        ("AcmeMLOps 9.0은 다른 제품이다.", ""),
        ("마지막 판은 1.9.0이다.", ""),
        ("`AcmeML`의 마지막 판은 [1.9.0](index.md)이다.", "1.9.0"),
    ],
)
def test_a_last_version_is_the_records(text: str, said: str) -> None:
    assert told(text) == ([("prose/version", said)] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The latest release of AcmeML is 1.9.0.", "1.9.0"),
        ("As of May the latest release of AcmeML is 2.0.1.", ""),
        ("AcmeML 1.9.0 of March is the last release.", "1.9.0"),
        ("AcmeML 2.1.0 changed the interface.", "2.1.0"),
        ("If AcmeML 3.0 comes, it will hold.", ""),
    ],
)
def test_a_last_version_is_the_records_in_english(text: str, said: str) -> None:
    assert told(text, "en") == ([("prose/version", said)] if said else [])


def test_a_vendors_page_is_about_its_product() -> None:
    assert told("마지막 판은 1.9.0이다.", page="vendors/acme") == [("prose/version", "1.9.0")]
    assert told("OtherML의 마지막 판은 2.0.1이다.", page="vendors/acme") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("인공지능법은 2026년 1월 21일 시행됐다.", "2026년 1월 21일"),
        ("인공지능법은 2026년 1월에 시행됐다.", ""),
        ("인공지능법은 2026-01-22부터 시행됐고, 다른 법은 2025년 3월부터다.", ""),
        ("AI Act는 2027년 8월부터 적용된다.", "2027년 8월"),
        ("인공지능법은 2024년 12월에 국회를 지났다.", ""),
        ("BigCorp가 2026년 2월 AcmeML을 인수했다.", "2026년 2월"),
        ("BigCorp가 2026년 3월 9일 AcmeML을 인수했다.", ""),
        ("BigCorp가 2026년 4월 AcmeML을 인수하며 라이선스를 바꾸었다.", ""),
        ("BigCorp와 AcmeML은 2020년 2월에 견주었다.", ""),
        ('레이더에는 2026년 4월에 올랐다{{ cite("vol-34") }}.', ""),
        ('레이더에는 2026년 4월에 올랐다{{ cite("vol-33") }}.', "2026년 4월"),
        ('레이더에는 2026년 5월에 올랐다{{ cite("vol-33") }}{{ cite("told") }}.', ""),
    ],
)
def test_a_date_is_the_records(text: str, said: str) -> None:
    assert told(text) == ([("prose/date", said)] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The AI Act has been in force since 21 January 2026.", "21 January 2026"),
        ("The AI Act has been in force since 22 January 2026.", ""),
        ("BigCorp bought AcmeML in February 2026.", "February 2026"),
        ('It came on the Radar in April 2026{{ cite("vol-33") }}.', "April 2026"),
    ],
)
def test_a_date_is_the_records_in_english(text: str, said: str) -> None:
    assert told(text, "en") == ([("prose/date", said)] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Institute는 2028년을 210억 달러로 본다.", "210억 달러"),
        ('Institute는 2028년을 209억 달러쯤으로 본다{{ cite("vol-33") }}.', ""),
        ("Institute는 2023년을 $4.1B로 본다.", ""),
        ("다른 곳은 2028년을 210억 달러로 본다.", ""),
        ("BigCorp는 AcmeML에 18억 달러를 냈다.", "18억 달러"),
        ("BigCorp는 AcmeML에 16.5억 달러를 냈다.", ""),
        ("BigCorp paid $1.7 billion for AcmeML.", ""),
    ],
)
def test_an_amount_is_the_records(text: str, said: str) -> None:
    assert told(text) == ([("prose/amount", said)] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("시장은 209억 달러가 된다.", "209억 달러"),
        ('시장은 209억 달러가 된다{{ cite("told") }}.', "209억 달러"),
        ('시장은 209억 달러가 된다{{ cite("vol-33") }}.', ""),
        ("시장은 1,209억 달러가 아니다.", ""),
        ("시장은 `209억 달러`로 적는다.", ""),
        ("```\n209억 달러\n```", ""),
        ("금리는 41억 달러와 다르다.", "41억 달러"),
    ],
)
def test_a_number_that_the_data_hold_is_called(text: str, said: str) -> None:
    assert told(text) == ([("prose/figure", said)] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AcmeML은 오픈소스다.", "AcmeML은 오픈소스다"),
        ("AcmeML은 오픈소스가 아니다.", ""),
        ("AcmeML의 라이선스는 MIT다.", "MIT"),
        ("AcmeML의 BSL은 고친 것을 내주지 못하게 한다.", ""),
        ("AcmeML은 4월까지 Apache-2.0이었다.", ""),
        ("AcmeML의 곁에서 도는 부품은 MIT다.", ""),
    ],
)
def test_a_licence_is_the_records(text: str, said: str) -> None:
    assert told(text) == ([("prose/licence", said)] if said else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AcmeML is open source.", "AcmeML is open source"),
        ("AcmeML is not open source.", ""),
        ("AcmeML is now published under the MIT licence.", "MIT"),
        ("AcmeML's licence is the BSL.", ""),
    ],
)
def test_a_licence_is_the_records_in_english(text: str, said: str) -> None:
    assert told(text, "en") == ([("prose/licence", said)] if said else [])


@pytest.mark.parametrize(("at", "sentence"), [("One", 0), ("Two", 1), ("b ends", 1), ("Three", 2)])
def test_a_sentence_is_found_around_its_words(at: str, sentence: int) -> None:
    body = "One.  Two a\nb ends.\n\nThree"
    start = body.index(at)
    bounds = list(sentences(body))
    assert sentence_at(bounds, start, start + len(at)) == bounds[sentence]


def test_a_body_is_parted_where_its_sentences_items_and_cells_end() -> None:
    body = "하나다. 둘, 셋이다.\n\n- 넷\n- 다섯\n\n| 여섯 | 일곱 |\n"
    parts = [body[start:end].strip(" \n|-") for start, end in sentences(body)]
    assert [*filter(None, parts)] == ["하나다.", "둘, 셋이다.", "넷", "다섯", "여섯", "일곱"]
    whole = "둘, 셋이다."
    assert [whole[start:end] for start, end in clauses(whole)] == ["둘", "셋이다."]


def test_what_is_no_word_leaves_its_place_empty() -> None:
    body = '[가](b.md) {{ cite("x") }} `나` {#c}'
    assert len(words_of(body)) == len(body) and words_of(body).split() == ["가", "나"]


@pytest.mark.parametrize(
    ("lang", "text", "is_told"),
    [
        ("ko", '널리 쓰인다{{ cite("heard") }}.', True),
        ("ko", '널리 쓰인다고 전해진다{{ cite("heard") }}.', False),
        ("ko", '널리 쓰인다{{ cite("heard") }}{{ cite("told") }}.', False),
        ("ko", '제27조에 따라 다섯 해 보관한다{{ cite("law") }}.', False),
        ("ko", '| 쓰임 | 널리 쓰임{{ cite("heard") }} |', False),
        ("en", 'It is widely used{{ cite("heard") }}.', True),
        ("en", 'It is reported to be widely used{{ cite("heard") }}.', False),
    ],
)
def test_hearsay_is_told_as_hearsay(lang: Lang, text: str, is_told: bool) -> None:
    assert [rule for rule, _ in told(text, lang)] == (["prose/hearsay"] if is_told else [])
