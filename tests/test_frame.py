"""What stands around a page's text: its standing, the foot, the menu's order, its picture, the digest."""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import pytest
from lxml import html

from kb.facts.view import Facts
from kb.facts.weakness import old, weak
from kb.site.link import article
from kb.site.menu import with_last
from texts import facts_of, project_of, project_texts

SOURCES = """
none: {kind: internal, title: Brief, quality: U}
good: {kind: report, title: Report, publisher: Institute, url: "https://example.com/a", accessed: 2026-01-02, quality: A}
told: {kind: article, title: Article, publisher: Survey, quoted_by: Daily, url: "https://example.com/b", accessed: 2026-01-02, quality: C}
"""
FIGURES = """
sound: {label: Sound, value: "1", unit: percent, as_of: '2020', source: good}
told: {label: Told, value: "2", unit: percent, as_of: '2024', source: told}
older: {label: Older, value: "3", unit: percent, as_of: '2022', source: told}
"""
ESTIMATES = """
brief:
  source: none
  publisher: Brief
  scope: mlops
  as_of: '2025'
  base: {year: 2023, usd: "4.1B"}
  target: {year: 2028, usd: "20.9B"}
  use: headline
"""


def page(site: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((site / path / "index.html").read_text("utf-8"))


def words(elements: list[html.HtmlElement]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("market/size", "출처 A 1, 출처 미확인 1"),
        ("en/market/size", "Sources A 1, unverified 1"),
    ],
)
def test_below_the_title_stand_the_sources_by_grade(small_site: Path, path: str, said: str) -> None:
    (standing,) = page(small_site, path).xpath("//h1/following-sibling::*[1][@class='kb-reviewed']")
    assert words([standing]) == [said]


def test_a_page_that_rests_on_nothing_says_nothing_below_its_title(small_site: Path) -> None:
    assert (
        page(small_site, "about").xpath("//h1/following-sibling::*[@class='kb-reviewed'][time]")
        == []
    )


def test_the_foot_says_whose_the_site_is_and_where_to_report_a_mistake(small_site: Path) -> None:
    (foot,) = page(small_site, "en/market").xpath("//footer//*[contains(@class, 'kb-colophon')]")
    said = words(foot.xpath("p"))
    assert said[1:] == [
        "Kept up by Acme & <Söhne>",
        "Licence of our own text and tables: CC-BY-4.0. Figures and words of others are excepted;"
        " theirs are their own terms.",
        "Report a mistake · Contact · Go to repository",
    ]
    assert foot.xpath("p/a/@href")[:2] == ["https://acme.example/report", "mailto:kb@acme.example"]


def test_sections_for_looking_things_up_stand_behind_those_for_readers(small_site: Path) -> None:
    found = page(small_site, "market")
    for item in (
        "li[contains(@class, 'md-tabs__item')]",
        "li[contains(@class, 'kb-nav__section')]",
    ):
        sections = found.xpath(f"//{item}")
        assert words([sections[-1].find("a")]) == ["찾아보기"]
        assert ["kb-apart" in section.get("class").split() for section in sections] == [
            section is sections[-1] for section in sections
        ]


def test_the_order_of_sections_stays_but_for_those_that_stand_apart() -> None:
    nav = ["index.md", {"Writers": ["w.md"]}, {"Market": ["m.md"]}, {"Lists": ["l.md"]}, "about.md"]
    assert with_last(nav, frozenset({"Writers", "Lists"})) == [
        "index.md", {"Market": ["m.md"]}, "about.md", {"Writers": ["w.md"]}, {"Lists": ["l.md"]}
    ]  # fmt: skip


def test_both_languages_have_the_same_home(small_site: Path) -> None:
    outline = "//article//h2/@id"
    assert page(small_site, "").xpath(outline) == page(small_site, "en").xpath(outline)


@pytest.mark.parametrize("path", ["", "market/size", "en/market/size", "en/market/only"])
def test_a_link_to_a_page_is_shown_with_a_picture_of_the_site_itself(
    small_site: Path, path: str
) -> None:
    (address,) = page(small_site, path).xpath("//meta[@property='og:image']/@content")
    picture = (small_site / address.removeprefix("http://small.example/")).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_the_digest_is_that_of_all_other_files(small_site: Path) -> None:
    said = json.loads((small_site / "build.json").read_text("utf-8"))
    paths = [path for path in sorted(small_site.rglob("*")) if path.is_file()]
    others = [path for path in paths if path.name != "build.json"]
    digest = hashlib.sha256()
    for path in others:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(small_site).as_posix()} {content}\n".encode())
    assert (said["digest"], said["files"]) == (digest.hexdigest(), len(others))


def facts() -> Facts:
    return facts_of(
        {
            "sources/all.yml": SOURCES,
            "figures/all.yml": FIGURES,
            "market/estimates.yml": ESTIMATES,
        }
    )


def test_the_weakest_are_the_unverified_and_then_the_oldest_that_others_tell() -> None:
    assert [claim.key for _, claim in weak(facts())] == [
        "market.brief.base",
        "figures.older",
        "figures.told",
    ]


def test_the_weakest_stand_in_a_window_that_the_keyboard_reaches() -> None:
    texts = project_texts(
        {
            "data/sources/all.yml": SOURCES,
            "data/figures/all.yml": FIGURES,
            "docs/weakest.md": "---\ntitle: 약함\ndescription: 약한 것\n---\n\n{{ weakest() }}\n",
        }
    )
    shown = html.fromstring(article(project_of(texts), "weakest", "ko").html)
    (window,) = shown.xpath("//table/ancestor::*[contains(@class, 'kb-scroll')]")
    assert window.get("tabindex") == "0"
    (caption,) = window.xpath(".//caption")
    assert window.get("aria-label").startswith(caption.text)


def test_the_oldest_numbers_come_first_whatever_they_rest_on() -> None:
    assert [claim.key for _, claim in old(facts())] == [
        "figures.sound",
        "figures.older",
        "figures.told",
        "market.brief.base",
    ]
