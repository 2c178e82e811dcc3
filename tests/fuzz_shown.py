"""Whether readers see what was typed: the words of the source against those of the result."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import lxml.html

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_CHART = re.compile(r"^ *(`{3,})[ {.]*vegalite\b.*?^ *\1", re.M | re.S)
_CODE = re.compile(
    r"^( *(?:`{3,}|~{3,}))[^\n]*\n(?P<block>.*?)^\1|(`+)(?P<span>[^`]+)\3", re.M | re.S
)
_UNSEEN = re.compile(
    r"\{\{.*?\}\}"  # calls
    r"|<!--.*?-->|</?[A-Za-z][^<>]*>"
    r"|\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"  # where links lead
    r"|\]\[[^\]\n]*\]|^ {0,3}\[[^\]^\n]+\]:.*$|\[\^[^\]\n]+\]:?"
    r"|\{:?\s*[#.][^{}\n]*\}"
    r"|^ *(?:!!!|\?\?\?\+?|===[!+]?)(?: [a-z]+)*"
    r"|^\s*(?:\d+[.)]) ",
    re.M | re.S,
)  # fmt: skip
_NOTE = re.compile(r"^\[\^[^\]\n]+\]:.*(?:\n+ {4}.*)*", re.M)
"""Footnotes, which are shown last."""
_WORD = re.compile(r"[^\W_]+")
_HIDDEN = ("script", "style", "template", "svg")
_STRAY = re.compile(
    r"\*\*|__(?=\S)|\]\(|\{\{|\}\}|```|~~~|~~|\{[#:.]|<!--|-->|\[\^|!!!|\?\?\?|::|\[\[|\]\]"
    r"|^ *[|#>]|^ *[-*+] |\|\s*$|<\w|\w>",
    re.M,
)
"""What looks like Markdown and is shown as it stands."""


def unseen_words(source: str, shown: str) -> list[str]:
    """The words of a page that are not in its result, in their order. shown: its HTML."""
    text, at, lost = _letters(shown), 0, []
    for word in _typed(source):
        found = text.find(word, at)
        if found < 0:
            lost.append(word)
        else:
            at = found + len(word)
    return lost


def stray_signs(shown: str) -> list[str]:
    """Signs of Markdown that readers see, outside code."""
    root = lxml.html.fromstring(f"<div>{shown}</div>")
    for element in root.xpath("//script|//style|//template|//svg|//code|//pre|//kbd|//textarea"):
        element.drop_tree()
    return _STRAY.findall("\n".join(root.itertext()))


def _typed(source: str) -> Iterator[str]:
    rest = _CHART.sub("", _FRONT.sub("", source))
    rest = "\n".join([_NOTE.sub("", rest), *_NOTE.findall(rest)])
    position = 0
    for code in _CODE.finditer(rest):
        yield from _words(_UNSEEN.sub(" ", rest[position : code.start()]))
        yield from _words(code["block"] or code["span"] or "")
        position = code.end()
    yield from _words(_UNSEEN.sub(" ", rest[position:]))


def _words(text: str) -> list[str]:
    return _WORD.findall(html.unescape(text))


def _letters(shown: str) -> str:
    root = lxml.html.fromstring(f"<div>{shown}</div>")
    for element in root.xpath("|".join(f"//{tag}" for tag in _HIDDEN)):
        element.drop_tree()
    return "".join(_WORD.findall(root.text_content()))
