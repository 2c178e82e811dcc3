"""A Chromium and a static host for tests that look at a built site as a reader does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_executable() -> str | None:
    """Path of the system's Chromium: `CHROMIUM`, or the first known name on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser: the system's, or else the one that Playwright has installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_executable(), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


class Host:
    """Serves a folder on 127.0.0.1 below a path, as a static host does.

    missing: paths that were asked for and not there. asked: every path, in order.
    """

    def __init__(self, path: str = "/") -> None:
        self.path = path
        self.missing: list[str] = []
        self.asked: list[str] = []
        self.folder = Path()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Address of the site, with its slash."""
        return f"http://127.0.0.1:{self._server.server_port}{self.path}"

    def forget(self) -> None:
        """Start the records anew."""
        self.missing.clear()
        self.asked.clear()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, host: Host, *args: Any) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.folder))

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.host.asked.append(path)
        if path.startswith(self.host.path):
            self.path = "/" + self.path.removeprefix(self.host.path)
        else:
            self.path = "/outside-of-the-site"
        super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.host.missing.append(self.host.asked[-1])
        page = self.host.folder / "404.html"
        body = page.read_bytes() if page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the records are in the host."""


def reader(browser: Browser, width: int = 1280, **options: Any) -> BrowserContext:
    """A visitor with a screen of this width in pixels; below 600 a phone with touch."""
    phone = width < 600
    size = {"width": width, "height": 844 if phone else 900}
    return browser.new_context(viewport=size, has_touch=phone, is_mobile=phone, **options)


def errors_of(page: Page) -> list[str]:
    """A list that fills with the scripts' errors of a page as they happen."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    return errors
