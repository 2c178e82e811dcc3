"""Measures a running preview: how long an edit takes to show, and what it costs the server."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import commands
from measure import BenchError, end, tree, tree_cpu

POLL = 0.02
"""Seconds between two looks at a page."""

START_LIMIT = 600.0
EDIT_LIMIT = 180.0
CALM = 1.0
"""Seconds without work after which an edit is done with."""

QUIET = 3.0
"""The same for an edit that nothing on a page tells of."""

_STEP = 0.25
_NOISE = 0.03
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


@dataclass(frozen=True)
class Edit:
    """A kind of edit. path: of the file; address: of the page that shows it.

    change: the file's text as it is first, and the number of the edit, to the new text.
    shows: whether the page's HTML has the edit; None when nothing shows it.
    style: what shows it is the page's style sheet.
    """

    kind: str
    path: str
    address: str
    change: Callable[[str, int], str]
    shows: Callable[[str, int], bool] | None
    style: bool = False


@dataclass(frozen=True)
class Answer:
    """What one edit took. wall: from the save until it showed; cpu: of the server, seconds."""

    wall: float
    cpu: float


def _has(text: str) -> Callable[[str, int], bool]:
    return lambda html, number: text.format(number) in html


def _behind(pattern: str, new: str) -> Callable[[str, int], str]:
    """A change that puts a text behind the first place that matches."""

    def change(text: str, number: int) -> str:
        match = re.search(pattern, text, re.M)
        if match is None:
            raise BenchError(f"{pattern!r} is nowhere in the file to be edited")
        return text[: match.end()] + new.format(number) + text[match.end() :]

    return change


def _redrawn(html: str, number: int) -> bool:
    """Whether the chart, which is drawn into the page, has the number of the edit and no other."""
    labels = re.findall(r">(209|210)억 달러</text>", html)
    return bool(labels) and set(labels) == {"210" if number % 2 else "209"}


def _target(text: str, number: int) -> str:
    new = "21.0B" if number % 2 else "20.9B"
    changed, found = re.subn(r'(year: 2028, usd: )"20\.9B"', rf'\1"{new}"', text, count=1)
    if not found:
        raise BenchError("the target of the brief's estimate stands elsewhere than expected")
    return changed


EDITS = (
    Edit(
        "page: a sentence",
        "docs/trends/edge.md",
        "trends/edge/",
        _behind(r"\A---\n(?:.*\n)*?---\n\n.+", " BENCH{}X."),
        _has("BENCH{}X"),
    ),
    Edit(
        "page: an English sentence",
        "docs/trends/edge.en.md",
        "en/trends/edge/",
        _behind(r"\A---\n(?:.*\n)*?---\n\n.+", " BENCH{}X."),
        _has("BENCH{}X"),
    ),
    Edit(
        "data: a number in a chart",
        "data/market/estimates.yml",
        "market/size/",
        _target,
        _redrawn,
    ),
    Edit(
        "data: a vendor's note",
        "data/vendors/langfuse.yml",
        "vendors/langfuse/",
        _behind(r"note: \{ko: ['\"]?", "BENCH{}X "),
        _has("BENCH{}X"),
    ),
    Edit(
        "template",
        "overrides/kb/vendor_card.html",
        "vendors/langfuse/",
        _behind(r'class="kb-card', " bench-{}x"),
        _has("bench-{}x"),
    ),
    Edit(
        "style",
        "overrides/assets/styles/base.css",
        "vendors/langfuse/",
        lambda text, number: f"{text}\n#bench-{number}x {{\n  color: red;\n}}\n",
        _has("#bench-{}x"),
        style=True,
    ),
    Edit(
        "code: a comment",
        "hooks/kb/show/figure.py",
        "market/size/",
        lambda text, number: f"{text}\n# bench {number}\n",
        None,
    ),
    Edit(
        "code: a line",
        "hooks/kb/show/figure.py",
        "market/size/",
        _behind(r"stated_cagr\.percent\}%", " BENCH{}X"),
        _has("BENCH{}X"),
    ),
)


class Preview:
    """A preview that runs on a copy of the project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.port = _free_port()
        self._log = root / "preview-output.txt"
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                commands.python(commands.SERVE, port=self.port),
                cwd=root,
                env=commands.environment(root, {"SITE_URL": f"http://127.0.0.1:{self.port}/"}),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.idle = 0.0

    def start(self) -> float:
        """Wait until it serves and is calm. Returns the seconds until it served."""
        began = time.monotonic()
        while not self.read("market/size/"):
            if time.monotonic() - began > START_LIMIT:
                raise self._trouble("does not serve")
            time.sleep(POLL)
        took = time.monotonic() - began
        self.idle = self._idle_rate()
        return took

    def stop(self) -> None:
        """End it and every process below it."""
        members = tree(self._process.pid)
        end(members[:1])
        end(members[1:])
        self._process.wait()

    def read(self, address: str) -> str:
        """A page, or nothing while there is none."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=EDIT_LIMIT)
        try:
            connection.request("GET", f"/{address}")
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return text if answer.status == 200 else ""
        except (OSError, HTTPException):
            if self._process.poll() is not None:
                raise self._trouble("has ended") from None
            return ""
        finally:
            connection.close()

    def measure(self, edit: Edit, runs: int) -> list[Answer]:
        """Make a kind of edit several times; the file is as before afterwards."""
        path = self.root / edit.path
        before = path.read_text("utf-8")
        try:
            target = self._target(edit)
            look = self._cost_of_a_look(target)
            return [self._once(edit, target, before, number, look) for number in range(1, runs + 1)]
        finally:
            path.write_text(before, "utf-8")
            self.settle(QUIET)

    def settle(self, calm: float) -> float:
        """Wait until nothing has been done for some seconds. Returns when the last work ended."""
        limit = time.monotonic() + EDIT_LIMIT
        last, used = time.monotonic(), tree_cpu(self._process.pid)
        while time.monotonic() - last < calm and time.monotonic() < limit:
            time.sleep(_STEP)
            now = tree_cpu(self._process.pid)
            if abs(now - used) > self.idle * _STEP * 2 + _NOISE:
                last = time.monotonic()
            used = now
        return last

    def _once(self, edit: Edit, target: str, before: str, number: int, look: float) -> Answer:
        used, looks = tree_cpu(self._process.pid), 0
        text = edit.change(before, number)
        saved = time.monotonic()
        (self.root / edit.path).write_text(text, "utf-8")
        if edit.shows is None:
            shown = max(self.settle(QUIET), saved)
        else:
            looks = self._looks_until_shown(edit, target, number)
            shown = time.monotonic()
            self.settle(CALM)
        spent = tree_cpu(self._process.pid) - used
        rest = self.idle * (time.monotonic() - saved) + looks * look
        return Answer(shown - saved, max(0.0, spent - rest))

    def _looks_until_shown(self, edit: Edit, target: str, number: int) -> int:
        looks, limit = 0, time.monotonic() + EDIT_LIMIT
        while True:
            looks += 1
            if edit.shows and edit.shows(self.read(target), number):
                return looks
            if time.monotonic() > limit:
                raise self._trouble(f"does not show the edit '{edit.kind}'")
            time.sleep(POLL)

    def _target(self, edit: Edit) -> str:
        """The address that shows an edit: the page's, or its own style sheet's."""
        if not edit.style:
            return edit.address
        for href in _STYLES.findall(self.read(edit.address)):
            if not re.match(r"[a-z]+:|//", href):
                return _joined(edit.address, href.partition("?")[0])
        raise BenchError(f"{edit.address} has no style sheet of its own")

    def _cost_of_a_look(self, target: str, looks: int = 50) -> float:
        """CPU seconds that a calm server takes to answer once."""
        used, began = tree_cpu(self._process.pid), time.monotonic()
        for _ in range(looks):
            self.read(target)
        idle = self.idle * (time.monotonic() - began)
        return max(0.0, tree_cpu(self._process.pid) - used - idle) / looks

    def _idle_rate(self) -> float:
        """CPU seconds a second of a server that has nothing to do; waits until it has not."""
        limit, before = time.monotonic() + START_LIMIT, float("inf")
        while True:
            used, began = tree_cpu(self._process.pid), time.monotonic()
            time.sleep(2.0)
            rate = (tree_cpu(self._process.pid) - used) / (time.monotonic() - began)
            if max(rate, before) < 0.2 or time.monotonic() > limit:
                return rate
            before = rate

    def _trouble(self, what: str) -> BenchError:
        tail = self._log.read_text("utf-8", "replace")[-2000:]
        return BenchError(f"the preview {what}:\n{tail}")


@contextmanager
def preview(root: Path) -> Iterator[Preview]:
    """A preview on a copy, ended afterwards."""
    running = Preview(root)
    try:
        yield running
    finally:
        running.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _joined(address: str, href: str) -> str:
    """A relative address as seen from a page."""
    if href.startswith("/"):
        return href[1:]
    parts = address.split("/")[:-1]
    for part in href.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
