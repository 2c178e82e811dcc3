"""What is done to a page's rendered HTML: tables that scroll in themselves and keep their names.

Text is inserted at places found by a tokenizer; everything else stays byte for byte, which a
parser that writes its tree out again would not grant to charts and code.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape

_TITLES = {"h1", "h2", "h3", "h4", "h5", "h6", "caption"}
TABLE = "kb-table"
CARDS = "kb-table--cards"
SCROLL = "kb-scroll"

# A `>` ends no tag while it stands in quotes, and quotes count behind an equals sign alone.
_REST = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>"""
# What holds no tags, however it looks, is taken whole.
_WHOLE = (
    r"<!--.*?-->|<[!?][^>]*+>"
    rf"|<(?P<whole>script|style|textarea)(?=[\s/>]){_REST}(?<!/>).*?</(?P=whole)\s*>"
)
_MARKUP = re.compile(
    rf"{_WHOLE}|<(?P<end>/?)(?P<tag>div|table|h[1-6]|caption|thead|tr|t[hd])(?=[\s/>]){_REST}"
    rf"|</?[a-z]{_REST}",
    re.DOTALL | re.IGNORECASE,
)
"""Any piece of markup. tag: only of those that matter to tables."""
_ATTRIBUTE = re.compile(r"""([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_EMPTY_HEADER = re.compile(
    rf"{_WHOLE}|<th(?P<attributes>(?=[\s/>]){_REST})\s*</th\s*>", re.DOTALL | re.IGNORECASE
)


def with_plain_corners(html: str) -> str:
    """Header cells without a word become plain cells: they head nothing, and are read out."""

    def plain(match: re.Match[str]) -> str:
        attributes = match["attributes"]
        return match[0] if attributes is None else f"<td{attributes}</td>"

    return _EMPTY_HEADER.sub(plain, html) if "<th" in html else html


def wrap_tables(html: str, label: str) -> str:
    """Put each table into a region that scrolls sideways and that the keyboard can reach.

    html: a page's content. label: what such a region is, in the page's language; its name is the
    table's caption, or else the heading above it, and the label. A table without a class becomes
    a `kb-table`; cells of a `kb-table--cards` but for the heads of rows, which need none on a
    card, get the name of their column as `data-label`.
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


class _Tables:
    """Collects insertions, as (offset, text), for the tables of one page."""

    def __init__(self, html: str, label: str) -> None:
        self.insertions: list[tuple[int, str]] = []
        self._html = html
        self._label = label
        self._names: Counter[str] = Counter()
        self._scrolls: list[bool] = []
        self._depth = 0
        self._heading = ""
        self._caption = ""
        self._title = -1
        self._start = -1
        self._cards: _Columns | None = None
        for token in _MARKUP.finditer(html):
            if tag := token["tag"]:
                (self._end_tag if token["end"] else self._start_tag)(tag.lower(), token)

    def _start_tag(self, tag: str, token: re.Match[str]) -> None:
        if tag == "div":
            self._scrolls.append(SCROLL in _classes(token))
        elif tag == "table":
            self._open_table(token)
        elif tag in _TITLES:
            self._title = token.end()
        elif self._cards:
            self.insertions += self._cards.start(tag, token)

    def _end_tag(self, tag: str, token: re.Match[str]) -> None:
        if tag == "div" and self._scrolls:
            self._scrolls.pop()
        elif tag == "table" and self._depth:
            self._close_table(token)
        elif tag in _TITLES:
            text = _words(self._html[self._title : token.start()]) if self._title >= 0 else ""
            self._title = -1
            if tag == "caption":
                self._caption = text
            else:
                self._heading = text
        elif self._cards:
            self._cards.end(tag, token)

    def _open_table(self, token: re.Match[str]) -> None:
        self._depth += 1
        classes = _classes(token)
        if self._depth > 1 or any(self._scrolls) or "highlighttable" in classes:
            return
        self._start = token.start()
        self._caption = ""
        self._cards = _Columns() if CARDS in classes else None
        if not classes:
            self.insertions.append((self._start + len("<table"), f' class="{TABLE}"'))

    def _close_table(self, token: re.Match[str]) -> None:
        self._depth -= 1
        if self._depth or self._start < 0:
            return
        name = ": ".join(filter(None, (self._caption or self._heading, self._label)))
        self._names[name] += 1
        if self._names[name] > 1:
            name = f"{name} {self._names[name]}"
        opening = f'<div class="{SCROLL}" role="region" tabindex="0" aria-label="{escape(name)}">'
        self.insertions += [(self._start, opening), (token.end(), "</div>")]
        self._start, self._cards = -1, None


class _Columns:
    """Names of one table's columns, given to the cells below them."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._in_head = False
        self._cell = -1
        self._column = 0

    def start(self, tag: str, token: re.Match[str]) -> list[tuple[int, str]]:
        """Take a start tag. Returns what is to be written into it."""
        if tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._column = 0
        else:
            attributes = _attributes(token)
            column, self._column = self._column, self._column + _span(attributes)
            if self._in_head:
                self._close_cell(token)
                self._cell = token.end()
            elif tag == "td" and column < len(self._names) and "data-label" not in attributes:
                end = token.start() + len(token[0].rstrip("/>"))
                return [(end, f' data-label="{escape(self._names[column])}"')]
        return []

    def end(self, tag: str, token: re.Match[str]) -> None:
        if tag == "thead":
            self._in_head = False
        if tag != "tr":
            self._close_cell(token)

    def _close_cell(self, token: re.Match[str]) -> None:
        """A cell of the head ends where a token begins."""
        if self._cell >= 0:
            self._names.append(_words(token.string[self._cell : token.start()], between=" "))
        self._cell = -1


def _words(html: str, between: str = "") -> str:
    """The text of some HTML in one line. between: what stands for markup."""
    pieces = _MARKUP.sub("\0", html).split("\0")
    return " ".join(between.join(map(unescape, pieces)).split())


def _classes(token: re.Match[str]) -> list[str]:
    return _attributes(token).get("class", "").split()


def _span(attributes: dict[str, str]) -> int:
    """How many columns a cell takes."""
    written = attributes.get("colspan", "")
    return int(written) if written.isdecimal() else 1


def _attributes(token: re.Match[str]) -> dict[str, str]:
    """The attributes of a start tag."""
    found = _ATTRIBUTE.findall(token.string, token.end("tag"), token.end() - 1)
    return {
        name.lower(): unescape(double or single or bare) for name, double, single, bare in found
    }
