"""`kb sources-check`: asks the address of each source whether it still answers as it did.

The only command that speaks to other hosts, and only when it is called: one request at a time, a
pause before the same host is asked again, and an end by number and by time. What was learnt stays
in `.cache/sources.json`, so that the next call goes on where this one ended.
"""

from __future__ import annotations

import datetime
import html
import json
import re
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from http.client import HTTPException
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Literal
from urllib.error import HTTPError
from urllib.parse import urlsplit

import click

from kb.commands import root_option
from kb.facts.view import Facts
from kb.memo import Memo
from kb.open import STORE, open_project
from kb.store import write_whole

LEARNT = "sources.json"
_AGENT = "kb-sources-check (one request at a time; asks whether a cited page is still there)"
_GONE = (404, 410)
_FOR_GOOD = (301, 308)
_MOST = 65_536
"""Bytes of a page within which its title is looked for."""
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.I | re.S)
_WORDS = {
    "ok": "그대로",
    "gone": "사라짐",
    "moved": "옮겨 감",
    "retitled": "제목이 바뀜",
    "unreachable": "닿지 않음",
}

Result = Literal["ok", "gone", "moved", "retitled", "unreachable"]


@dataclass(frozen=True)
class Answer:
    """What an address answered. status: of HTTP, 0 for none. to: where it led; title: of its page.

    is_page: whether that is one of HTML. why: what went wrong, where nothing was answered.
    """

    status: int
    to: str = ""
    is_page: bool = False
    for_good: bool = False
    title: str = ""
    why: str = ""


@dataclass(frozen=True)
class Learnt:
    """What is kept of an address. asked: the day. said: what tells more, such as its new address."""

    asked: str
    result: Result
    title: str
    said: str


Request = Callable[[str, str], Answer]
"""Takes an address and a method of HTTP."""


@click.command("sources-check")
@click.option("--dry-run", is_flag=True, help="묻지 않고, 물을 주소만 보여 준다.")
@click.option("--days", default=30, show_default=True, help="이 날수 안에 물은 곳은 건너뛴다.")
@click.option("--limit", default=200, show_default=True, help="많아야 몇 곳을 묻는지")
@click.option("--seconds", default=900, show_default=True, help="많아야 몇 초를 묻는지")
@click.option(
    "--pause", default=2.0, show_default=True, help="같은 호스트에 다시 묻기 앞서 쉬는 초"
)
@click.option("--timeout", default=15.0, show_default=True, help="답을 기다리는 초")
@root_option
def sources_check(
    dry_run: bool,
    days: int,
    limit: int,
    seconds: int,
    pause: float,
    timeout: float,
    root: Path,
) -> None:
    """출처의 주소가 살아 있는지 묻는다. 네트워크가 없으면 물을 것을 보여 준다."""
    memo, store = open_project(root), root / STORE / LEARNT
    known, today = read_learnt(store), datetime.date.today()
    since = (today - datetime.timedelta(days)).isoformat()
    wanted = to_ask(addresses(memo), known, since)[:limit]
    if dry_run or not has_network(wanted):
        click.echo(f"물을 주소 {len(wanted)}개" + ("" if dry_run else " (네트워크가 없다)"))
        for url in wanted:
            click.echo(f"  {url}")
        return
    request = polite(requested_within(timeout), pause, time.monotonic, time.sleep)
    end = time.monotonic() + seconds
    count = 0
    for url in wanted:
        if time.monotonic() > end:
            click.echo("시간이 다 되었다.")
            break
        count += 1
        known[url] = judged(url, asked(url, request), known.get(url), today.isoformat())
        write_learnt(store, known)
        if known[url].result != "ok":
            click.echo(in_words(url, known[url]))
    _close(addresses(memo), known, since, count)


def _close(every: Iterable[str], known: Mapping[str, Learnt], since: str, count: int) -> None:
    """Say how far this call came; exit with 1 where an address is gone."""
    gone = [url for url in every if url in known and known[url].result == "gone"]
    left = len(to_ask(every, known, since))
    click.echo(f"{count}곳에 물었다. 사라진 곳은 모두 {len(gone)}곳, 남은 곳은 {left}곳이다.")
    sys.exit(1 if gone else 0)


def addresses(memo: Memo) -> tuple[str, ...]:
    """The address of every source, each once."""
    found = (source.url for source in Facts(memo).sources.values() if source.url)
    return tuple(dict.fromkeys(found))


