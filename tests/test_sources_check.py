"""Addresses of sources are asked politely, and what they answer is judged. The host is this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from kb.commands.main import main
from kb.commands.sources_check import (
    Answer,
    Learnt,
    asked,
    in_words,
    judged,
    polite,
    read_learnt,
    requested_within,
    to_ask,
    write_learnt,
)

DAY = "2026-11-29"


class Site(ThreadingHTTPServer):
    """Answers by path. asked: method and path, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.asked: list[tuple[str, str]] = []
        self.title = "First"

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"


class _Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        if self.path == "/no-head":
            self._answer(405)
        else:
            self.do_GET()

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path))
        match self.path:
            case "/gone":
                self._answer(410)
            case "/lost":
                self._answer(404)
            case "/broken":
                self._answer(500)
            case "/moved":
                self._answer(301, "page")
            case "/passing":
                self._answer(302, "page")
            case "/file":
                self._answer(200, kind="application/pdf")
            case _:
                self._answer(200)

    def _answer(self, status: int, to: str = "", kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(status)
        if to:
            self.send_header("Location", self.server.url(to))
        self.send_header("Content-Type", kind)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(f"<html><title>\n {self.server.title} &amp; more</title>".encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    found = Site()
    Thread(target=found.serve_forever, daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


def ask(url: str) -> Answer:
    return asked(url, requested_within(60))


@pytest.mark.parametrize(
    ("path", "result"),
    [
        ("page", "ok"),
        ("file", "ok"),
        ("no-head", "ok"),
        ("passing", "ok"),
        ("gone", "gone"),
        ("lost", "gone"),
        ("moved", "moved"),
        ("broken", "unreachable"),
    ],
)
def test_an_address_is_judged_by_what_it_answers(site: Site, path: str, result: str) -> None:
    assert judged(site.url(path), ask(site.url(path)), None, DAY).result == result


def test_a_page_is_asked_for_its_title_and_a_file_only_whether_it_is_there(site: Site) -> None:
    assert ask(site.url("page")).title == "First & more"
    ask(site.url("file"))
    assert site.asked == [("HEAD", "/page"), ("GET", "/page"), ("HEAD", "/file")]


def test_a_title_that_changed_is_told_with_both(site: Site) -> None:
    url = site.url("page")
    before = judged(url, ask(url), None, DAY)
    site.title = "Second"
    after = judged(url, ask(url), before, DAY)
    assert in_words(url, after) == f"제목이 바뀜: {url} (First & more → Second & more)"


def test_where_nobody_answers_the_reason_is_told(site: Site) -> None:
    url = site.url("page")
    site.shutdown()
    site.server_close()
    found = judged(url, ask(url), Learnt(DAY, "ok", "First", ""), DAY)
    assert found.result == "unreachable" and found.said and found.title == "First"


def test_a_new_scheme_or_a_last_slash_is_no_move() -> None:
    answer = Answer(200, "https://www.example.com/a/", for_good=True)
    assert judged("http://example.com/a", answer, None, DAY).result == "ok"


def test_hosts_take_turns_and_what_was_asked_lately_is_passed_over() -> None:
    urls = [f"https://{host}.example/{page}" for host in "ab" for page in (1, 2)]
    learnt = {urls[0]: Learnt(DAY, "ok", "", "")}
    assert to_ask(urls, {}, DAY) == [urls[0], urls[2], urls[1], urls[3]]
    assert to_ask(urls, learnt, DAY) == [urls[1], urls[2], urls[3]]
    assert urls[0] in to_ask(urls, learnt, "2026-11-30")


def test_a_host_is_left_in_peace_between_two_questions() -> None:
    slept: list[float] = []
    clock = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    request = polite(lambda url, method: Answer(200), 2.0, lambda: clock[0], sleep)
    for url in ("https://a.example/1", "https://b.example/1", "https://a.example/2"):
        request(url, "HEAD")
    assert slept == [2.0]


def test_what_was_learnt_is_kept_and_a_damaged_file_is_nothing(tmp_path: Path) -> None:
    known = {"https://a.example/": Learnt(DAY, "gone", "가", "404")}
    write_learnt(tmp_path / "kept.json", known)
    assert read_learnt(tmp_path / "kept.json") == known
    for damaged in ("{", "[]", '{"a": {"b": 1}}'):
        (tmp_path / "kept.json").write_text(damaged, "utf-8")
        assert read_learnt(tmp_path / "kept.json") == {}
    assert read_learnt(tmp_path / "none.json") == {}


def run(root: Path, *arguments: str) -> tuple[int, str]:
    command = ["sources-check", "--pause", "0", *arguments, "--root", str(root)]
    result = CliRunner().invoke(main, command)
    return result.exit_code, result.output


@pytest.fixture
def root(site: Site, tmp_path: Path) -> Path:
    sources = {
        name: {"kind": "article", "title": name, "url": site.url(name), "quality": "A"}
        for name in ("page", "gone", "moved")
    }
    folder = tmp_path / "data" / "sources"
    folder.mkdir(parents=True)
    (folder / "all.yml").write_text(json.dumps(sources), "utf-8")
    return tmp_path


def test_a_dry_run_asks_nobody(site: Site, root: Path) -> None:
    code, said = run(root, "--dry-run")
    assert code == 0 and said.splitlines()[0] == "물을 주소 3개" and site.url("gone") in said
    assert site.asked == []


def test_a_second_call_goes_on_where_the_first_ended(site: Site, root: Path) -> None:
    assert run(root, "--limit", "1")[0] == 0
    code, said = run(root)
    assert code == 1
    assert f"사라짐: {site.url('gone')} (410)" in said
    assert f"옮겨 감: {site.url('moved')} ({site.url('page')})" in said
    assert "2곳에 물었다. 사라진 곳은 모두 1곳, 남은 곳은 0곳이다." in said
    site.asked.clear()
    assert run(root)[1].startswith("0곳에 물었다.") and site.asked == []


def test_without_a_network_it_says_what_it_would_ask(
    site: Site, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.commands.sources_check.has_network", lambda urls: False)
    code, said = run(root)
    assert code == 0 and said.startswith("물을 주소 3개 (네트워크가 없다)") and site.asked == []
