"""Raw HTML blocks, found the way Python-Markdown's md_in_html finds them.

A block-level element that begins a line is taken out of the text as it stands, blank lines
included. One with a `markdown` attribute is taken out too, and its content read as a document of
its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from kb.read.lines import OPAQUE, Joined, Line

Mode = Literal["blocks", "span", "raw"]
"""How an element's content is read."""

_SPAN_TAG = re.compile("address|dd|dt|h[1-6]|legend|li|p|summary|td|th")
_RAW_TAG = re.compile("canvas|math|option|pre|script|style|textarea")
_BLOCK_TAG = re.compile(
    f"{_SPAN_TAG.pattern}|{_RAW_TAG.pattern}|"
    "article|aside|blockquote|body|center|colgroup|details|div|dl|fieldset|figcaption|figure|"
    "footer|form|group|header|hgroup|hr|html|iframe|main|map|menu|nav|noscript|object|ol|output|"
    "progress|section|table|tbody|tfoot|thead|tr|ul|video"
)

_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)--!?>"
    r"|<\?(?P<instruction>.*?)\?>"
    r"|</(?P<end>[a-zA-Z][^\s/>`]*)[^>]*>"
    r"|<(?P<start>[a-zA-Z][^\s/>`]*)"
    r"(?P<attributes>(?:[\s/]+[^\s\"'>/=`]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>`]+))?)*[\s/]*)>",
    re.DOTALL,
)
_MARKDOWN = re.compile(
    r"(?:^|\s)markdown(?:\s*=\s*[\"']?(?P<value>[\w-]*)[\"']?)?(?=[\s/]|$)", re.I
)
_VERBATIM = {name: re.compile(rf"</{name}\s*>", re.I) for name in ("script", "style")}


@dataclass
class _Frame:
    """An element whose content is being collected."""

    tag: str
    mode: Mode
    lines: list[Line] = field(default_factory=list)
    fresh: bool = True


@dataclass
class Parts:
    """A page taken apart.

    blocks: documents to be read as Markdown, the page itself last. span: texts that are inline
    Markdown as a whole. raw: HTML that Markdown leaves alone.
    """

    blocks: list[list[Line]] = field(default_factory=list)
    span: list[list[Line]] = field(default_factory=list)
    raw: list[list[Line]] = field(default_factory=list)


class _Splitter:
    """Goes through a text tag by tag.

    taken: how far the text was given to an element. tail: end of the line on which the last
    element ended; there, another one may begin anywhere.
    """

    def __init__(self, lines: list[Line]) -> None:
        self.source = Joined.of(lines)
        self.text = self.source.text
        self.parts = Parts()
        self.frames = [_Frame("", "blocks")]
        self.taken = 0
        self.tail = -1

    def split(self) -> Parts:
        at = 0
        while match := _TOKEN.search(self.text, at):
            at = self._token(match)
        while self.frames:
            self._close(len(self.text))
        return self.parts

    def _token(self, match: re.Match[str]) -> int:
        """Deal with one token; return where to go on."""
        if match["start"] is not None:
            return self._start(match)
        if match["end"] is not None:
            self._end(match)
        elif match.start() > self.tail and self._begins_block(match.start()):
            self._take(match.start())
            self._drop(match.start(), match.end())
        return match.end()

    def _begins_block(self, offset: int) -> bool:
        if offset <= self.tail:
            return True
        _, column = self.source.place(offset)
        line_start = self.text.rfind("\n", 0, offset) + 1
        return column <= 3 and not self.text[line_start:offset].strip(" ")

    def _start(self, match: re.Match[str]) -> int:
        tag, frame = match["start"].lower(), self.frames[-1]
        fresh = frame.fresh and len(self.frames) > 1 and self.taken == match.start()
        if not _BLOCK_TAG.fullmatch(tag) or not (self._begins_block(match.start()) or fresh):
            return match.end()
        self._take(match.start())
        if tag == "hr" or match["attributes"].endswith("/"):
            self._drop(match.start(), match.end())
            return match.end()
        mode = self._mode(tag, match["attributes"])
        if mode == "raw":
            end = self._raw_end(tag, match.end())
            self.parts.raw.append(self.source.between(match.start(), end))
            self._drop(match.start(), end)
            return end
        self.frames.append(_Frame(tag, mode))
        self.taken = match.end()
        return match.end()

    def _mode(self, tag: str, attributes: str) -> Mode:
        found = _MARKDOWN.search(attributes)
        wish = (found["value"] or "1").lower() if found else "0"
        wish = "1" if wish == "markdown" else wish
        if wish == "0" or _RAW_TAG.fullmatch(tag):
            return "raw"
        if (
            self.frames[-1].mode == "span"
            or wish == "span"
            or (wish == "1" and _SPAN_TAG.fullmatch(tag))
        ):
            return "span"
        return "blocks" if wish in {"1", "block"} else "raw"

    def _raw_end(self, tag: str, at: int) -> int:
        """End of a raw element: where the tags that it opened are closed."""
        stack = [tag]
        while True:
            if stack[-1] in _VERBATIM:
                closing = _VERBATIM[stack[-1]].search(self.text, at)
                at = closing.start() if closing else len(self.text)
            match = _TOKEN.search(self.text, at)
            if match is None:
                return len(self.text)
            at = match.end()
            if match["start"] and match["start"] != "hr" and match[0][-2] != "/":
                stack.append(match["start"].lower())
            elif match["end"] and (name := match["end"].lower()) in stack:
                while stack.pop() != name:
                    pass
                if not stack:
                    return at

    def _end(self, match: re.Match[str]) -> None:
        tag = match["end"].lower()
        if tag not in [frame.tag for frame in self.frames[1:]]:
            return
        while True:
            closed = self.frames[-1].tag
            self._close(match.start())
            if closed == tag:
                break
        self._drop(match.start(), match.end())

    def _take(self, end: int) -> None:
        """Give the text up to here to the element it stands in."""
        if self.taken < end:
            self.frames[-1].lines += self.source.between(self.taken, end)
        self.taken = max(self.taken, end)

    def _drop(self, start: int, end: int) -> None:
        """Leave a gap between blocks where an element stood."""
        number, column = self.source.place(start)
        blank, opaque = Line(number, column, ""), Line(number, column, OPAQUE)
        self.frames[-1].lines += [blank, opaque, blank]
        self.frames[-1].fresh = False
        self.taken = end
        line_end = self.text.find("\n", end)
        self.tail = len(self.text) if line_end < 0 else line_end

    def _close(self, end: int) -> None:
        self._take(end)
        frame = self.frames.pop()
        parts = self.parts.span if frame.mode == "span" else self.parts.blocks
        parts.append(frame.lines)


def split_html(lines: list[Line]) -> Parts:
    """Take raw HTML out of the text; in: lines without fences."""
    return _Splitter(lines).split()
