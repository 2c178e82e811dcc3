"""A Chromium and a static host for tests that look at a built site as a reader does.

Nothing here waits for a time to pass: a page is at rest when it says so, however busy the machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kb.paper.chromium import executable
from kb.site.named import plain_name

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-features=AutofillServerCommunication",
]
PATIENCE = 120_000
"""Milliseconds after which something is taken not to happen at all."""
NO_STORAGE = """
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {
      configurable: true,
      get() { throw new DOMException("denied", "SecurityError") },
    })
"""
"""A script that makes of a browser one in which cookies are blocked."""

expect.set_options(timeout=PATIENCE)


_running: list[Browser] = []


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser: the system's, or else the one that Playwright has installed.

    A process has one: who asks while it runs gets the same.
    """
    if _running:
        yield _running[0]
        return
    with sync_playwright() as playwright:
        _running.append(
            playwright.chromium.launch(
                executable_path=executable(), args=ARGUMENTS, timeout=PATIENCE
            )
        )
        try:
            yield _running[0]
        finally:
            _running.pop().close()


class Host:
    """Serves a folder on 127.0.0.1 below a path, as a static host does.

    name: of the host, for contexts whose proxy this is; so a site has the same address in every
    run. missing: what was asked for and is not there. asked: every path, in order, without the hashes
    that names carry. extra: files
    that tests bring along, by path from the root of the host. headers: sent with every answer.
    """

    def __init__(self, path: str = "/", name: str = "") -> None:
        self.path = path
        self.missing: list[str] = []
        self.asked: list[str] = []
        self.extra: dict[str, Path] = {}
        self.headers: dict[str, str] = {}
        self.folder = Path()
        self._server = _Server(("127.0.0.1", 0), partial(_Handler, self))
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self.name = name or urlsplit(self.address).netloc
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Address of the site, with its slash."""
        return f"http://{self.name}{self.path}"

    def forget(self) -> None:
        """Start the records anew."""
        self.missing.clear()
        self.asked.clear()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Quiet: a reader who has left wants no answer."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, host: Host, *args: Any) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.folder))

    def do_GET(self) -> None:
        wanted = urlsplit(self.path)
        here = wanted.netloc in ("", self.host.name)
        if here and wanted.path in self.host.extra:
            self.path = wanted.path
        else:
            self.host.asked.append(plain_name(wanted.path) if here else self.path)
            if here and wanted.path.startswith(self.host.path):
                self.path = "/" + wanted.path.removeprefix(self.host.path)
            else:
                self.path = "/outside-of-the-site"
        super().do_GET()

    def translate_path(self, path: str) -> str:
        extra = self.host.extra.get(path)
        return str(extra) if extra else super().translate_path(path)

    def do_CONNECT(self) -> None:
        """A page has asked for something of another host."""
        self.host.asked.append(self.path)
        self.send_error(502)

    def end_headers(self) -> None:
        for name, value in {"Cache-Control": "max-age=600", **self.host.headers}.items():
            self.send_header(name, value)
        super().end_headers()

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


def reader(
    browser: Browser, width: int = 1280, host: Host | None = None, **options: Any
) -> BrowserContext:
    """A visitor with a screen of this width in pixels; below 600 a phone with touch.

    host: the only one there is; without it every address is looked up as usual.
    """
    phone = width < 600
    if host:
        options["proxy"] = {"server": host.address}
    context = browser.new_context(
        viewport=_size(width), has_touch=phone, is_mobile=phone, **options
    )
    context.set_default_timeout(PATIENCE)
    return context


def _size(width: int) -> Any:
    return {"width": width, "height": 844 if width < 600 else 900}


def errors_of(page: Page) -> list[str]:
    """A list that fills with the scripts' errors of a page as they happen."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    return errors


# The theme follows links on its own from when it knows the list of addresses.
_LOADED = """() => document.readyState === "complete" &&
  performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/sitemap.xml"))"""
