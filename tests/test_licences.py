"""A licence that nobody has found is said to be so, once and everywhere."""

from __future__ import annotations

import json

import pytest
from lxml import html

from kb.content.compile import content
from kb.facts.published.column import shape_of
from kb.facts.published.rows import BY_NAME, rows
from kb.facts.view import Facts
from kb.show.review_queue import unlicensed
from kb.text import LANGS, Lang
from texts import ACME, project_of, project_texts

VENDOR = ACME + "capabilities: {serving: {value: full, source: told, as_of: '2026'}}\n"
LICENCE = "licence: {id: BSL-1.1, open_source: false, source: told}\n"
DATA = {
    "sources/all.yml": 'told: {kind: repository, title: T, url: "https://example.com/", quality: A}',
    "vendors/acme.yml": VENDOR,
    "vendors/other.yml": VENDOR.replace("Acme", "Other") + LICENCE,
    "domains.yml": "operations: {name: 운영}",
    "technologies/serving.yml": "name: 서빙\ndomain: operations",
    "capabilities.yml": "serving: {name: 서빙, technologies: [serving]}",
    "levels.yml": "mature: {name: 성숙, criteria: 성숙}",
    "maturity/2026.yml": "as_of: '2026'\nreviewed: 2026-01-02\n"
    "assessments: {serving: {level: mature, challenge: 운영, evidence: [told]}}",
}
UNKNOWN = {"ko": "확인된 출처 없음", "en": "No source found"}


def shown(call: str, lang: Lang) -> html.HtmlElement:
    """What a call shows."""
    ending = "" if lang == "ko" else ".en"
    pages = {
        f"docs/index{e}.md": f"---\ntitle: 글\n---\n\n{{{{ {call} }}}}\n" for e in ("", ending)
    }
    memo = project_of(project_texts({f"data/{p}": text for p, text in DATA.items()} | pages))
    found = content(memo, "index", lang, lang)
    assert found and not found.failures, found and found.failures
    return html.fragment_fromstring(found.html, create_parent="div")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("call", ['vendor_card("acme")', 'providers("serving")'])
def test_an_unknown_licence_is_told_of_where_it_would_stand(call: str, lang: Lang) -> None:
    [told] = shown(call, lang).xpath("//*[contains(@class, 'kb-has--unknown')]")
    assert told.text_content() == UNKNOWN[lang]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("call", ["vendor_matrix()", 'vendor_compare("acme", "other")'])
def test_a_table_that_has_a_mark_for_it_marks_it(call: str, lang: Lang) -> None:
    [row] = shown(call, lang).xpath("//tr[contains(., 'BSL-1.1')]")
    table = row.getparent()
    [told] = table.xpath(".//*[@class='kb-none']")
    assert told.get("aria-label") == UNKNOWN[lang]


def test_a_list_of_vendors_leaves_it_out() -> None:
    cards = shown("vendor_list()", "ko").xpath("//*[@class='kb-card__meta']")
    assert [card.text_content() for card in cards] == [
        "Acme · 기업 제품",
        "Other · 기업 제품 · BSL-1.1",
    ]


def test_readers_download_it_as_nothing() -> None:
    memo = project_of(project_texts({f"data/{path}": text for path, text in DATA.items()}))
    acme, other = rows(Facts(memo), shape_of(BY_NAME["vendors"]))
    fields = ("licence", "open_source", "licence_source")
    assert [acme[name] for name in fields] == [None, None, None]
    assert [other[name] for name in fields] == ["BSL-1.1", False, "told"]
    assert json.dumps(acme)


def test_it_is_among_what_is_to_be_looked_for() -> None:
    memo = project_of(project_texts({f"data/{path}": text for path, text in DATA.items()}))
    assert unlicensed(memo) == (("acme", "AcmeML"),)
