"""What is typed as if it were Markdown or HTML and is none: readers would see the signs, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.read.blocks import BOX
from kb.read.lines import Line

_LINES: dict[str, str] = {
    "list": r"(?<=\n) {0,3}(?:[-*+]|\d+[.)]) +(?=\S)",
    "list-sign": r"^ {0,3}(?:[•‣◦∙·] *(?=\S)|-(?=[가-힣])|\d+(?:\.(?=[가-힣])|\) +(?=\S)))",
    "fence": r"^ {0,3}(?:`{3,}|~{3,}).*",
    "table": r"^ {0,3}[|｜].*",
    "box": r"^ {0,3}(?:!!!|\?\?\?\+?|===[!+]?)(?= ?\S).*",
    "heading": r"^ {0,3}＃+",
    "heading-in": r"^ +#{1,6} +(?=\S)",
    "box-other": r"\[![A-Za-z]+\]|^ {0,3}:::.*|^\.\. \w+::.*",
    "include": r"-{2,}8<-{2,}.*|^import .+ from .+",
}
_WORDS: dict[str, str] = {
    "braces": r"[｛｝]+|\}\}|(?<![{$\w\\])\{ *(?:\{ *)?[a-z_]+\([^\n{}]*\)[^\n{}]*\}",
    "program": r"\{%.*?%\}|\{#.*?#\}",
    "wiki-link": r"!?\[\[[^\[\]\n]+\]\]",
    "marks": r"==(?=[^\s=])[^=\n]+==|~~(?=[^\s~])[^~\n]+~~|\+\+[a-z][\w+-]*\+\+|\$\$|\^(?=\[)",
    "icon": r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:])",
    "comment": r"<!--",
    "link": r"\]\((?=https?:|mailto:)(?![^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))",
    "footnote": r"\[\^(?P<id>[^\[\]\s]+)\](?!:)",
    "reference": r"\[[^\[\]\n]+\]\[(?P<id>[^\[\]\n^]+)\]",
}
_HTML: dict[str, str] = {
    "tag": r"<(?P<id>[A-Za-z][^\s<>/@:]*)(?:[\s/][^<>]*)?>",
    "handler": r"<[A-Za-z][^<>]*?\s(?P<id>on[a-z]+)\s*=",
}
_ELEMENTS = frozenset((
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo",
    "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "data", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "input", "ins", "kbd", "label", "li",
    "main", "map", "mark", "math", "menu", "meter", "nav", "ol", "p", "picture", "pre",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span",
    "strong", "sub", "summary", "sup", "svg", "path", "table", "tbody", "td", "template",
    "textarea", "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr",
))  # fmt: skip
"""HTML that a page may hold: none that runs, changes the whole page or shows another one."""
_DEFINED = {
    "footnote": re.compile(r"^ {0,3}\[\^([^\[\]\s]+)\]:", re.M),
    "reference": re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:", re.M),
}
_MARKDOWN = tuple((kind, re.compile(p, re.M)) for kind, p in (_LINES | _WORDS).items())
_MARKUP = tuple((kind, re.compile(pattern, re.M)) for kind, pattern in _HTML.items())
_IN_ROWS = frozenset(_WORDS)
_SIGN = re.compile(
    r"[\[\]{}<|*`#｜｛｝＃`~!?=+$:•‣◦∙·]|\n {0,3}(?:[-*+]|\d+[.)]) |^ {0,3}(?:-|\d+[.)])|8<|^import "
)


def leftovers(
    typed: str, masked: str, body: str, *, raw: bool, row: bool
) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each in one text.

    masked: the same without its code and calls. body: of the page, which may define what is referred to. raw: HTML, so no Markdown. row: of a
    table.
    """
    if not _SIGN.search(typed):
        return
    for kind, pattern in _MARKUP if raw else (*_MARKDOWN, *_MARKUP):
        if row and kind in _LINES:
            continue
        # What is meant as a fence may have become code within a line.
        for found in pattern.finditer(typed if kind == "fence" else masked):
            if not _is_sound(kind, found, body):
                yield kind, found.start(), found.end()
                if kind in _LINES:
                    break  # the lines behind it are of the same list or table
    if not raw:
        yield from _unclosed(masked)


def _unclosed(masked: str) -> Iterator[tuple[str, int, int]]:
    """Bold type and code that begin and do not end, and links that end and do not begin. What is code
    has been taken out.
    """
    bold = [found.span() for found in re.finditer(r"(?<!\\)\*\*", masked)]
    if len(bold) % 2:
        yield "bold", *bold[-1]
    if tick := re.search(r"(?<!\\)`+", masked):
        yield "code", *tick.span()
    if "](" in masked and (lone := re.search(r"(?<!\\)\]\(", _without_brackets(masked))):
        yield "link", *lone.span()


def _without_brackets(masked: str) -> str:
    """A text with blanks for brackets that are closed, from the innermost on, and what is in them."""
    while (blank := _BRACKETS.sub(lambda found: " " * len(found[0]), masked)) != masked:
        masked = blank
    return masked


_BRACKETS = re.compile(r"\[(?:\\.|[^\[\]\\])*\]|\\[\[\]]")


def nested(lines: Sequence[Line]) -> Iterator[Line]:
    """The indentation of each item that is to be within the one above it and is not.

    lines: without fences. Python-Markdown wants four blanks.
    """
    is_item = False
    for line in lines:
        own = _ITEM.match(line.text)
        indent = len(own["indent"]) if own else 0
        if own and indent and is_item:
            yield line.part(0, indent)
        is_item = bool(own and (not indent or is_item)) or (is_item and line.text.startswith(" "))


_ITEM = re.compile(r"(?P<indent> {0,3})(?:[-*+]|\d+\.) +\S")


def _is_sound(kind: str, found: re.Match[str], body: str) -> bool:
    """Whether what looks wrong is right: an element that there is, a note that is defined."""
    if kind == "tag":
        return found["id"].lower() in _ELEMENTS
    if kind == "box":
        return bool(BOX.match(found[0]))
    if kind in _DEFINED:
        defined = {id.casefold() for id in _DEFINED[kind].findall(body)}
        return found["id"].casefold() in defined
    return False
