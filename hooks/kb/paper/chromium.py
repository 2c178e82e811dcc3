"""The system's Chromium, which makes a PDF of a page by its own command line."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "CHROMIUM"
"""Names the browser to take."""
# The shell is the same browser without windows; a page costs it half.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
_ON_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_ON_MACOS = ("Google Chrome", "Chromium", "Microsoft Edge")
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
_ROOT = 0


class PaperError(Exception):
    """Why there is no PDF, in Korean."""


def executable() -> str | None:
    """The path of a Chromium: the one that `CHROMIUM` names, or else the first that is found."""
    named = os.environ.get(VARIABLE)
    return named or next(filter(None, map(shutil.which, _NAMES)), None) or next(_installed(), None)


def _installed() -> Iterator[str]:
    """Where installers put browsers on systems that have no common folder of programs."""
    bases = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
    windows = [Path(base, name) for base in bases if base for name in _ON_WINDOWS]
    macos = [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _ON_MACOS]
    yield from (str(path) for path in [*windows, *macos] if path.is_file())


def printed(browser: str, page: Path) -> bytes:
    """A page as a PDF, with its headings as bookmarks. What the browser writes lies beside the page.

    Raises PaperError where the browser makes none.
    """
    paper, profile = page.with_suffix(".pdf"), page.with_name("profile")
    paper.unlink(missing_ok=True)
    options = [*_FLAGS, *_sandbox(), f"--user-data-dir={profile}", f"--print-to-pdf={paper}"]
    try:
        ended = subprocess.run([browser, *options, page.as_uri()], capture_output=True, check=False)
    except OSError as error:
        raise PaperError(f"{browser}을(를) 실행할 수 없다: {error.strerror}.") from None
    if not paper.is_file():
        said = ended.stderr.decode(errors="replace").strip().splitlines() or ["말이 없다"]
        raise PaperError(f"{browser}이(가) PDF를 쓰지 못했다: {said[-1]}")
    return paper.read_bytes()


def _sandbox() -> tuple[str, ...]:
    """Chromium refuses to lock itself in where it runs as root, as in containers."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == _ROOT else ()
