"""What is written anew in pages and in the menu: links, ids of headings, entries."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kb.addresses import page_address, page_path, relative
from kb.content.links import destination
from kb.memo import Memo, text
from kb.move.edits import Edit, MoveError, offset_of, scalar
from kb.project import CONFIG, DOCS, config, page
from kb.read import Heading, Link, Page
from kb.rules.links import addressed, every_link, is_raw
from kb.text import LANGS, Lang, Place

_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}[ ]*#*[ ]*$", re.M)


@dataclass(frozen=True)
class Moved:
    """Where things are by now. pages: new key by old one. anchors: new key and anchor by the old."""

    pages: Mapping[str, str]
    anchors: Mapping[tuple[str, str], tuple[str, str]]

    def place(self, key: str, anchor: str) -> tuple[str, str]:
        """The page and the anchor on it that these are now."""
        return self.anchors.get((key, anchor), (self.pages.get(key, key), anchor))


def body_start(memo: Memo, page: Page) -> int:
    """The offset of a page's body in its file."""
    return len(text(memo, f"{DOCS}/{page.path}") or "") - len(page.body)


def link_edits(memo: Memo, page: Page, moved: Moved) -> Iterator[Edit]:
    """The links of a page that lead elsewhere by now, or that stand elsewhere."""
    start = body_start(memo, page)
    for link in every_link(memo, page):
        new = (_raw if is_raw(page, link) else _written)(memo, page, link, moved)
        if new != link.target:
            yield Edit(f"{DOCS}/{page.path}", start + link.start, link.target, new)


def _written(memo: Memo, page: Page, link: Link, moved: Moved) -> str:
    """The target of a link of Markdown as it has to be."""
    found = destination(memo, link.target, page.key, page.lang)
    here = moved.pages.get(page.key, page.key)
    path, mark, _ = link.target.partition("#")
    if found.kind == "file" and here != page.key:
        return _relative(found.path, here) + link.target[len(path.partition("?")[0]) :]
    if found.kind != "page":
        return link.target
    anchor = unquote(found.anchor)
    key, place = moved.place(found.key, anchor)
    behind = link.target[len(path) :] if place == anchor else mark + place
    if (key, here) == (found.key, page.key) or (not path and key == here):
        return path + behind
    query = path[len(path.partition("?")[0]) :]
    return _relative(page_path(key), here) + query + behind


def _relative(path: str, key: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(key) or ".")


def _raw(memo: Memo, page: Page, link: Link, moved: Moved) -> str:
    """The address in an attribute of HTML as it has to be."""
    try:
        scheme, host, path, _, anchor = urlsplit(html.unescape(link.target))
    except ValueError:
        return link.target
    if scheme or host or link.target.startswith("/"):
        return link.target
    here = moved.pages.get(page.key, page.key)
    target = addressed(memo, page, path) if path else page.key
    if target is None:
        return link.target if here == page.key else _file(page, here, link.target)
    key, place = moved.place(target, unquote(anchor))
    if (key, place, here) == (target, unquote(anchor), page.key):
        return link.target
    mark = f"#{place}" if place else ""
    if not path and key == here:
        return mark
    return relative(page_address(key, page.lang), page_address(here, page.lang)) + mark


def _file(page: Page, here: str, target: str) -> str:
    """An address of a file as a page writes it that has moved."""
    before, after = page_address(page.key, page.lang), page_address(here, page.lang)
    path, mark, rest = target.partition("#")
    there = posixpath.normpath(posixpath.join("/", before, path)).lstrip("/")
    return relative(there, after) + mark + rest


def heading_edits(memo: Memo, key: str, old: str, new: str) -> Iterator[Edit]:
    """The id of a heading, in every language. Raises MoveError where it is written in no known way."""
    for lang in LANGS:
        found = page(memo, key, lang)
        for heading in found.headings if found else ():
            if found and heading.id == old:
                yield _heading_edit(memo, found, heading, new)


def _heading_edit(memo: Memo, page: Page, heading: Heading, new: str) -> Edit:
    line = page.body[heading.start : heading.end]
    attributes = _ATTRIBUTES.search(line)
    at = attributes[0].find(f"#{heading.id}") if attributes else -1
    if attributes is None or at < 0:
        raise MoveError(f"{DOCS}/{page.path}:{heading.line}의 '{heading.id}'을(를) 고칠 수 없다.")
    start = body_start(memo, page) + heading.start + attributes.start() + at + 1
    return Edit(f"{DOCS}/{page.path}", start, heading.id, new)


def menu_edits(memo: Memo, pages: Mapping[str, str]) -> Iterator[Edit]:
    """The entries of the menu that name a page which moves. One that goes to a folder which has a
    part of the menu is taken out, to be put in there.
    """
    content = text(memo, CONFIG) or ""
    folders = {posixpath.dirname(path) for path in listed(memo)}
    for value, place in _entries(memo):
        for old, new in pages.items():
            if value != page_path(old):
                continue
            line = _own_line(content, offset_of(content, place), value)
            if line and posixpath.dirname(new) in folders - {posixpath.dirname(old)}:
                yield line
            else:
                yield scalar(CONFIG, content, place, value, page_path(new))


def listed(memo: Memo) -> list[str]:
    """The keys of the pages that the menu names."""
    return [value.removesuffix(".md") for value, _ in _entries(memo)]


def _entries(memo: Memo) -> list[tuple[str, Place]]:
    """The paths and patterns that the menu lists, each with its place."""
    file, _ = config(memo)
    places = file.values.items() if file else ()
    found = [
        (_at(file.value if file else None, loc), at) for loc, at in places if loc[:1] == ("nav",)
    ]
    return [(value, at) for value, at in found if isinstance(value, str) and "://" not in value]


def _own_line(content: str, start: int, value: str) -> Edit | None:
    """The removal of an entry that has a line of its own among others; None for any other."""
    first = content.rfind("\n", 0, start) + 1
    mark = content[first:start]
    line = f"{mark}{value}\n"
    among = [content[:first].splitlines()[-1:], content[first + len(line) :].splitlines()[:1]]
    is_listed = mark.strip() == "-" and content.startswith(line, first)
    has_others = any(other.startswith(mark) for others in among for other in others)
    return Edit(CONFIG, first, line, "") if is_listed and has_others else None


def _at(value: object, loc: tuple[str | int, ...]) -> object:
    for step in loc:
        value = value[step]  # type: ignore[index]
    return value


def menu_entry(memo: Memo, key: str, *, beside_others: bool = False) -> Edit | None:
    """A new line of the menu for a page, behind the last entry of its folder, or else at the end.

    None where there is no such line. beside_others: only behind an entry of its folder.
    """
    content = text(memo, CONFIG) or ""
    entries = _entries(memo)
    folder = posixpath.dirname(key)
    near = [entry for entry in entries if posixpath.dirname(entry[0].partition("?")[0]) == folder]
    places = [place for _, place in near or ([] if beside_others else entries)]
    for place in sorted(places, key=lambda place: (place.line, place.column), reverse=True):
        start = offset_of(content, place) - place.column + 1
        line = content[start:].partition("\n")[0]
        if line.lstrip().startswith("- "):
            indent = line[: len(line) - len(line.lstrip())]
            return Edit(CONFIG, start, line, f"{line}\n{indent}- {page_path(key)}")
    return None


def languages(memo: Memo, key: str) -> list[Lang]:
    """The languages that a page is written in."""
    return [lang for lang in LANGS if page(memo, key, lang)]
