"""Addresses of pages and files: where they are on the site, and from one page to another."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

from kb.text import SOURCE_LANG, Lang

RECORD_PAGES = {"vendors": "vendors", "technologies": "maturity", "trends": "trends"}
"""The folder with a page for each record, by collection."""

_LISTS = {
    "regulations": ("market/regulation/index", "regulation-{}"),
    "estimates": ("market/size", ""),
    "drivers": ("market/drivers", "driver-{}"),
    "outlook": ("trends/outlook", "{}"),
    "findings": ("recommendations/findings", "finding-{}"),
}
"""The page that tells of the records of a collection, and the anchor of each, where all have one."""


def record_place(collection: str, id: str) -> tuple[str, str] | None:
    """Key of the page that tells of a record, and its anchor there, which is empty where the page
    is all about it. None for a collection whose records have no such place.
    """
    if collection in RECORD_PAGES:
        return f"{RECORD_PAGES[collection]}/{id}", ""
    if collection not in _LISTS:
        return None
    key, anchor = _LISTS[collection]
    return key, anchor.format(id)


BUILD = "build.json"
"""The file with the digest of the whole site, below its root."""
_PLAIN = re.compile(r"[\w./-]*", re.ASCII)
"""A path that is an address as it stands, as nearly all are."""
PAGE_ADDRESS = "\ue004"
"""Stands for the whole address of a page in its content, until its host puts the address there."""


def page_path(key: str, lang: Lang = SOURCE_LANG) -> str:
    """The file of a page below docs/, whether it is there or not."""
    return f"{key}.md" if lang == SOURCE_LANG else f"{key}.{lang}.md"


def page_at(path: str) -> tuple[str, Lang]:
    """Key and language of a page's file below docs/: the reverse of `page_path`."""
    stem = path.removesuffix(".md")
    key = stem.removesuffix(".en")
    return key, SOURCE_LANG if key == stem else "en"


def page_address(key: str, lang: Lang) -> str:
    """A page's address from the root of the site: `market/size/`, `en/`; the home page's is empty."""
    path = key.removesuffix("index").strip("/")
    if not _PLAIN.fullmatch(path):
        path = quote(path)
    start = "" if lang == SOURCE_LANG else f"{lang}/"
    return f"{start}{path}/" if path else start


def site_address(key: str, anchor: str = "") -> str:
    """A page's Korean address as lists of addresses have it: `/`, `/market/size/#forecast`."""
    return f"/{page_address(key, SOURCE_LANG)}" + (f"#{anchor}" if anchor else "")


def relative(target: str, page: str) -> str:
    """The address of a page or file as a page writes it; both from the root of the site, the page's
    own with its slash.
    """
    here, there = page.split("/")[:-1], target.split("/")
    pairs = enumerate(zip(here, there[:-1], strict=False))
    least = min(len(here), len(there) - 1)
    shared = next((place for place, (one, other) in pairs if one != other), least)
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


def absolute_url(site_url: str, url: str) -> str:
    """The whole address of a page.

    site_url: address of the home page, with its slash. url: MkDocs' address of a page or file,
    relative to the home page; the home page's own is `./` or empty.
    """
    return urljoin(site_url, url.removeprefix("./").removeprefix("."))
