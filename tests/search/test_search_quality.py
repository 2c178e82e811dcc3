"""What readers ask is found, while they type it, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from measure import HOME, Asked, Score, gzipped, opened, queries, typed
from playwright.sync_api import Browser

from browser import Host, chromium

FLOORS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("floors.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[Host]:
    started = Host("/kb/")
    started.folder = site
    yield started
    started.close()


@pytest.mark.parametrize("lang", HOME)
def test_every_kind_of_query_reaches_its_floor(browser: Browser, host: Host, lang: str) -> None:
    with opened(browser, host, lang) as search:
        asked = search.ask_all(queries("queries", lang))
    kinds = dict.fromkeys(one.query.kind for one in asked)
    found = {kind: [one for one in asked if one.query.kind == kind] for kind in kinds}
    low = {
        kind: [one.query.query for one in some if not one.rank]
        for kind, some in found.items()
        if Score.of(some).hits < FLOORS[lang].get(kind, FLOORS["default"])
    }
    assert low == {}


@pytest.mark.parametrize("lang", HOME)
def test_queries_written_without_the_engine_in_view_reach_their_floor(
    browser: Browser, host: Host, lang: str
) -> None:
    with opened(browser, host, lang) as search:
        asked = search.ask_all(queries("blind", lang))
    assert Score.of(asked).hits >= FLOORS["blind"], _missed(asked)


@pytest.mark.parametrize("lang", HOME)
def test_the_list_is_hardly_ever_empty_while_a_query_is_typed(
    browser: Browser, host: Host, lang: str
) -> None:
    moments = typed(queries("queries", lang))[::3]
    with opened(browser, host, lang) as search:
        answers = search.ask(moments)
    empty = [m for m, answer in zip(moments, answers, strict=True) if not answer.count]
    assert len(empty) <= FLOORS["empty"] * len(moments), empty


def test_the_worker_is_small(site: Path) -> None:
    assert gzipped(site / "assets/scripts/search.js") <= FLOORS["worker"]


def test_nothing_found_leads_nowhere(site: Path) -> None:
    for lang in HOME:
        text = (site / "search" / f"index.{lang}.txt").read_text("utf-8")
        addresses = [line.split("\t")[0] for line in text.split("\n")[1:] if line.count("\t") == 2]
        pages = [address for address in addresses if not address.startswith(">")]
        assert len(pages) > 50
        for address in pages:
            path, _, anchor = address.partition("#")
            assert f'id="{anchor}"' in (site / path / "index.html").read_text("utf-8") or not anchor


def _missed(asked: list[Asked]) -> list[str]:
    return [one.query.query for one in asked if not one.rank]
