"""What search engines and other programs read."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

from browser import Host
from conftest import TESTS

PAGES = ["", "about/", "market/", "market/size/", "market/only/"]
DOCS = TESTS / "small" / "docs"


@pytest.fixture(params=["small", pytest.param("kb", marks=pytest.mark.slow)])
def host(request: pytest.FixtureRequest) -> Host:
    """The small site at its root, and the real one below a path."""
    found: Host = request.getfixturevalue(request.param)
    return found


def read(host: Host, path: str) -> html.HtmlElement:
    file = host.folder / path
    if file.is_dir():
        file /= "index.html"
    return html.document_fromstring(file.read_bytes().decode("utf-8"))


def alternates(page: html.HtmlElement) -> dict[str, str]:
    links = page.xpath("//link[normalize-space(@rel)='alternate'][@hreflang]")
    return {link.get("hreflang"): link.get("href") for link in links}


def canonical(page: html.HtmlElement) -> str:
    return page.xpath("string(//link[@rel='canonical']/@href)")


def meta(page: html.HtmlElement, name: str) -> str | None:
    found = page.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return found[0] if found else None


@pytest.mark.parametrize("path", PAGES)
def test_the_page_says_which_language_it_is_in(small: Host, path: str) -> None:
    assert read(small, path).get("lang") == "ko"
    assert read(small, f"en/{path}").get("lang") == "en"


@pytest.mark.parametrize("path", PAGES[:4])
def test_both_languages_name_each_other_by_whole_address(small: Host, path: str) -> None:
    korean, english = f"{small.url}{path}", f"{small.url}en/{path}"
    expected = {"ko": korean, "en": english, "x-default": korean}
    for page in (read(small, path), read(small, f"en/{path}")):
        assert alternates(page) == expected


@pytest.mark.parametrize("path", ["", "en/", "market/size/", "en/market/size/"])
def test_the_canonical_address_is_the_pages_own(host: Host, path: str) -> None:
    assert canonical(read(host, path)) == f"{host.url}{path}"


def test_an_untranslated_page_says_so_and_points_to_the_korean_one(small: Host) -> None:
    page = read(small, "en/market/only/")
    article = page.find(".//article")
    assert article.get("lang") == "ko"
    notice = article.find("aside")
    assert notice.get("lang") == "en"
    assert "not been translated" in notice.text_content()
    assert canonical(page) == f"{small.url}market/only/"
    assert alternates(page) == {}
    assert "en" not in alternates(read(small, "market/only/"))


def test_a_stale_page_names_the_sections_and_links_the_korean_page(small: Host) -> None:
    notice = read(small, "en/about/").find(".//article/aside")
    assert notice.xpath(".//a/@href") == ["../../about/", "#method"]
    assert read(small, "about/").find(".//article/aside") is None


def test_title_and_description_survive_quotes_and_brackets(small: Host) -> None:
    page = read(small, "market/size/")
    assert page.findtext(".//title").startswith('크기 "큰" - ')
    assert meta(page, "description") == '크기 "큰" <것>: 설명'
    assert meta(page, "og:description") == meta(page, "description")


def test_previews_know_title_language_and_address(small: Host) -> None:
    page = read(small, "en/market/")
    assert meta(page, "og:title") == "Market"
    assert meta(page, "og:type") == "article"
    assert meta(page, "og:url") == f"{small.url}en/market/"
    assert (meta(page, "og:locale"), meta(page, "og:locale:alternate")) == ("en_US", "ko_KR")
    assert meta(read(small, ""), "og:type") == "website"


def test_structured_data_describes_site_and_article(small: Host) -> None:
    def data(path: str) -> dict[str, object]:
        script = read(small, path).xpath("//script[@type='application/ld+json']")
        return json.loads(script[0].text)

    assert data("")["@type"] == "WebSite"
    article = data("en/market/")
    assert article["@type"] == "Article"
    assert article["url"] == f"{small.url}en/market/"
    assert article["translationOfWork"] == {"@id": f"{small.url}market/"}


def test_the_home_page_is_titled_by_its_own_name_alone(small: Host) -> None:
    assert read(small, "").findtext(".//title") == "홈"


def test_pages_lean_on_no_other_host(small: Host) -> None:
    for file in sorted(small.folder.rglob("*.html")):
        page = html.document_fromstring(file.read_bytes())
        for address in page.xpath("//script/@src | //img/@src | //link[@rel!='canonical']/@href"):
            assert not re.match(r"(https?:)?//(?!small\.example/)", address), (file, address)


@pytest.mark.parametrize(
    ("path", "lang", "title", "other", "home"),
    [
        ("404.html", "ko", "문서를 찾을 수 없습니다", "en", "en/"),
        ("en/404.html", "en", "Page not found", "ko", ""),
    ],
)
def test_each_language_has_a_page_for_what_is_nowhere(
    host: Host, path: str, lang: str, title: str, other: str, home: str
) -> None:
    page = read(host, path)
    assert page.get("lang") == lang
    assert page.findtext(".//h1") == title
    assert page.xpath(f"//*[@lang='{other}']//a/@href") == [f"{host.path}{home}"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    # It is shown at any depth.
    assert all(one.startswith(host.path) for one in page.xpath("//script/@src | //link/@href"))


def test_the_list_of_addresses_has_no_dates_and_no_untranslated_page(small: Host) -> None:
    sources = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    keys = [path.removesuffix(".md") for path in sources if not path.endswith(".en.md")]
    pages = {key: f"{key}/".removesuffix("index/") for key in keys}
    translated = [page for key, page in pages.items() if f"{key}.en.md" in sources]
    assert "market/only/" in set(pages.values()) - set(translated)

    sitemap = (small.folder / "sitemap.xml").read_text("utf-8")
    listed = re.findall(r"<loc>([^<]*)</loc>", sitemap)
    assert sorted(listed) == sorted(
        [f"{small.url}{page}" for page in pages.values()]
        + [f"{small.url}en/{page}" for page in translated]
    )
    assert "lastmod" not in sitemap
    assert f'hreflang="en" href="{small.url}en/market/size/"' in sitemap
    assert f'hreflang="en" href="{small.url}en/market/only/"' not in sitemap
