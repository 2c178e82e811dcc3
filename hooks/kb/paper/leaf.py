"""The pages of the built site as the leaves of a book: what is read of each, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from lxml import html


@dataclass(frozen=True)
class Leaf:
    """A page of a book.

    folder: of its file below the site, without a slash at its end; empty for the home page.
    section: of the menu; empty for the home page. address: whole. reviewed: a date, or empty.
    article: the tree of what is read, a copy of its own.
    """

    folder: str
    lang: str
    section: str
    title: str
    address: str
    reviewed: str
    article: Any


def leaf_at(site: Path, folder: str) -> Leaf:
    """The page of a folder of a built site."""
    return _leaf(_page(site, folder), folder)


def leaves(site: Path, folder: str) -> Iterator[Leaf]:
    """All pages of the menu in its order. folder: of the home page."""
    seen: set[str] = set()
    while folder not in seen:
        seen.add(folder)
        page = _page(site, folder)
        yield _leaf(page, folder)
        for further in page.xpath("//footer//a[@rel='next']/@href"):
            folder = normpath(join("/", folder, further))[1:]


def site_address(site: Path) -> str:
    """The address that a built site was made for, with its slash."""
    return _canonical(_page(site, ""))


def _page(site: Path, folder: str) -> Any:
    return html.document_fromstring((site / folder / "index.html").read_text("utf-8"))


def _leaf(page: Any, folder: str) -> Leaf:
    [article] = page.xpath("//article")
    tabs = "//li[contains(@class, 'md-tabs__item--active')]"
    is_home = bool(page.xpath("//*[contains(@class, 'kb-home')]"))
    return Leaf(
        folder=folder,
        lang=page.get("lang"),
        section="" if is_home else page.xpath(f"normalize-space({tabs})"),
        title=page.xpath("normalize-space(//article//h1)"),
        address=_canonical(page),
        reviewed=page.xpath("string(//p[@class='kb-reviewed']/time)"),
        article=article,
    )


def _canonical(page: Any) -> str:
    return str(page.xpath("string(//link[@rel='canonical']/@href)"))
