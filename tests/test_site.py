"""The built site, read as HTML: what every reader gets, whatever the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from conftest import SITE_URL
from texts import addresses

LINKS = ("href", "xlink:href", "src")
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


@cache
def read(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))


@cache
def ids(path: Path) -> frozenset[str]:
    """Places on a page that links may lead to."""
    return frozenset(read(path).xpath("//@id"))


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Every page but those at old addresses, which only lead on."""
    for path in sorted(site.rglob("index.html")):
        if not read(path).xpath("//meta[@http-equiv='refresh']"):
            yield path.parent.relative_to(site).as_posix().replace(".", "", 1), read(path)


def korean(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    return ((at, page) for at, page in pages(site) if at != "en" and not at.startswith("en/"))


def target(site: Path, at: str, link: str) -> tuple[Path, str] | None:
    """The file and anchor that a link on a page leads to; None where it leaves the site."""
    whole = urljoin(f"{SITE_URL}{at}/" if at else SITE_URL, link)
    if not whole.startswith(SITE_URL):
        return None
    parts = urlsplit(whole)
    path = site / unquote(parts.path.removeprefix(urlsplit(SITE_URL).path))
    return (path / "index.html" if path.is_dir() else path), unquote(parts.fragment)


def test_every_published_address_is_still_there(site: Path) -> None:
    found = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    known = {address.strip("/") or "." for address in addresses("ko") + addresses("en")}
    assert sorted(found) == sorted(known)


def test_no_link_and_no_anchor_is_broken(site: Path) -> None:
    broken = []
    for at, page in pages(site):
        for element in page.iter("a", "link", "script", "img"):
            link = next((found for name in LINKS if (found := element.get(name))), "")
            found = target(site, at, link) if link and not link.startswith("data:") else None
            if found is None:
                continue
            path, anchor = found
            if not path.exists():
                broken.append(f"{at}: {link}")
            elif anchor and path.suffix == ".html" and anchor not in ids(path):
                broken.append(f"{at}: {link} (no such id)")
    assert not broken, "\n".join(broken[:40])


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    foreign = [
        f"{at}: {element.get(attribute)}"
        for at, page in pages(site)
        for tag, attribute in LOADS.items()
        for element in page.iter(tag)
        if (element.get("rel") or "").strip() not in ("canonical", "alternate")
        and urlsplit(element.get(attribute) or "").netloc
    ]
    assert foreign == []


def test_every_page_says_what_it_is(site: Path) -> None:
    seen: dict[str, str] = {}
    for at, page in pages(site):
        title = page.findtext("head/title")
        description = page.xpath("string(//meta[@name='description']/@content)")
        assert title and description, at
        assert len(page.xpath("//h1")) == 1, at
        assert seen.setdefault(description, at) == at, f"{at} and {seen[description]}: same words"


def test_korean_and_english_pages_are_in_their_language(site: Path) -> None:
    for at, page in pages(site):
        assert page.get("lang") == ("en" if at.split("/")[0] == "en" else "ko"), at


def test_both_languages_have_the_same_headings_to_link_to(site: Path) -> None:
    for at, page in korean(site):
        if at == "a-z":  # each language has its own letters
            continue
        english = read(site / "en" / at / "index.html")
        ids = [[h.get("id") for h in p.xpath("//article//h2[@id]")] for p in (page, english)]
        assert ids[0] == ids[1], at


def test_every_page_names_its_translation_and_itself(site: Path) -> None:
    for at, page in korean(site):
        english = read(site / "en" / at / "index.html")
        links = [
            {link.get("hreflang"): link.get("href") for link in p.xpath("//link[@hreflang]")}
            for p in (page, english)
        ]
        address = f"{SITE_URL}{at}/" if at else SITE_URL
        assert links[0] == links[1], at
        assert links[0]["ko"] == links[0]["x-default"] == address, at
        assert links[0]["en"] == f"{SITE_URL}en/{at}/".replace("//", "/").replace(":/", "://"), at


def test_no_call_and_no_placeholder_is_left_in_a_page(site: Path) -> None:
    for at, page in pages(site):
        for silent in page.xpath("//code | //pre | //script | //template"):
            silent.drop_tree()
        text = page.text_content()
        assert "{{" not in text and "\ue000" not in text, at


def test_what_has_no_source_says_so(site: Path) -> None:
    for at, page in pages(site):
        for number in page.xpath("//a[@href='#src-brief-2024'][contains(@class,'kb-figure')]"):
            following = number.xpath("string(following-sibling::sup[1])")
            assert following in ("출처 미확인", "unverified"), f"{at}: {number.text}"


def test_every_number_leads_to_its_source_on_the_page(site: Path) -> None:
    for at, page in pages(site):
        ids = {element.get("id") for element in page.xpath("//section[@class='kb-sources']//li")}
        cited = {link.get("href")[1:] for link in page.xpath("//a[contains(@class,'kb-cite')]")}
        assert cited == ids, at


def test_every_page_that_is_said_to_cite_a_source_does(site: Path) -> None:
    texts: dict[Path, str] = {}
    count = 0
    for at, page in pages(site):
        for entry in page.xpath("//ul[contains(@class, 'kb-source-list')]/li[@id]"):
            for link in entry.xpath(".//span[@class='kb-note'][@data-search='off']/a/@href"):
                found = target(site, at, link)
                assert found, link
                text = texts.setdefault(found[0], found[0].read_text("utf-8"))
                source = entry.get("id")
                assert f'id="src-{source}"' in text or f'#{source}"' in text, f"{at}: {link}"
                count += 1
    assert count > 0


def test_every_chart_is_whole_without_a_script(site: Path) -> None:
    count = 0
    for at, page in pages(site):
        for figure in page.xpath("//figure[@class='kb-chart']"):
            count += 1
            assert figure.xpath(".//svg"), at
            assert figure.xpath("string(.//*[@class='kb-chart__finding'])").strip(), at
            assert figure.xpath(".//details//td"), at
            (link,) = figure.xpath(".//a[@download]/@href[contains(., '.csv')]")
            found = target(site, at, link)
            assert found and found[0].read_bytes().startswith(b"\xef\xbb\xbf"), at
    assert count >= 18


@pytest.mark.parametrize("word", ["출처 미확인", "주요 과제", "참고 자료"])
def test_no_korean_word_of_ours_leaks_into_english_pages(site: Path, word: str) -> None:
    for at, page in pages(site):
        if at.split("/")[0] != "en":
            continue
        for foreign in page.xpath("//*[@lang='ko'] | //script | //template"):
            foreign.drop_tree()
        assert word not in page.text_content(), at


def test_the_sitemap_has_every_page_and_no_date_of_today(site: Path) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    listed = re.findall(r"<loc>([^<]+)", text)
    known = addresses("ko", moved=False) + addresses("en", moved=False)
    assert sorted(listed) == sorted(urljoin(SITE_URL, address.lstrip("/")) for address in known)
    assert "<lastmod>" not in text
