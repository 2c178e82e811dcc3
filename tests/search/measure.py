"""Asks the search of a built site what readers ask, in a browser: its box, or the worker behind it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import yaml
from ime import moments
from playwright.sync_api import Browser, BrowserContext, Page

from browser import Host, reader
from kb.site.named import published_name

HERE = Path(__file__).parent
HOME = {"ko": "", "en": "en/"}
PLAIN = "about/method/"
"""A page with a search box and little else."""

# Kinds that are typed as they should be: at no moment may the list be empty.
MISTYPED = {"typos", "typo", "layout", "initials", "half-typed", "partial"}


@dataclass(frozen=True)
class Query:
    """What a reader types. expect: pages of which one must be among the first five."""

    kind: str
    query: str
    expect: tuple[str, ...]
    lang: str


@dataclass(frozen=True)
class Answer:
    """took: from the question to the answer, in milliseconds. top: pages, best first."""

    count: int
    took: float
    top: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A query with its answer."""

    query: Query
    answer: Answer

    @cached_property
    def rank(self) -> int:
        """Place of the first expected page from 1, or 0 when none is among the first five."""
        places = (at for at, page in enumerate(self.answer.top, 1) if page in self.query.expect)
        return next(places, 0)


@dataclass(frozen=True)
class Score:
    """Of some queries: shares from 0 to 1, and the mean of 1/rank.

    hits: an expected page is among the first five. first: it is the first.
    """

    count: int
    hits: float
    first: float
    mrr: float
    empty: float

    @classmethod
    def of(cls, asked: Sequence[Asked]) -> Score:
        count = len(asked)
        return cls(
            count,
            sum(one.rank > 0 for one in asked) / count,
            sum(one.rank == 1 for one in asked) / count,
            sum(1 / one.rank for one in asked if one.rank) / count,
            sum(not one.answer.count for one in asked) / count,
        )


def queries(name: str, lang: str) -> list[Query]:
    """The queries of `<name>.<lang>.yml`. name: `queries`, or `blind`."""
    rows = yaml.safe_load((HERE / f"{name}.{lang}.yml").read_text("utf-8"))
    return [
        Query(row["kind"], str(row["query"]), tuple(map(_page, row["expect"])), lang)
        for row in rows
    ]


def _page(address: str) -> str:
    return address.split("#")[0].removeprefix("/")


def typed(asked: Sequence[Query]) -> list[str]:
    """All that a box shows while the well-typed queries are typed, each moment once."""
    wanted = (one.query for one in asked if one.kind not in MISTYPED)
    return list(dict.fromkeys(m for query in wanted for m in moments(query) if m.strip()))


class Search:
    """The search of a page, ready. way: the function of `ask.js` that asks it."""

    def __init__(self, page: Page, way: str) -> None:
        self._page = page
        self._way = way

    def ask(self, asked: Sequence[str]) -> list[Answer]:
        """The answers to `asked`, in order."""
        answers: list[Answer] = []
        for at in range(0, len(asked), 200):
            some = list(asked[at : at + 200])
            found: list[dict[str, Any]] = self._page.evaluate(
                f"q => searchTest.{self._way}(q)", some
            )
            answers += [Answer(one["count"], one["took"], tuple(one["top"])) for one in found]
        return answers

    def ask_all(self, asked: Sequence[Query]) -> list[Asked]:
        """The queries with their answers."""
        answers = self.ask([one.query for one in asked])
        return [Asked(query, answer) for query, answer in zip(asked, answers, strict=True)]

    def setting_up(self, lang: str) -> float:
        """What the worker takes to set an index up once it has its bytes: the median, in ms."""
        times: list[float] = self._page.evaluate("lang => searchTest.setUp(lang)", lang)
        return median(times)


def _asking(browser: Browser, host: Host) -> BrowserContext:
    """A visitor with the functions of `ask.js`, which start workers that a policy would stop."""
    context = reader(browser, bypass_csp=True)
    worker = published_name(host.folder, "assets/scripts/search.js")
    context.add_init_script(f"window.searchWorker = {worker!r}")
    context.add_init_script(path=HERE / "ask.js")
    return context


@contextmanager
def opened(browser: Browser, host: Host, lang: str, stock: bool = False) -> Iterator[Search]:
    """The search box of one language of a site. stock: the theme's own search instead of ours."""
    context = _asking(browser, host)
    if stock:
        context.route("**/assets/scripts/search.*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{host.url}{HOME[lang]}")
    page.wait_for_load_state("networkidle")
    page.evaluate("searchTest.start()")
    page.wait_for_load_state("networkidle")
    yield Search(page, "askAll")
    context.close()


@contextmanager
def standing(browser: Browser, host: Host, lang: str) -> Iterator[Search]:
    """The worker of one language of a site behind no box, which answers without being shown."""
    context = _asking(browser, host)
    page = context.new_page()
    page.goto(f"{host.url}{HOME[lang]}{PLAIN}")
    page.evaluate("lang => searchTest.stand(lang)", lang)
    yield Search(page, "tellAll")
    context.close()


def first_list(browser: Browser, host: Host, lang: str, query: str) -> int:
    """Bytes as they are sent that a visitor's first search loads until its list is shown."""
    context = reader(browser)
    page = context.new_page()
    page.goto(f"{host.url}{HOME[lang]}{PLAIN}")
    page.wait_for_load_state("networkidle")
    host.forget()
    page.locator(".md-search__input").fill(query)
    page.locator(".md-search-result__list > li").first.wait_for()
    asked = [path.removeprefix(host.path) for path in host.asked]
    context.close()
    # The other language comes after the list.
    later = (
        at for at, path in enumerate(asked) if f"index.{lang}." not in path and "/index." in path
    )
    loaded = [path for path in asked[: next(later, None)] if "search" in path]
    assert f"search/index.{lang}.txt" in loaded
    return sum(gzipped(host.folder / _file(host, path)) for path in loaded)


def _file(host: Host, path: str) -> str:
    """The file behind an address without the hash that its name may carry."""
    return published_name(host.folder, path) if path.endswith(".js") else path


def gzipped(path: Path) -> int:
    """Bytes of a file as it is sent."""
    return len(gzip.compress(path.read_bytes(), 9))


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    cuts = quantiles(times, n=100)
    return cuts[49], cuts[94]
