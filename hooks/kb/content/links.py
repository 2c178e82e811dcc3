"""Where the links of a page lead."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from markdown.util import AMP_SUBSTITUTE

from kb.addresses import page_address, relative
from kb.memo import Memo
from kb.project import has_file, has_page
from kb.text import Lang

TargetKind = Literal["page", "file", "outside", "absolute", "missing"]


@dataclass(frozen=True)
class Destination:
    """Where a link leads.

    address: as the page writes it. key: of a page. path: what was looked for, below docs/.
    """

    kind: TargetKind
    address: str
    key: str = ""
    path: str = ""
    anchor: str = ""


def destination(memo: Memo, link: str, key: str, site_lang: Lang) -> Destination:
    """Where a link leads.

    link: as it is written. key: of the page it stands on. site_lang: of the site that shows it.
    """
    try:
        scheme, host, path, query, anchor = urlsplit(link)
    except ValueError:  # such as `http://[`
        return Destination("missing", link, path=link)
    if scheme or host or AMP_SUBSTITUTE in link:
        return Destination("outside", link)
    if link.startswith(("/", "\\")):
        return Destination("absolute", link, path=link)
    if not path:
        return Destination("page", link, key, anchor=anchor)
    folder = posixpath.dirname(key)
    target = posixpath.normpath(posixpath.join(folder, unquote(path)).lstrip("/"))
    here = page_address(key, site_lang)
    if target.endswith(".md") and has_page(memo, target.removesuffix(".md")):
        other = target.removesuffix(".md")
        there = relative(page_address(other, site_lang), here)
        whole = urlunsplit(("", "", there, query, anchor))
        return Destination("page", whole, other, target, anchor)
    if not target.endswith(".md") and has_file(memo, target):
        whole = urlunsplit(("", "", relative(quote(target), here), query, anchor))
        return Destination("file", whole, path=target, anchor=anchor)
    return Destination("missing", link, path=target, anchor=anchor)
