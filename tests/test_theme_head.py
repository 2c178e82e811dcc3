"""What search engines and other programs read, on the theme's test site."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from browser import Host
from theme_lab import hosted

PAGES = ["", "about/", "market/", "market/size/", "market/only/"]


@pytest.fixture(scope="module")
def lab() -> Host:
    return hosted("/kb/")


def read(lab: Host, path: str) -> html.HtmlElement:
    file = lab.folder / path / "index.html" if not path.endswith(".html") else lab.folder / path
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
def test_the_page_says_which_language_it_is_in(lab: Host, path: str) -> None:
    assert read(lab, path).get("lang") == "ko"
    assert read(lab, f"en/{path}").get("lang") == "en"


@pytest.mark.parametrize("path", PAGES[:4])
def test_both_languages_name_each_other_by_whole_address(lab: Host, path: str) -> None:
    korean, english = f"{lab.url}{path}", f"{lab.url}en/{path}"
    expected = {"ko": korean, "en": english, "x-default": korean}
    for page in (read(lab, path), read(lab, f"en/{path}")):
        assert alternates(page) == expected


@pytest.mark.parametrize("path", ["", "en/", "market/size/", "en/market/size/"])
def test_the_canonical_address_is_the_pages_own(lab: Host, path: str) -> None:
    assert canonical(read(lab, path)) == f"{lab.url}{path}"


def test_an_untranslated_page_says_so_and_points_to_the_korean_one(lab: Host) -> None:
    page = read(lab, "en/market/only/")
    article = page.find(".//article")
    assert article.get("lang") == "ko"
    notice = article.find("aside")
    assert notice.get("lang") == "en"
    assert "not been translated" in notice.text_content()
    assert canonical(page) == f"{lab.url}market/only/"
    assert alternates(page) == {}
    assert "en" not in alternates(read(lab, "market/only/"))


def test_a_stale_page_names_the_sections_and_links_the_korean_page(lab: Host) -> None:
    notice = read(lab, "en/about/").find(".//article/aside")
    assert notice.xpath(".//a/@href") == ["../../about/", "#method"]
    assert read(lab, "about/").find(".//article/aside") is None


def test_title_and_description_survive_quotes_and_brackets(lab: Host) -> None:
    page = read(lab, "market/size/")
    assert page.findtext(".//title").startswith('크기 "큰" - ')
    assert meta(page, "description") == '크기 "큰" <것>: 설명'
    assert meta(page, "og:description") == meta(page, "description")


def test_previews_know_title_language_and_address(lab: Host) -> None:
    page = read(lab, "en/market/")
    assert meta(page, "og:title") == "Market"
    assert meta(page, "og:type") == "article"
    assert meta(page, "og:url") == f"{lab.url}en/market/"
    assert (meta(page, "og:locale"), meta(page, "og:locale:alternate")) == ("en_US", "ko_KR")
    assert meta(read(lab, ""), "og:type") == "website"


def test_structured_data_describes_site_and_article(lab: Host) -> None:
    def data(path: str) -> dict[str, object]:
        script = read(lab, path).xpath("//script[@type='application/ld+json']")
        return json.loads(script[0].text)

    assert data("")["@type"] == "WebSite"
    article = data("en/market/")
    assert article["@type"] == "Article"
    assert article["url"] == f"{lab.url}en/market/"
    assert article["translationOfWork"] == {"@id": f"{lab.url}market/"}


def test_the_home_page_is_titled_by_its_own_name_alone(lab: Host) -> None:
    assert read(lab, "").findtext(".//title") == "홈"


def test_pages_lean_on_no_other_host(lab: Host) -> None:
    for file in sorted(lab.folder.rglob("*.html")):
        page = html.document_fromstring(file.read_bytes())
        for address in page.xpath("//script/@src | //img/@src | //link[@rel!='canonical']/@href"):
            assert not re.match(r"(https?:)?//(?!127\.0\.0\.1)", address), (file, address)


def test_one_missing_page_stands_for_both_languages(lab: Host) -> None:
    page = read(lab, "404.html")
    assert page.get("lang") == "ko"
    assert page.findtext(".//h1") == "문서를 찾을 수 없습니다"
    assert page.xpath("//*[@lang='en']//a/@href") == ["/kb/en/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not list(Path(lab.folder / "en").glob("404*"))


def test_the_list_of_addresses_has_no_dates_and_no_untranslated_page(lab: Host) -> None:
    sitemap = (lab.folder / "sitemap.xml").read_text("utf-8")
    listed = re.findall(r"<loc>([^<]*)</loc>", sitemap)
    assert sorted(listed) == sorted(
        [f"{lab.url}{path}" for path in PAGES] + [f"{lab.url}en/{path}" for path in PAGES[:4]]
    )
    assert "lastmod" not in sitemap
    assert f'hreflang="en" href="{lab.url}en/market/size/"' in sitemap
    assert f'hreflang="en" href="{lab.url}en/market/only/"' not in sitemap
