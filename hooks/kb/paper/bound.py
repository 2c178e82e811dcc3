"""A page as part of a book: its ids are the book's, and its links lead to other parts of the book."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import html

from kb.paper.leaf import Leaf

ARTICLE = "kb-content"
"""The id that every page's article has."""
# What only a screen has a use for: programs, what they fill or open, what is copied from, links of places to themselves.
# Paper would hide the last two, but a browser that prints still looks for each place they lead to.
_OF_SCREENS = ".//script|.//template|.//noscript|.//form|.//button|.//*[@hidden]" + "".join(
    f"|.//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in ("kb-citing", "kb-self")
)
_NAMING = ("id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
_HEADING = re.compile(r"h[1-5]")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


@dataclass(frozen=True)
class Binding:
    """What a book is made of. site: the built site. address: of its home page. folders: of the pages
    in the book.
    """

    site: Path
    address: str
    folders: Collection[str]


def id_of(folder: str, anchor: str = "") -> str:
    """The id in a book of a page, or of a place on it."""
    return f"{folder or 'index'}:{'' if anchor == ARTICLE else anchor}"


def link_to(id: str) -> str:
    """The link to an id of a book."""
    return f"#{quote(id, safe='/:')}"


def bound(leaf: Leaf, binding: Binding, deeper: int) -> str:
    """The article of a page as HTML for a book; its tree is used up.

    deeper: by how many levels its headings stand below those of the book.
    """
    article = leaf.article
    for element in article.xpath(_OF_SCREENS):
        element.drop_tree()
    for element in article.iter(html.etree.Element):
        for name, value in element.attrib.items():
            element.set(name, _attribute(name, value, leaf, binding))
        if deeper and _HEADING.fullmatch(element.tag):
            element.set("aria-level", str(int(element.tag[1]) + deeper))
        if element.tag == "details":
            element.set("open", "")
    return str(html.tostring(article, encoding="unicode", with_tail=False))


def _attribute(name: str, value: Any, leaf: Leaf, binding: Binding) -> str:
    if name in _NAMING:
        return " ".join(id_of(leaf.folder, one) for one in value.split())
    if name in ("href", "xlink:href"):
        return _target(value, leaf, binding)
    if name == "src" and not urlsplit(value).scheme:
        return (binding.site / _path(value, leaf)).as_uri()
    return _REFERENCE.sub(lambda found: f"url(#{id_of(leaf.folder, found[1])})", value)


def _target(href: str, leaf: Leaf, binding: Binding) -> str:
    """Where a link of a page leads in the book; what is not in it leads to the site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    folder = _path(parts.path, leaf) if parts.path else leaf.folder
    if folder in binding.folders and not parts.query:
        return link_to(id_of(folder, unquote(parts.fragment)))
    own = f"{leaf.folder}/" if leaf.folder else ""
    return urljoin(f"{binding.address}{own}", href)


def _path(address: str, leaf: Leaf) -> str:
    """The path below the site of what a page gives an address of."""
    return normpath(join("/", leaf.folder, unquote(urlsplit(address).path)))[1:]
