"""What a page weighs as it is sent: a first visit with all that it asks for, and a next page alone.

A host sends text packed by gzip. A first visit is a page with its own style sheets, scripts, icon
and pictures; nothing else is asked for before somebody does something.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from conftest import SITE_URL

FIRST_VISIT, FIRST_VISIT_TO_A_LIST = 80_000, 110_000
NEXT_PAGE, NEXT_PAGE_WITH_A_LONG_TABLE = 12_000, 20_000
REQUESTS = 10

LONG_LISTS = {"a-z", "glossary", "sources"}
"""Pages that hold everything of a kind, to be looked up in."""
LONG_PARTS = ("about/corrections/", "contributing/reference/", "sources/", "updates/")
"""Folders of pages that hold what is long of a list."""
LONG_TABLES = {
    "claims/events",
    "claims/figures",
    "contributing/queue",
    "contributing/reference",
    "decide",
    "market",
    "market/adoption",
    "market/regulation",
    "market/size",
    "market/talent",
    "maturity",
    "recommendations/findings",
    "updates",
    "vendors/compare/cloud-platforms",
    "vendors/compare/platforms",
}
"""Pages that are read for a long table."""
TOO_HEAVY = {
    "contributing": 13,
    "contributing/reference": 21,
    "contributing/reference/uses": 22,
    # For a first visit: they are all rows that a choice or a law can ask for.
    "decide": 19,
    "market/regulation": 20,
    # For the words of their sources, quoted at their foot.
    "maturity/llm-operations": 13,
    "maturity/model-deployment": 14,
}
"""Pages that miss their bar, with the kB that they may have until they are divided: no other may
join them, and none may grow much.
"""

ASKED_FOR = (
    ("link[@rel='stylesheet']", "href"),
    ("link[@rel='icon']", "href"),
    ("script[@src]", "src"),
    ("img[@src]", "src"),
)


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


@cache
def weight(path: Path) -> int:
    return packed(path.read_bytes())


def pages(site: Path) -> Iterator[tuple[str, Path]]:
    """Every page, with its key, which is the same in both languages."""
    for path in sorted(site.rglob("index.html")):
        folders = path.parent.relative_to(site).parts
        yield "/".join(folders[1:] if folders[:1] == ("en",) else folders), path


def asked_for(site: Path, path: Path) -> set[Path]:
    """The files that a page asks for when it is opened."""
    at = path.parent.relative_to(site).as_posix()
    address = SITE_URL if at == "." else f"{SITE_URL}{at}/"
    page = html.document_fromstring(path.read_text("utf-8"))
    found = {
        urlsplit(urljoin(address, element.get(attribute))).path
        for tag, attribute in ASKED_FOR
        for element in page.xpath(f"//{tag}")
        if not element.get(attribute).startswith("data:")
    }
    return {site / unquote(one.removeprefix(urlsplit(SITE_URL).path)) for one in found}


def test_a_next_page_is_light(site: Path) -> None:
    heavy = []
    for key, path in pages(site):
        if key in LONG_LISTS or key in TOO_HEAVY:
            continue
        is_long = key in LONG_TABLES or key.startswith(LONG_PARTS)
        bar = NEXT_PAGE_WITH_A_LONG_TABLE if is_long else NEXT_PAGE
        if weight(path) > bar:
            heavy.append(f"{path.relative_to(site)}: {weight(path)} bytes, {bar} allowed")
    assert not heavy, "\n".join(heavy)


def test_a_first_visit_is_light_and_asks_for_little(site: Path) -> None:
    wrong = []
    for key, path in pages(site):
        files = asked_for(site, path)
        whole = weight(path) + sum(map(weight, files))
        bar = FIRST_VISIT_TO_A_LIST if key in LONG_LISTS else FIRST_VISIT
        if len(files) + 1 > REQUESTS:
            wrong.append(f"{path.relative_to(site)}: {len(files) + 1} requests")
        if key not in TOO_HEAVY and whole > bar:
            wrong.append(f"{path.relative_to(site)}: {whole} bytes, {bar} allowed")
    assert not wrong, "\n".join(wrong)


def test_what_is_too_heavy_grows_no_more(site: Path) -> None:
    grown = [
        f"{path.relative_to(site)}: {weight(path)} bytes, {TOO_HEAVY[key]} kB allowed"
        for key, path in pages(site)
        if weight(path) > TOO_HEAVY.get(key, 1_000) * 1_000
    ]
    assert not grown, "\n".join(grown)


@pytest.mark.parametrize("words", [TOO_HEAVY, LONG_TABLES, LONG_LISTS])
def test_only_pages_are_excused(site: Path, words: set[str] | dict[str, int]) -> None:
    assert set(words) <= {key for key, _ in pages(site)}
