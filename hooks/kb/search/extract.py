"""Records out of a page's content: the page and its sections, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from kb.search.keys import listed

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TITLES = _HEADINGS | {"dt"}

# What no reader reads as text: pictures and scripts, navigation, and sources of charts; what is told
# apart, as the title of the page; and what stands within it but is not part of it: notices, numbers
# of footnotes, grades of sources.
_SILENT = frozenset(listed("h1 script style template noscript nav svg math button select form"))
_SILENT_CLASSES = frozenset(
    listed(
        "headerlink vegalite mermaid kb-notice kb-reviewed kb-ref kb-badge kb-citing kb-self kb-old__note"
    )
)

# Run on with their neighbours: a particle behind a link belongs to the word in it.
_INLINE = frozenset(
    listed(
        "a abbr b bdi bdo cite code data dfn em i ins kbd mark q s samp small span strong sub sup "
        "time u var wbr"
    )
)


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


def read_content(
    html: str,
    *,
    address: str,
    title: str,
    description: str,
    lang: str,
    content_lang: str,
    names: Iterable[str] = (),
) -> PageRecords | None:
    """The records of one page, or None when its content stands in for a missing translation.

    html: what the `article` of the page holds. address: from the root of the site, '' for the first
    page, `en/market/`. title: for a page without an `h1`. lang: of the page. content_lang: of what
    it holds. names: what readers may call the subject of the page, in any language.

    A section begins at a heading with an id, at a defined term (`dt`) when it or the group around
    it has one, and at an element with an id that is marked `data-search="section"`, whose first
    child is its title. `data-search="off"` hides an element.
    """
    if content_lang != lang:
        return None
    content = _article(html)
    heading = content.find(".//h1")
    reader = _Reader(address, title if heading is None else _text(heading), lang)
    reader.read(content)
    page, *sections = (part.record() for part in reader.opened)
    unseen = [Record(address, name, "") for name in names]
    if description:
        unseen.append(Record(address, "", description))
    return PageRecords(page, tuple(sections), tuple(unseen))


class _Reader:
    """Walks a page and gives each text to the section that is open."""

    def __init__(self, address: str, title: str, language: str | None) -> None:
        self.address = address
        self.language = language
        self.opened = [_Open(address, title)]

    def read(self, element: etree._Element) -> None:
        """Take over what `element` holds, in the order of the page."""
        text = element.text
        if text:
            self.opened[-1].parts.append(text)
        is_title = element.get("data-search") == "section"
        for child in element:
            tag = child.tag
            if tag not in _SILENT and isinstance(tag, str) and not _is_silent(child):
                self._read_child(child, tag, is_title)
            is_title = False
            tail = child.tail
            if tail:
                self.opened[-1].parts.append(tail)

    def _read_child(self, child: etree._Element, tag: str, is_title: bool) -> None:
        """is_title: whether `child` is the title of the section that the element around it is."""
        if tag in _INLINE and not is_title:
            self.read(child)
            return
        # A name in another language is text; a block in it stands in for a missing translation.
        if child.get("lang", self.language) != self.language and tag not in _INLINE:
            return
        anchor = _anchor(child, is_title) if is_title or tag in _TITLES else None
        if anchor:
            self.opened.append(_Open(f"{self.address}#{anchor}", _text(child)))
            return
        # Apart from its neighbours.
        self.opened[-1].parts.append(f" {child.get('alt', '')}" if tag == "img" else " ")
        self.read(child)
        self.opened[-1].parts.append(" ")


def _article(html: str) -> etree._Element:
    """The element around `html`, parsed as forgivingly as browsers do."""
    root = etree.fromstring(f"<article>{html}</article>", etree.HTMLParser())
    return root.find("body/article")


def _anchor(element: etree._Element, is_title: bool) -> str | None:
    """The id of the section that `element` opens, or None.

    is_title: whether the element around it is a section whose title it is.
    """
    own, around = element.get("id"), element.getparent()
    if own and element.tag in _TITLES:
        return str(own)
    if element.tag not in _HEADINGS and (is_title or around.tag == "div"):
        return around.get("id") or None
    return None


def _is_silent(element: etree._Element) -> bool:
    """Whether an attribute says so."""
    if not element.keys():
        return False
    if element.get("hidden") is not None:
        return True
    classes = element.get("class")
    if classes and not _SILENT_CLASSES.isdisjoint(classes.split()):
        return True
    return bool(element.get("data-search") == "off")


def _text(element: etree._Element) -> str:
    reader = _Reader("", "", element.get("lang"))
    reader.read(element)
    return reader.opened[0].record().text


def _tidy(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
