"""Running text: code spans, comments, raw code elements, calls, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.read.lines import Joined

_SPECIAL = re.compile(r"[`<>\[]|\{\{")
_OPENING = re.compile(r"\{\{|\\|`+")
_TICKS = re.compile(r"`+")
_STRING = re.compile(r"(['\"])(?:\\.|(?!\1)[^\\])*\1", re.DOTALL)
_CODE_TAG = re.compile(r"<(?P<end>/?)(?P<tag>pre|code|script|style|textarea)\b[^>`]*>", re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"(?P<image>!?)\[[^\[\]]*\]\(\s*(?:<(?P<angle>[^<>]*)>|(?P<bare>[^\s()]*))")
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\[\]]+\]: *<?(?P<target>[^\s>]+)", re.M)
_AUTOMATIC = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>")
_ATTRIBUTE = re.compile(r"<[a-zA-Z][^<>]*?\s(?:href|src)\s*=\s*[\"'](?P<target>[^\"'<>]*)[\"']")
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
MASK = "\x00"
"""Stands for what is code or a call, so that offsets stay."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, by offsets. closed: an opening `{{` had its `}}`."""

    start: int
    end: int
    closed: bool = True


@dataclass
class Inline:
    """What a text holds besides words. open_tag: the raw code element that goes on after it."""

    calls: list[Span]
    masked: str
    open_tag: str


def read_inline(source: Joined, open_tag: str, *, raw: bool) -> Inline:
    """Read one text. open_tag: raw code element open before it. raw: HTML, so no Markdown."""
    text = source.text
    if not _SPECIAL.search(text):
        masked = MASK * len(text) if open_tag else text
        return Inline([], masked, open_tag)
    calls, codes = _scan(text, raw=raw)
    masked = _blank(text, codes)
    masked = _blank(masked, [Span(m.start(), m.end()) for m in _COMMENT.finditer(masked)])
    hidden, open_tag = _code_elements(_blank(masked, [c for c in calls if c.closed]), open_tag)
    masked = _blank(masked, hidden)
    live = [call for call in calls if masked[call.start] != MASK]
    return Inline(live, _blank(masked, [c for c in live if c.closed]), open_tag)


def cells(row: str, *, bordered: bool) -> int:
    """The number of cells in a row of a table; a `|` in code or in a call parts nothing."""
    calls, codes = _scan(row, raw=False)
    row = _blank(row, [*calls, *codes])
    if bordered:
        row = re.sub(r"(?<!\\)((?:\\\\)*)\|$", r"\1", row.removeprefix("|"))
    return len(_PIPE.findall(row)) + 1


def links(masked: str) -> Iterator[tuple[str, int, bool]]:
    """Targets of links and pictures with their offset and whether it is a picture."""
    if not _SPECIAL.search(masked):
        return
    for match in _TARGET.finditer(masked):
        group = "angle" if match["angle"] is not None else "bare"
        if match[group] and MASK not in match[group]:
            yield match[group], match.start(group), bool(match["image"])
    for pattern in (_REFERENCE, _AUTOMATIC, _ATTRIBUTE):
        for match in pattern.finditer(masked):
            if MASK not in match["target"]:
                yield match["target"], match.start("target"), False


def _blank(text: str, spans: list[Span]) -> str:
    """Write masks over the spans, so that offsets stay."""
    for span in spans:
        text = text[: span.start] + MASK * (span.end - span.start) + text[span.end :]
    return text


def _scan(text: str, *, raw: bool) -> tuple[list[Span], list[Span]]:
    """Calls and code spans from left to right: what opens first holds the other."""
    calls: list[Span] = []
    codes: list[Span] = []
    at = blind = 0
    while match := _OPENING.search(text, at):
        start, token = match.start(), match.group()
        if token == "{{":
            end = call_end(text, start)
            calls.append(Span(start, end or start + 2, closed=end is not None))
            at = end or start + 2
        elif token == "\\":
            at = match.end() if raw else match.end() + 1
        else:
            if start < blind:
                at = start + 1
                continue
            end = None if raw else _code_end(text, start, len(token))
            if end is not None:
                codes.append(Span(start, end))
            at = end or match.end()
            # After backticks that open nothing, inlinehilite is blind for as many characters.
            blind = 0 if end else match.end() + len(token)
    return calls, codes


def _code_end(text: str, start: int, ticks: int) -> int | None:
    """End of the code span that opens here: a run of as many backticks, or the longest shorter."""
    longest, end = 0, None
    for match in _TICKS.finditer(text, start + ticks):
        length = match.end() - match.start()
        if length == ticks:
            return match.end()
        if length > longest:
            longest, end = length, match.end()
    return end if longest < ticks else None


def call_end(text: str, start: int) -> int | None:
    """Offset after the `}}` that closes the `{{` at start; None if there is none.

    Strings and brackets are those of `read.call`, so `}}` in a string or a dict of dicts
    closes nothing.
    """
    depth, at = 0, start + 2
    while at < len(text):
        char = text[at]
        if char in "\"'":
            closing = _string_end(text, at)
            if closing is None:
                return None
            at = closing
            continue
        if depth == 0 and text.startswith("}}", at):
            return at + 2
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth = max(0, depth - 1)
        at += 1
    return None


def _string_end(text: str, start: int) -> int | None:
    match = _STRING.match(text, start)
    return match.end() if match else None


def _code_elements(text: str, open_tag: str) -> tuple[list[Span], str]:
    """Spans inside raw code elements; `code` ends with its text, the others go on."""
    spans: list[Span] = []
    begin = 0
    for match in _CODE_TAG.finditer(text):
        tag = match["tag"].lower()
        if not open_tag and not match["end"]:
            open_tag, begin = tag, match.end()
        elif open_tag == tag and match["end"]:
            spans.append(Span(begin, match.start()))
            open_tag = ""
    if open_tag:
        spans.append(Span(begin, len(text)))
    return spans, "" if open_tag == "code" else open_tag
