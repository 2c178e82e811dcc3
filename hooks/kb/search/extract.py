"""Records out of a built page: the page and its sections, as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import html

from kb.search.keys import listed

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})

# What no reader reads as text: pictures and scripts, navigation, and sources of charts; and what
# stands within it but is not part of it: notices, numbers of footnotes, grades of sources.
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "nav", "svg", "math", "button", "select", "form"}
)
_SILENT_CLASSES = frozenset(
    listed("headerlink vegalite mermaid kb-notice kb-reviewed kb-ref kb-badge")
)

# Run on with their neighbours: a particle behind a link belongs to the word in it.
_INLINE = frozenset(
    listed(
        "a abbr b bdi bdo cite code data dfn em i ins kbd mark q s samp small span strong sub sup "
        "time u var wbr"
    )
)

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Record:
    """One place that a search can lead to.

    address: from the root of the site, `en/market/size/#scope`. title, text: plain text.
    """

    address: str
    title: str
    text: str


@dataclass(frozen=True)
class PageRecords:
    """One page: its own record (title and introduction), then one for each section.

    unseen: what finds the page without standing on it: its description, and other names that
    readers have for its subject. Nothing of it is shown.
    """

    page: Record
    sections: tuple[Record, ...] = ()
    unseen: tuple[Record, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        yield self.page
        yield from self.sections


@dataclass
class _Open:
    """A section while it is being read."""

    address: str
    title: str
    parts: list[str] = field(default_factory=list)

    def record(self) -> Record:
        return Record(self.address, self.title, _tidy(self.parts))


def read_page(
    source: str | bytes, address: str, title: str | None = None, names: Iterable[str] = ()
) -> PageRecords | None:
    """The records of one page, or None when the page is not for the search.

    source: the built page, or the part of it between the navigation.
    address: of the page from the root of the site, '' for the first page, `en/market/`.
    title: when missing, the text of the first `h1`.
    names: what readers may call the subject of the page, in any language.

    A section begins at a heading with an id, at a defined term (`dt`) when it or the group around
    it has one, and at an element with an id that is marked `data-search="section"`, whose first
    child is its title. `data-search="off"` hides an element, or on the content the whole page. A
    page whose content is in another language than the page, for want of a translation, is left out.
    """
    root = html.fromstring(source)
    content = _content(root)
    language = root.get("lang") or content.get("lang")
    if _is_silent(content) or (content.get("lang") or language) != language:
        return None
    heading = content.find(".//h1")
    if title is None:
        title = "" if heading is None else _text(heading)
    reader = _Reader(address, title, language)
    reader.read(content)
    page, *sections = (part.record() for part in reader.opened)
    unseen = [Record(address, name, "") for name in names]
    description = "".join(root.xpath("//meta[@name='description']/@content"))
    if description:
        unseen.append(Record(address, "", description))
    return PageRecords(page, tuple(sections), tuple(unseen))


class _Reader:
    """Walks a page and gives each text to the section that is open."""

    def __init__(self, address: str, title: str, language: str | None) -> None:
        self.address = address
        self.language = language
        self.opened = [_Open(address, title)]

    def read(self, element: html.HtmlElement) -> None:
        """Take over what `element` holds, in the order of the page."""
        self._say(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._read_child(child)
            self._say(child.tail)

    def _read_child(self, child: html.HtmlElement) -> None:
        if _is_silent(child) or child.tag == "h1" or self._is_foreign(child):
            return
        anchor = _anchor(child)
        if anchor:
            self.opened.append(_Open(f"{self.address}#{anchor}", _text(child)))
            return
        apart = child.tag not in _INLINE
        if apart:
            self._say(" ")
        if child.tag == "img":
            self._say(child.get("alt"))
        self.read(child)
        if apart:
            self._say(" ")

    def _say(self, text: str | None) -> None:
        if text:
            self.opened[-1].parts.append(text)

    def _is_foreign(self, child: html.HtmlElement) -> bool:
        # A name in another language is text; a block in it stands in for a missing translation.
        return child.tag not in _INLINE and child.get("lang", self.language) != self.language


def _anchor(element: html.HtmlElement) -> str | None:
    """The id of the section whose title is `element`, or None."""
    around = element.getparent()
    if element.tag in _HEADINGS or (element.tag == "dt" and element.get("id")):
        return element.get("id") or None
    is_term = element.tag == "dt" and around.tag == "div"
    is_title = around.get("data-search") == "section" and around[0] is element
    return (around.get("id") or None) if is_term or is_title else None


def _content(root: html.HtmlElement) -> html.HtmlElement:
    for path in ("//article", "//main", "//body"):
        found = root.xpath(path)
        if found:
            return found[0]
    return root


def _is_silent(element: html.HtmlElement) -> bool:
    return (
        element.tag in _SILENT
        or element.get("data-search") == "off"
        or element.get("hidden") is not None
        or not _SILENT_CLASSES.isdisjoint((element.get("class") or "").split())
    )


def _text(element: html.HtmlElement) -> str:
    reader = _Reader("", "", element.get("lang"))
    reader.read(element)
    return reader.opened[0].record().text


def _tidy(parts: list[str]) -> str:
    return _SPACE.sub(" ", "".join(parts)).strip()