# Resolves when the theme has shown an address in place, as it does when a link is clicked.
_FOLLOWED = """address => new Promise(done => {
  let isAnother = false
  const shown = document$.subscribe(() => {
    if (isAnother) done(shown.unsubscribe())
    isAnother = true
  })
  const link = document.createElement("a")
  link.href = address
  document.body.append(link)
  link.click()
  link.remove()
})"""
_AT_REST = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
  scheduler.postTask(() => done(true), { priority: "background" }))))"""


def rest(page: Page) -> None:
    """Wait until the page has drawn and has nothing left to do."""
    page.wait_for_function(_AT_REST)


def settle(page: Page) -> None:
    """Wait for the theme: scripts run, addresses known."""
    page.wait_for_function(_LOADED)
    rest(page)


class Readers:
    """Visitors that come again: a page for each host and kind of screen, which costs a good deal
    to open. Who comes next finds nothing that the last one left behind.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._pages: dict[tuple[Host, int, bool], Page] = {}

    def page(self, host: Host, width: int, javascript: bool = True) -> Page:
        """A page of a visitor who comes for the first time, except that files are cached."""
        key = host, width, javascript
        if key not in self._pages or self._pages[key].is_closed():
            context = reader(self.browser, width, host, java_script_enabled=javascript)
            self._pages[key] = context.new_page()
        return self._pages[key]

    @staticmethod
    def leave(page: Page) -> None:
        """Take back what a visit has left: what it stored, routes, other pages, the address."""
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.unroute_all()
        page.evaluate("() => { try { localStorage.clear(); sessionStorage.clear() } catch {} }")
        page.goto("about:blank")

    def close(self) -> None:
        """Send all away."""
        for page in self._pages.values():
            page.context.close()


class Visits:
    """Opens pages with the wanted screen. Scripts' errors and what is not there are kept."""

    def __init__(self, readers: Readers) -> None:
        self.errors: list[str] = []
        self.hosts: set[Host] = set()
        self._at = ""
        self._readers = readers
        self._pages: list[Page] = []
        self._contexts: list[BrowserContext] = []

    def __call__(
        self,
        host: Host,
        path: str = "",
        width: int = 1280,
        *,
        colours: Literal["light", "dark"] = "light",
        javascript: bool = True,
    ) -> Page:
        """A page at an address of a host, at rest."""
        page = self._readers.page(host, width, javascript)
        page.set_viewport_size(_size(width))
        page.emulate_media(media="screen", color_scheme=colours, reduced_motion="reduce")
        return self._open(page, host, path, javascript)

    def next(self, page: Page, host: Host, path: str) -> Page:
        """Another address in a page that is open, which is as wide and as dark as it was."""
        return self._open(page, host, path)

    def follow(self, page: Page, host: Host, path: str) -> Page:
        """The same as who clicks a link comes there: the theme shows it in place of the last one."""
        self._at = f"{host.url}{path}"
        page.evaluate(_FOLLOWED, self._at)
        assert page.url == self._at
        rest(page)
        return page

    def first(self, host: Host, path: str = "", width: int = 1280, **options: Any) -> Page:
        """The same for a visitor who has never been there, with nothing in the cache."""
        context = self.context(host, width, **options)
        return self._open(context.new_page(), host, path)

    def context(self, host: Host, width: int = 1280, **options: Any) -> BrowserContext:
        """A visitor who has opened no page yet."""
        self._arrive(host)
        self._contexts.append(reader(self._readers.browser, width, host, **options))
        return self._contexts[-1]

    def _open(self, page: Page, host: Host, path: str, javascript: bool = True) -> Page:
        self._arrive(host)
        self._at = f"{host.url}{path}"
        if page not in self._pages:
            page.on("pageerror", self._failed)
            page.on("console", self._said)
            self._pages.append(page)
        page.goto(self._at)
        if javascript:
            settle(page)
        return page

    def _arrive(self, host: Host) -> None:
        """Start the host's records: of what is asked for with each visit, of what is missing once."""
        host.asked.clear()
        if host not in self.hosts:
            host.forget()
            self.hosts.add(host)

    def _failed(self, error: Any) -> None:
        self.errors.append(f"{self._at}: {error}")

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"{self._at}: {message.text}")

    def end(self) -> None:
        """All visitors leave."""
        for context in self._contexts:
            context.close()
        for page in self._pages:
            if not page.is_closed():
                page.remove_listener("pageerror", self._failed)
                page.remove_listener("console", self._said)
                self._readers.leave(page)
