"""A book of pages: a cover with the contents, then page after page, each with its own head and foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from kb.paper.bound import Binding, bound, id_of, link_to
from kb.paper.leaf import Leaf
from kb.paper.numbers import numbered, settled
from kb.show.templates import Templates
from kb.site.styles import css_string

Printer = Callable[[Path], bytes]
"""Makes a PDF of the page at a path."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents. id: where it leads. below: the lines under it."""

    title: str
    id: str
    below: tuple[Entry, ...] = ()

    @property
    def link(self) -> str:
        return link_to(self.id)


@dataclass(frozen=True)
class Sheet:
    """A page as it is printed. section: that begins with it. html: its article."""

    name: str
    section: str
    section_id: str
    html: Markup


@dataclass(frozen=True)
class Book:
    """All that is printed. date: of the newest page in it. styles: addresses of its style sheets.
    rules: the one that is made for it.
    """

    title: str
    address: str
    date: str
    styles: tuple[str, ...]
    rules: str
    contents: tuple[Entry, ...]
    sheets: tuple[Sheet, ...]


def book(
    leaves: Sequence[Leaf], binding: Binding, styles: tuple[str, ...], site_name: str, reviewed: str
) -> Book:
    """A book of some pages; their trees are used up.

    styles: addresses of its style sheets. reviewed: the word before the date of a page.
    """
    contents = _contents(leaves)
    return Book(
        title=site_name if len(leaves) > 1 else leaves[0].title,
        address=leaves[0].address,
        date=max(leaf.reviewed for leaf in leaves),
        styles=styles,
        rules="\n".join(_rules(leaves, site_name, reviewed)),
        contents=contents,
        sheets=tuple(_sheets(leaves, binding)),
    )


def _sheets(leaves: Sequence[Leaf], binding: Binding) -> list[Sheet]:
    last, found = "", []
    for number, leaf in enumerate(leaves):
        is_top = len(leaves) == 1 or not leaf.section or _heads_section(leaf)
        begun = "" if is_top or leaf.section == last else leaf.section
        last = leaf.section
        article = Markup(bound(leaf, binding, 0 if is_top else 1))
        found.append(Sheet(_name(number), begun, _section_id(leaf), article))
    return found


def _heads_section(leaf: Leaf) -> bool:
    """Whether a page is its section, by its name: then it needs no line of the section above it."""
    return leaf.title == leaf.section


def _contents(leaves: Sequence[Leaf]) -> tuple[Entry, ...]:
    """The sections with their pages; of a single page, its own headings."""
    if len(leaves) == 1:
        return _headings(leaves[0])
    groups = [(name, list(group)) for name, group in groupby(leaves, lambda leaf: leaf.section)]
    found: list[Entry] = []
    for name, group in groups:
        pages = tuple(Entry(leaf.title, id_of(leaf.folder)) for leaf in group)
        if _heads_section(group[0]):
            found.append(Entry(name, pages[0].id, pages[1:]))
        else:
            found += [Entry(name, _section_id(group[0]), pages)] if name else pages
    return tuple(found)


def _headings(leaf: Leaf) -> tuple[Entry, ...]:
    found = leaf.article.xpath(".//h2[@id]")
    return tuple(
        Entry(head.xpath("normalize-space()"), id_of(leaf.folder, head.get("id"))) for head in found
    )


def _section_id(leaf: Leaf) -> str:
    return f"section:{leaf.folder}"


def _name(number: int) -> str:
    return f"kb-sheet-{number}"


def _rules(leaves: Sequence[Leaf], site_name: str, reviewed: str) -> Iterator[str]:
    """The head and foot of the paper of each page."""
    for number, leaf in enumerate(leaves):
        name = _name(number)
        date = f"{reviewed} {leaf.reviewed}" if leaf.reviewed else ""
        boxes = {
            "top-left": f"{leaf.title} · {site_name}",
            "top-right": date,
            "bottom-left": leaf.address,
        }
        said = "".join(f"@{box}{{content:{css_string(text)}}}" for box, text in boxes.items())
        yield f"@page {name}{{{said}}}.{name}{{page:{name}}}"


def bind(
    made: Book, templates: Templates, print_page: Printer, page: Path, when: datetime
) -> bytes:
    """A book as a PDF.

    page: where to put it for the browser, beside which it may write, too. when: the date that the
    PDF bears instead of that of its making.
    """
    page.with_name("book.css").write_text(made.rules, "utf-8")
    page.write_text(templates.render("book", book=made), "utf-8")
    return numbered(settled(print_page(page), when))
