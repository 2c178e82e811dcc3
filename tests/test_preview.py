"""The preview as a writer lives with it: every kind of edit shows, mistakes show, it lives on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from conftest import copy_project

PATIENCE = 60


class Preview:
    """A running `kb serve` on a copy of the project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.output = root / "output.txt"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kb", "serve", "--port", str(self.port)],
            cwd=root,
            env=os.environ
            | {"PYTHONPATH": str(root / "hooks"), "SITE_URL": f"http://127.0.0.1:{self.port}/"},
            stdout=self.output.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def stop(self) -> None:
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(timeout=PATIENCE)

    def read(self, address: str) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=5) as answer:
                return str(answer.read().decode("utf-8"))
        except (URLError, ConnectionError, TimeoutError):
            return ""

    def wait_for(self, text: str, address: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.read(address):
            assert time.monotonic() < end, f"{text!r} not seen: {self.output.read_text()[-2000:]}"
            assert self._process.poll() is None, self.output.read_text()[-2000:]
            time.sleep(0.1)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text, f"{path} has no {old!r}"
        file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    running = Preview(copy_project(tmp_path_factory.mktemp("preview") / "kb"))
    running.wait_for("209억 달러", "market/size/")
    yield running
    running.stop()


def test_an_edited_page_shows(preview: Preview) -> None:
    preview.edit("docs/about/index.md", "title: ", "title: 고쳐 쓴 ")
    preview.wait_for("고쳐 쓴", "about/")


def test_an_edited_fact_shows(preview: Preview) -> None:
    preview.edit("data/vendors/sagemaker.yml", "완전 관리형", "전부 관리해 주는")
    preview.wait_for("전부 관리해 주는", "vendors/sagemaker/")


def test_an_edited_template_shows(preview: Preview) -> None:
    preview.edit("overrides/kb/levels.html", '<dl class="', '<dl class="edited-template ')
    preview.wait_for("edited-template", "maturity/")


def test_an_edited_style_shows(preview: Preview) -> None:
    preview.edit("overrides/assets/styles/tokens.css", ":root", "#edited-style{color:red}\n:root")
    preview.wait_for("#edited-style", "assets/styles/kb.css")


def test_edited_code_shows_without_a_restart_by_hand(preview: Preview) -> None:
    preview.edit("hooks/kb/korean/numbers.py", 'f"{plain(value)}%"', 'f"{plain(value)} percent"')
    preview.wait_for(" percent", "market/talent/")


def test_a_mistake_shows_in_the_browser_and_the_next_save_recovers(preview: Preview) -> None:
    preview.edit("data/vendors/sagemaker.yml", "kind: cloud", "kind: clod")
    preview.wait_for("&#39;clod&#39;은(는) 허용되지 않는 값입니다.", "vendors/sagemaker/")
    assert "[schema/choice]" in preview.output.read_text()
    assert "Traceback" not in preview.output.read_text()
    preview.edit("data/vendors/sagemaker.yml", "kind: clod", "kind: cloud")
    preview.wait_for("kb-vendor", "vendors/sagemaker/")


def test_a_preview_started_on_a_mistake_waits_for_its_mend(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "kb")
    page = root / "docs" / "about" / "index.md"
    sound = page.read_text("utf-8")
    page.write_text(sound.replace("title:", "titel:"), "utf-8")
    running = Preview(root)
    try:
        end = time.monotonic() + PATIENCE
        while "[page/front-matter]" not in running.output.read_text():
            assert time.monotonic() < end, running.output.read_text()
            time.sleep(0.1)
        page.write_text(sound, "utf-8")
        running.wait_for("kb-vendor", "vendors/sagemaker/")
    finally:
        running.stop()
