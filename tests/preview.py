"""A running `kb serve`, as the tests of the preview ask it and wait for it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

PATIENCE = 300.0
"""Seconds after which something that is waited for is taken for lost."""
INJECTED = re.compile(
    r"<style>\n\.kb-findings.*?</script><script>\nvar livereload.*?</script>(?=</body>)", re.S
)
"""What the preview adds to a page."""


class Preview:
    """A running `kb serve` on a project."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.output = root.with_name(f"{root.name}-output.txt")
        command = [sys.executable, "-m", "kb", "serve", "--root", str(root), "--port", "0"]
        self.process = subprocess.Popen(
            [*command, *options],
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=self.output.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.until(lambda: "http://" in self.said)
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.said)
        assert found
        self.url = found[0]

    @property
    def said(self) -> str:
        """What the terminal shows."""
        return self.output.read_text("utf-8")

    def stop(self) -> None:
        """End it as a terminal does."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(timeout=PATIENCE)

    def ask(self, address: str = "") -> tuple[int, str]:
        """Status and text of an answer; 0 while there is none."""
        try:
            with urlopen(f"{self.url}{address}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except HTTPError as error:
            return error.code, error.read().decode("utf-8")
        except (URLError, ConnectionError):
            return 0, ""

    def wait_for(self, text: str, address: str = "", status: int = 200) -> str:
        """Wait until an answer holds a text. Returns the answer."""
        found = (0, "")

        def holds() -> bool:
            nonlocal found
            found = self.ask(address)
            return found[0] == status and text in found[1]

        self.until(holds, f"{text!r} in {address!r}", lambda: found[1][-1500:])
        return found[1]

    def wait_for_said(self, text: str, since: str = "") -> None:
        """Wait until the terminal shows a text. since: what it showed before."""
        self.until(lambda: text in self.said[len(since) :], repr(text))

    def until(
        self, holds: Callable[[], bool], what: str = "", seen: Callable[[], str] = str
    ) -> None:
        """Wait for a condition."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.said[-3000:]
            assert time.monotonic() < end, f"{what}\n{seen()}\n{self.said[-3000:]}"
            time.sleep(0.02)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a text in a file, as an editor does: beside, and renamed."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text, f"{path} has no {old!r}"
        self.write(path, text.replace(old, new, 1))

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        beside = file.with_name(f".{file.name}.swp")
        beside.write_text(text, "utf-8")
        beside.replace(file)
