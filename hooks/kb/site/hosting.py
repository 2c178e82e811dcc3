"""How a site is hosted: what is said with each answer, from which every recipe is written.

The recipes are templates in `overrides/kb/hosting/`: nginx, hosts of static pages, object storage.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kb.addresses import page_address
from kb.memo import Memo
from kb.redirects import redirects
from kb.show.templates import templates
from kb.site.moved import is_file
from kb.site.named import HASHED_FOLDERS
from kb.text import LANGS, SOURCE_LANG

FOREVER, SHORT = "public, max-age=31536000, immutable", "public, max-age=300"
"""Cache-Control of what carries a hash in its name, and of everything else."""
TYPES = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "gz": "application/gzip",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml",
}
"""The type of each kind of file on a site, by the ending of its name."""
MISSING = "404.html"
_RECIPES = {
    "Containerfile": "containerfile.txt",
    "nginx/brotli.conf": "brotli.conf",
    "nginx/kb.conf": "kb.conf",
    "nginx/nginx.conf": "nginx.conf",
    "site/_headers": "headers.txt",
    "site/_redirects": "redirects.txt",
    "switch.sh": "switch.sh",
    "upload.sh": "upload.sh",
}
"""The recipes among what is published, with their templates. Those within the site are read by hosts
of static pages and not shown.
"""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NOTHING = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone",
            "midi", "payment", "usb")  # fmt: skip
"""What no page asks a browser for."""


@dataclass(frozen=True)
class Hosting:
    """What the recipes say.

    path: of the site on its host, with both slashes. headers: sent with every answer. moved: old
    addresses with the path and the anchor of the new ones.
    """

    path: str
    headers: Mapping[str, str]
    moved: tuple[tuple[str, str, str], ...] = ()

    @property
    def missing(self) -> dict[str, str]:
        """The page for what is nowhere, by the path below which it is shown, longest first."""
        starts = [f"{self.path}{page_address('index', lang)}" for lang in LANGS]
        return {start: f"{start}{MISSING}" for start in sorted(starts, key=len, reverse=True)}


def cache_of(path: str) -> str:
    """The Cache-Control of a file, by its path below the site's root."""
    return FOREVER if path.startswith(tuple(f"{folder}/" for folder in HASHED_FOLDERS)) else SHORT


def hosting(memo: Memo, site: Path, site_url: str) -> Hosting:
    """How a written site is hosted. site_url: address of its home page."""
    path = urlsplit(site_url).path or "/"
    path = path if path.endswith("/") else f"{path}/"
    pages = (site / page_address("index", lang) / MISSING for lang in LANGS)
    shown = [page.read_text("utf-8") for page in pages if page.is_file()]
    return Hosting(path, headers(*shown), tuple(_moved(memo, path)))


def headers(*pages: str) -> dict[str, str]:
    """What is said with every answer.

    pages: those that may run a script within the page, which the policy then allows by its hash.
    """
    return {
        "Content-Security-Policy": _policy(pages),
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _NOTHING),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def _policy(pages: tuple[str, ...]) -> str:
    scripts = {script for page in pages for script in _INLINE.findall(page)}
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *sorted(map(_source_of, scripts))]),
        "style-src": "'self'",
        "img-src": "'self' data:",  # signs that style sheets hold
        "worker-src": "'self' blob:",  # in a sandboxed frame the search may start no other
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items())


def _source_of(script: str) -> str:
    """A script as a policy names it."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _moved(memo: Memo, path: str) -> Iterator[tuple[str, str, str]]:
    """Pages that have moved; a file stands at its old address, too."""
    for old, new in redirects(memo).items():
        if not old.startswith("/") or "#" in old or is_file(old):
            continue
        there, sign, anchor = new.partition("#")
        for lang in LANGS:
            start = path + ("" if lang == SOURCE_LANG else f"{lang}/")
            yield f"{start}{old[1:]}", f"{start}{there[1:]}", sign + anchor


def recipes(memo: Memo, how: Hosting) -> dict[str, bytes]:
    """The files that say how to host a site, by path below the folder of what is published."""
    values: dict[str, Any] = {"host": how, "types": TYPES, "folders": HASHED_FOLDERS}
    values |= {"forever": FOREVER, "short": SHORT}
    words = templates(memo, SOURCE_LANG)
    return {
        path: f"{words.render(f'hosting/{template}', **values)}\n".encode()
        for path, template in _RECIPES.items()
    }
