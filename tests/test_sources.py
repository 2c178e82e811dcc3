"""Sources: all in short on one page, each in full on a page of its own beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from kb.content.compile import content
from kb.facts.view import Facts
from kb.project import keys, part_for, parts_of
from kb.search.extract import Record
from kb.site.link import article, page_records
from kb.text import LANGS, Lang
from texts import Texts, project_of, project_texts, real

if TYPE_CHECKING:
    from browser import Host, Visits

SOURCES = """
acme-a: {kind: report, title: Acme report, publisher: Acme, published: '2025',
  url: "https://www.example.com/a", accessed: 2026-11-23, quality: A, locator: "41 of 50"}
acme-b: {kind: press, title: Acme news, url: "https://www.example.com/b",
  accessed: 2026-11-23, quality: B, locator: "in use"}
zeta: {kind: law, title: Zeta, url: "https://www.example.com/z", accessed: 2026-11-23, quality: B}
"""


def page(text: str) -> str:
    return f"---\ntitle: 제목\ndescription: 설명\n---\n\n{text}\n"


def project(**parts: str) -> Texts:
    """A project with the list of sources, a page that cites one, and these pages of parts."""
    pages = {f"docs/sources/{name}.md": page(text) for name, text in parts.items()}
    return project_texts(
        {
            "data/sources/all.yml": SOURCES,
            "docs/sources.md": page("{{ sources() }}"),
            "docs/talk.md": page('쓴다{{ cite("acme-a") }}.'),
            **pages,
        }
    )


def shown(texts: Texts, key: str) -> html.HtmlElement:
    found = article(project_of(texts), key, "ko")
    assert found is not None and not found.failures
    return html.fragment_fromstring(found.html, create_parent="div")


WHOLE = project(a='{{ sources(start="a") }}')


def test_the_list_says_title_publisher_date_and_kind_and_leads_to_the_rest() -> None:
    entry = shown(WHOLE, "sources").get_element_by_id("acme-a")
    assert entry.xpath("./a/@href") == ["a/#acme-a"]
    assert entry.text_content() == "Acme report Acme · 2025 · 보고서"


def test_without_a_date_of_its_own_a_source_has_the_day_that_we_looked() -> None:
    assert (
        "2026-11-23 확인 · 보도"
        in shown(WHOLE, "sources").get_element_by_id("acme-b").text_content()
    )


def test_a_part_says_the_words_seen_and_who_cites_the_source() -> None:
    entry = shown(WHOLE, "sources/a").get_element_by_id("acme-a")
    assert entry.xpath("string(.//q)") == "41 of 50"
    assert entry.xpath(".//a/@href") == ["https://www.example.com/a", "../../talk/"]
    assert "A등급" in entry.text_content()


def test_a_source_without_a_part_stands_on_the_list_in_full() -> None:
    entry = shown(WHOLE, "sources").get_element_by_id("zeta")
    assert entry.xpath(".//a/@href") == ["https://www.example.com/z"]
    alone = shown(project(), "sources").get_element_by_id("acme-a")
    assert alone.xpath("string(.//q)") == "41 of 50"


def test_a_longer_beginning_takes_sources_over_and_their_old_place_leads_there() -> None:
    texts = project(a='{{ sources(start="a") }}', **{"acme-b": '{{ sources(start="acme-b") }}'})
    assert part_for(project_of(texts), "sources", "acme-b") == "sources/acme-b"
    old = shown(texts, "sources/a").get_element_by_id("acme-b")
    assert old.xpath(".//a/@href") == ["../acme-b/#acme-b"]
    assert shown(texts, "sources/acme-b").xpath("//li/@id") == ["acme-b"]


def test_a_beginning_that_no_source_has_is_refused() -> None:
    memo = project_of(project(x='{{ sources(start="x") }}'))
    found = content(memo, "sources/x", "ko", "ko")
    assert found is not None and "'x'" in found.failures[0].message


def test_the_list_at_the_end_of_a_page_leads_to_the_words_that_were_seen() -> None:
    entry = shown(WHOLE, "talk").get_element_by_id("src-acme-a")
    assert entry.xpath(".//a[@class='kb-source__more']/@href") == ["../sources/a/#acme-a"]
    assert not entry.xpath(".//q")
    alone = shown(project(), "talk").get_element_by_id("src-acme-a")
    assert alone.xpath("string(.//q)") == "41 of 50"


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_source_is_listed_once_and_told_in_full_on_its_part(lang: Lang) -> None:
    memo = real()
    listed = article(memo, "sources", lang)
    assert listed is not None
    every = set(Facts(memo).sources)
    assert every <= set(html.fragment_fromstring(listed.html, create_parent="p").xpath("//@id"))
    told: list[str] = []
    for name in parts_of(memo, "sources"):
        found = article(memo, f"sources/{name}", lang)
        assert found is not None
        tree = html.fragment_fromstring(found.html, create_parent="p")
        told += tree.xpath("//ul[contains(@class, 'kb-source-list--whole')]/li/@id")
    assert sorted(told) == sorted(every)


@pytest.mark.parametrize("lang", LANGS)
def test_the_search_finds_a_source_on_the_list_and_knows_no_parts(lang: Lang) -> None:
    memo = real()
    assert all(page_records(memo, f"sources/{name}", lang) is None for name in ("a", "s"))
    found = page_records(memo, "sources", lang)
    assert found is not None
    records: list[Record] = list(found)
    assert any(record.address.endswith("sources/#sagemaker-pipelines-guide") for record in records)
    assert {"sources/a", "sources/s"} <= set(keys(memo))


def test_a_source_is_cited_from_its_part_and_folds_no_menu_there(visit: Visits, kb: Host) -> None:
    page = visit(kb, "sources/")
    page.click("#sagemaker-pipelines-guide a")
    entry = page.locator("#sagemaker-pipelines-guide")
    entry.get_by_role("button", name="인용 복사").click()
    assert "Amazon Web Services" in entry.locator("textarea").input_value()
    assert page.locator(".kb-nav a[href$='sources/da/']").count() == 1
    page = visit(kb, "a-z/")
    assert page.locator(".kb-nav a[href$='sources/da/']").count() == 0
