"""Old addresses: a page that leads on, an anchor where something stood, a file under its old name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from markupsafe import escape

from kb.addresses import absolute_url, page_address, relative, site_address
from kb.content.compile import Content, context_of
from kb.content.tokens import html_or_gap
from kb.memo import Memo
from kb.project import written
from kb.redirects import moved_from, page_of, redirects
from kb.show.directive import Context
from kb.show.templates import templates
from kb.text import LANGS, SOURCE_LANG, Lang

_CELLS = re.compile(r"<(?:td|th|dt|dd|li)\b[^>]*>")
"""Where an anchor may stand inside of what takes no text itself."""
_TAKES_NO_TEXT = ("tr", "tbody", "table", "ul", "ol", "dl")


def redirect_files(memo: Memo, site_url: str, langs: Iterable[Lang]) -> dict[str, bytes]:
    """The pages at old addresses, by path below the site's root."""
    return {
        f"{_in_language(old, lang)}index.html": _redirect_page(memo, site_url, lang, old, key)
        for old, new in redirects(memo).items()
        if old.startswith("/") and old.endswith("/") and (key := page_of(memo, new)) is not None
        for lang in langs
    }


def _redirect_page(memo: Memo, site_url: str, lang: Lang, old: str, key: str) -> bytes:
    """The page at an old address. key: of the page that it leads to."""
    anchor = redirects(memo)[old].partition("#")[2]
    known_as = page_address(key, lang if (key, lang) in written(memo) else SOURCE_LANG)
    here = _in_language(old, lang)
    html = templates(memo, lang).render(
        "redirect",
        script=relative("assets/scripts/moved.js", here),
        there=relative(page_address(key, lang), here),
        anchor=f"#{anchor}" if anchor else "",
        canonical=absolute_url(site_url, known_as),
    )
    return html.encode()


def with_old_names(memo: Memo, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files of a site with those that have moved under their old names, too."""
    starts = [page_address("index", lang) for lang in LANGS]
    old = {
        f"{start}{old[1:]}": files[f"{start}{new[1:]}"]
        for old, new in redirects(memo).items()
        if is_file(old)
        for start in starts
        if f"{start}{new[1:]}" in files
    }
    return {**files, **old}


def is_file(address: str) -> bool:
    """Whether an address is a file's, and neither a page's nor a place on one."""
    return address.startswith("/") and "#" not in address and not address.endswith("/")


def name_now(memo: Memo, path: str) -> str | None:
    """The path of a file that was once published under another; None for one that never was."""
    start = next(
        (f"{lang}/" for lang in LANGS if lang != SOURCE_LANG and path.startswith(f"{lang}/")), ""
    )
    new = redirects(memo).get(f"/{path.removeprefix(start)}")
    return f"{start}{new[1:]}" if new and is_file(new) else None


def with_old_places(memo: Memo, key: str, lang: Lang, site_lang: Lang, page: Content) -> Content:
    """A page on which its old anchors stand where their things are now; for those that are on
    another page by now, a line at its end leads there.
    """
    moved = moved_from(memo, key)
    if not moved:
        return page
    html, gone = page.html, []
    for old, new in moved:
        there, _, anchor = new.partition("#")
        anchored = _with_anchor(html, old, anchor) if there == site_address(key) else None
        if anchored is None:
            gone.append((old, new))
        html = anchored or html
    return replace(page, html=html + _leading_on(context_of(memo, key, lang, site_lang), gone))


def _with_anchor(html: str, old: str, anchor: str) -> str | None:
    """An empty element with the old id inside of the element with the new one; None without it."""
    found = re.search(rf'<(?P<tag>\w+)\b[^<>]*\sid="{re.escape(anchor)}"[^<>]*>', html)
    if found is None:
        return None
    cell = _CELLS.search(html, found.end()) if found["tag"] in _TAKES_NO_TEXT else None
    at = (cell or found).end()
    return f'{html[:at]}<span id="{escape(old)}"></span>{html[at:]}'


def _leading_on(context: Context, gone: Iterable[tuple[str, str]]) -> str:
    places = [
        (old, context.url(page, new.partition("#")[2]))
        for old, new in gone
        if (page := page_of(context.memo, new)) is not None
    ]
    return (
        str(html_or_gap("moved", lambda: context.render("moved", places=places))) if places else ""
    )


def _in_language(old: str, lang: Lang) -> str:
    return page_address("index", lang) + old.removeprefix("/")
