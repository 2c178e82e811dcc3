"""What readers get at addresses that have moved: a page that leads on, an anchor that still stands."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import expect

from browser import Host, Visits
from conftest import SMALL_URL


def read(site: Path, address: str) -> html.HtmlElement:
    return html.document_fromstring((site / address / "index.html").read_bytes())


@pytest.mark.parametrize(("start", "lang"), [("", "ko"), ("en/", "en")])
def test_an_old_address_leads_on_and_is_not_to_be_found(
    small_site: Path, start: str, lang: str
) -> None:
    page = read(small_site, f"{start}market/scale")
    goal = f"{SMALL_URL}{start}market/size/"
    refresh = page.xpath("string(//meta[@http-equiv='refresh']/@content)").partition("url=")[2]
    links = [refresh, page.xpath("string(//body//a/@href)")]
    assert page.get("lang") == lang
    assert {urljoin(f"{SMALL_URL}{start}market/scale/", link) for link in links} == {goal}
    assert page.xpath("string(//link[@rel='canonical']/@href)") == goal
    assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    lists = ("sitemap.xml", "search/search_index.json", f"{start}index.html")
    for name in lists:
        assert "market/scale" not in (small_site / name).read_text("utf-8"), name


def test_an_old_place_stands_where_its_thing_is_or_leads_there(small_site: Path) -> None:
    page = read(small_site, "about")
    assert page.xpath("//h2[@id='method']/span[@id='how']")
    assert page.xpath("string(//p[@id='sizes']/a/@href)") == "../market/size/#estimates"
    assert not page.xpath("//nav//a[@href='#how']")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("market/scale/?v=a#market-size", "market/size/?v=a#market-size"),
        ("about/#sizes", "market/size/#estimates"),
    ],
)
def test_a_reader_comes_to_the_new_place(visit: Visits, small: Host, old: str, new: str) -> None:
    page = visit(small, "")
    page.goto(f"{small.url}{old}")
    expect(page).to_have_url(f"{small.url}{new}")