def to_ask(urls: Iterable[str], known: Mapping[str, Learnt], since: str) -> list[str]:
    """The addresses not asked since a day, no host twice in a row as long as there are others."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        if url not in known or known[url].asked < since:
            hosts.setdefault(urlsplit(url).netloc, []).append(url)
    return [url for url in chain.from_iterable(zip_longest(*hosts.values())) if url]


def has_network(urls: Iterable[str]) -> bool:
    """Whether one of the first hosts has an address, or a proxy answers for them."""
    if urllib.request.getproxies():
        return True
    hosts = dict.fromkeys(urlsplit(url).hostname or "" for url in urls)
    return any(_resolves(host) for host in list(hosts)[:3])


def _resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except OSError:
        return False


def polite(
    request: Request, pause: float, now: Callable[[], float], sleep: Callable[[float], None]
) -> Request:
    """The same, with a pause before a host is asked again."""
    last: dict[str, float] = {}

    def wait_and_ask(url: str, method: str) -> Answer:
        host = urlsplit(url).netloc
        if (left := last.get(host, now() - pause) + pause - now()) > 0:
            sleep(left)
        answer = request(url, method)
        last[host] = now()
        return answer

    return wait_and_ask


def asked(url: str, request: Request) -> Answer:
    """What an address answers: to HEAD, and to GET where there is a title to read.

    Some hosts know no HEAD or refuse it, so only a GET can say that a page is gone.
    """
    head = request(url, "HEAD")
    return request(url, "GET") if head.is_page or head.status >= 400 else head


def requested_within(timeout: float) -> Request:
    """Asks an address, and waits for so many seconds."""

    def request(url: str, method: str) -> Answer:
        turns = _Turns()
        wanted = urllib.request.Request(url, method=method, headers={"User-Agent": _AGENT})
        try:
            with urllib.request.build_opener(turns).open(wanted, timeout=timeout) as answer:
                is_page = answer.headers.get_content_type() == "text/html"
                title = _title(answer) if is_page else ""
                return Answer(answer.status, answer.url, is_page, turns.for_good, title)
        except HTTPError as error:
            error.close()
            return Answer(error.code, error.url or url)
        except (OSError, HTTPException, ValueError, LookupError) as error:
            return Answer(0, why=str(getattr(error, "reason", error)) or type(error).__name__)

    return request


class _Turns(urllib.request.HTTPRedirectHandler):
    """Follows, and notes whether every turn on the way was for good."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    @property
    def for_good(self) -> bool:
        return bool(self.codes) and all(code in _FOR_GOOD for code in self.codes)

    def redirect_request(self, *arguments: Any) -> urllib.request.Request | None:
        self.codes.append(arguments[2])
        return super().redirect_request(*arguments)


def _title(answer: Any) -> str:
    text = answer.read(_MOST).decode(answer.headers.get_content_charset() or "utf-8", "replace")
    found = _TITLE.search(text)
    return " ".join(html.unescape(found[1]).split()) if found else ""


def judged(url: str, answer: Answer, before: Learnt | None, today: str) -> Learnt:
    """What an answer means, beside what was learnt before."""
    old = before.title if before else ""
    title = answer.title or old
    if answer.status in _GONE:
        return Learnt(today, "gone", title, str(answer.status))
    if answer.status == 0 or answer.status >= 400:
        return Learnt(today, "unreachable", title, answer.why or str(answer.status))
    if answer.for_good and _plain(answer.to) != _plain(url):
        return Learnt(today, "moved", title, answer.to)
    if old and title != old:
        return Learnt(today, "retitled", title, f"{old} → {title}")
    return Learnt(today, "ok", title, "")


def _plain(url: str) -> str:
    """An address without what hosts like to change: the scheme, www and the last slash."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def in_words(url: str, learnt: Learnt) -> str:
    """One line on an address that does not answer as it did."""
    return f"{_WORDS[learnt.result]}: {url} ({learnt.said})"


def read_learnt(path: Path) -> dict[str, Learnt]:
    """What was learnt so far, by address; nothing where there is no such file or it is damaged."""
    try:
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return {url: Learnt(**learnt) for url, learnt in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_learnt(path: Path, known: Mapping[str, Learnt]) -> None:
    """Keep what was learnt."""
    kept = {url: asdict(learnt) for url, learnt in sorted(known.items())}
    write_whole(path, json.dumps(kept, ensure_ascii=False, indent=1).encode())
