"""What is done to a page's rendered HTML: tables that scroll in themselves and keep their names.

Text is inserted at places found by a tokenizer; everything else stays byte for byte, which a
parser that writes its tree out again would not grant to charts and code.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from html.parser import HTMLParser
from itertools import accumulate

_ANCHOR = re.compile(r"""<[^<>]*?\sid=["']([^"']+)["']""")
_EMPTY_HEADER = re.compile(r"<th([^>]*)>\s*</th>")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
TABLE = "kb-table"
CARDS = "kb-table--cards"
SCROLL = "kb-scroll"


def anchors(html: str) -> set[str]:
    """The ids in a page's content, which links can lead to."""
    return set(_ANCHOR.findall(html))


def with_plain_corners(html: str) -> str:
    """Header cells without a word become plain cells: they head nothing, and are read out."""
    return _EMPTY_HEADER.sub(r"<td\1></td>", html)


def wrap_tables(html: str, label: str) -> str:
    """Put each table into a region that scrolls sideways and that the keyboard can reach.

    html: a page's content. label: what such a region is, in the page's language; its name is the
    table's caption, or else the heading above it, and the label. A table without a class becomes
    a `kb-table`; cells of a `kb-table--cards` get the name of their column as `data-label`.
    Tables that already stand in a `kb-scroll`, and those of code listings, stay as they are.
    """
    if "<table" not in html:
        return html
    scanner = _Tables(html, label)
    pieces, end = [], 0
    for offset, text in sorted(scanner.insertions, key=lambda insertion: insertion[0]):
        pieces += [html[end:offset], text]
        end = offset
    return "".join([*pieces, html[end:]])


class _Tables(HTMLParser):
    """Collects insertions, as (offset, text), for the tables of one page."""

    def __init__(self, html: str, label: str) -> None:
        super().__init__(convert_charrefs=True)
        self.insertions: list[tuple[int, str]] = []
        self._label = label
        # The tokenizer counts lines by line feeds alone.
        self._line_starts = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._names: Counter[str] = Counter()
        self._scrolls: list[bool] = []
        self._depth = 0
        self._heading = ""
        self._caption = ""
        self._text: list[str] | None = None
        self._start = -1
        self._cards: _Columns | None = None
        self.feed(html)
        self.close()

    @property
    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag == "div":
            self._scrolls.append(SCROLL in classes)
        elif tag == "table":
            self._open_table(classes)
        elif tag in _HEADINGS or tag == "caption":
            self._text = []
        elif self._cards:
            end = self._offset + len((self.get_starttag_text() or "").rstrip("/>"))
            self.insertions += self._cards.start(tag, dict(attrs), end)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)
        if self._cards:
            self._cards.text(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._scrolls:
            self._scrolls.pop()
        elif tag == "table" and self._depth:
            self._close_table()
        elif tag in _HEADINGS or tag == "caption":
            text = " ".join("".join(self._text or ()).split())
            self._text = None
            if tag == "caption":
                self._caption = text
            else:
                self._heading = text
        elif self._cards:
            self._cards.end(tag)

    def _open_table(self, classes: list[str]) -> None:
        self._depth += 1
        if self._depth > 1 or any(self._scrolls) or "highlighttable" in classes:
            return
        self._start = self._offset
        self._caption = ""
        self._cards = _Columns() if CARDS in classes else None
        if not classes:
            self.insertions.append((self._start + len("<table"), f' class="{TABLE}"'))

    def _close_table(self) -> None:
        self._depth -= 1
        if self._depth or self._start < 0:
            return
        name = ": ".join(filter(None, (self._caption or self._heading, self._label)))
        self._names[name] += 1
        if self._names[name] > 1:
            name = f"{name} {self._names[name]}"
        opening = f'<div class="{SCROLL}" role="region" tabindex="0" aria-label="{escape(name)}">'
        self.insertions += [(self._start, opening), (self._offset + len("</table>"), "</div>")]
        self._start, self._cards = -1, None


class _Columns:
    """Names of one table's columns, given to the cells below them."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._in_head = False
        self._in_cell = False
        self._column = 0

    def start(self, tag: str, attrs: dict[str, str | None], end: int) -> list[tuple[int, str]]:
        """Take a start tag. end: offset where an attribute of it can be written."""
        if tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._column = 0
        elif tag in ("th", "td"):
            column, self._column = self._column, self._column + int(attrs.get("colspan") or 1)
            if self._in_head:
                self._in_cell = True
                self._names.append("")
            elif column < len(self._names) and "data-label" not in attrs:
                return [(end, f' data-label="{escape(self._names[column])}"')]
        return []

    def text(self, data: str) -> None:
        if self._in_cell:
            self._names[-1] = " ".join(f"{self._names[-1]} {data}".split())

    def end(self, tag: str) -> None:
        if tag == "thead":
            self._in_head = False
        if tag in ("thead", "th", "td"):
            self._in_cell = False
