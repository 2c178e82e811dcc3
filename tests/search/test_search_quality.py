"""What readers ask is found, while they type it, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from measure import HOME, Asked, Score, first_list, gzipped, opened, queries, standing, typed
from playwright.sync_api import Browser

from browser import Host
from kb.site.named import published_name

FLOORS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("floors.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def answers(browser: Browser, host: Host) -> dict[tuple[str, str], list[Asked]]:
    """All queries with their answers, by the name of their list and the language."""
    found = {}
    for lang in HOME:
        with standing(browser, host, lang) as search:
            for name in ("queries", "blind"):
                found[name, lang] = search.ask_all(queries(name, lang))
    return found


@pytest.mark.parametrize("lang", HOME)
def test_every_kind_of_query_reaches_its_floor(
    answers: dict[tuple[str, str], list[Asked]], lang: str
) -> None:
    asked = answers["queries", lang]
    kinds = dict.fromkeys(one.query.kind for one in asked)
    found = {kind: [one for one in asked if one.query.kind == kind] for kind in kinds}
    low = {
        kind: _missed(some)
        for kind, some in found.items()
        if Score.of(some).hits < FLOORS[lang].get(kind, FLOORS["default"])
    }
    assert low == {}


@pytest.mark.parametrize("lang", HOME)
def test_queries_written_without_the_engine_in_view_reach_their_floor(
    answers: dict[tuple[str, str], list[Asked]], lang: str
) -> None:
    asked = answers["blind", lang]
    score = Score.of(asked)
    assert score.hits >= FLOORS["blind"]["hits"], _missed(asked)
    assert score.first >= FLOORS["blind"]["first"]


def test_most_queries_lead_to_a_page_at_the_top(
    answers: dict[tuple[str, str], list[Asked]],
) -> None:
    score = Score.of([one for asked in answers.values() for one in asked])
    assert score.hits >= FLOORS["all"]["hits"]
    assert score.first >= FLOORS["all"]["first"]


@pytest.mark.parametrize("lang", HOME)
def test_the_box_shows_what_the_worker_answers(
    browser: Browser, host: Host, answers: dict[tuple[str, str], list[Asked]], lang: str
) -> None:
    asked = answers["queries", lang][::12]
    with opened(browser, host, lang) as search:
        shown = search.ask([one.query.query for one in asked])
    for one, answer in zip(asked, shown, strict=True):
        assert (answer.top, answer.count) == (one.answer.top, one.answer.count), one.query.query


@pytest.mark.parametrize("lang", HOME)
def test_the_list_is_hardly_ever_empty_while_a_query_is_typed(
    browser: Browser, host: Host, lang: str
) -> None:
    moments = typed(queries("queries", lang))[::3]
    with standing(browser, host, lang) as search:
        answers = search.ask(moments)
    empty = [m for m, answer in zip(moments, answers, strict=True) if not answer.count]
    assert len(empty) <= FLOORS["empty"] * len(moments), empty


def test_the_worker_is_small(site: Path) -> None:
    assert gzipped(site / published_name(site, "assets/scripts/search.js")) <= FLOORS["worker"]


@pytest.mark.parametrize("lang", HOME)
def test_a_first_search_loads_little(browser: Browser, host: Host, lang: str) -> None:
    asked = [one.query for one in queries("blind", lang)[::40]]
    loaded = {query: first_list(browser, host, lang, query) for query in asked}
    assert max(loaded.values()) <= FLOORS["first-list"], loaded


def test_nothing_found_leads_nowhere(site: Path) -> None:
    texts = site / "search" / "texts"
    pages = {path.parent for path in texts.rglob("*.txt")}
    assert len(pages) > 100
    for folder in pages:
        page = (site / folder.relative_to(texts) / "index.html").read_text("utf-8")
        for part in folder.glob("*.txt"):
            for line in part.read_text("utf-8").splitlines():
                anchor = line.split("\t")[0]
                assert f'id="{anchor}"' in page or not anchor


def _missed(asked: list[Asked]) -> list[str]:
    return [one.query.query for one in asked if not one.rank]
