"""Fenced code, found the way pymdownx.superfences finds it.

A fence may stand in a list, a box or a quotation; every line of its block must then keep the
indentation of the first. A fence whose header superfences does not understand, or that is never
closed, is no fence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.read.lines import OPAQUE, Line

_PREFIX = re.compile(r"[> ]*")
_OPEN = re.compile(
    r"(?P<fence>~{3,}|`{3,})"
    r"(?:[ ]*\.?(?P<lang>[\w#.+-]+)(?=[ ]|$))?"
    r"(?:[ ]*(?P<attributes>\{[^\n]*\})"
    r"|(?P<options>(?:[ ]*[a-zA-Z][a-zA-Z0-9_]*(?:=(?P<quote>[\"']).*?(?P=quote))?(?=[ ]|$))+)"
    r")?[ ]*$"
)
_OPTION = re.compile(r"([a-zA-Z][a-zA-Z0-9_]*)(?:=([\"'])(.*?)\2)?")
_OPTIONS = {
    "hl_lines": re.compile(r"\d+(?:-\d+)?(?: +\d+(?:-\d+)?)*$"),
    "linenums": re.compile(r"\d+"),
    "title": re.compile(""),
    "title_mode": re.compile(""),
}
_ANY_OPTIONS = frozenset({"vegalite"})
"""Fences that take every option; see `kb.charts.fence`."""


@dataclass
class _Open:
    """A fence that has been opened and not closed so far."""

    first: int
    prefix: str
    fence: str
    gap: bool = False

    @property
    def quotes(self) -> int:
        return self.prefix.count(">")

    def closes(self, content: str) -> bool:
        return content.startswith(self.fence) and not content[len(self.fence) :].strip(" ")


def fold_fences(lines: list[Line]) -> list[Line]:
    """The lines with each fenced block replaced by one opaque line in its indentation."""
    result: list[Line] = []
    opened: _Open | None = None
    for line in lines:
        result.append(line)
        if opened is None:
            opened = _opening(line, len(result) - 1)
            continue
        prefix = _prefix(line.text, len(opened.prefix))
        content = line.text[len(prefix) :]
        verdict = (
            _quoted(opened, prefix, content) if opened.quotes else _plain(opened, prefix, content)
        )
        if verdict == "close":
            first = result[opened.first]
            block = tuple(result[opened.first :])
            text = opened.prefix + OPAQUE
            result[opened.first :] = [Line(first.number, first.column, text, block)]
        if verdict != "inside":
            opened = None
    return result


def _prefix(text: str, limit: int) -> str:
    match = _PREFIX.match(text, 0, limit)
    return match.group() if match else ""


def _opening(line: Line, index: int) -> _Open | None:
    prefix = _prefix(line.text, len(line.text))
    match = _OPEN.match(line.text, len(prefix))
    if match is None:
        return None
    options = "" if match["lang"] in _ANY_OPTIONS else match["options"] or ""
    for key, _, value in _OPTION.findall(options):
        if key not in _OPTIONS or not _OPTIONS[key].match(value or key):
            return None
    return _Open(index, prefix, match["fence"])


def _plain(opened: _Open, prefix: str, content: str) -> str:
    if ">" in prefix:
        return "abandon"
    if not (prefix + content).strip():
        return "inside"
    if len(prefix) != len(opened.prefix) and content:
        return "abandon"
    return "close" if opened.closes(content) else "inside"


def _quoted(opened: _Open, prefix: str, content: str) -> str:
    quotes = prefix.count(">")
    if quotes > opened.quotes:
        return "abandon"
    if not content:
        opened.gap = True
        return "inside"
    if len(prefix) < len(opened.prefix) or (opened.gap and quotes < opened.quotes):
        return "abandon"
    if opened.closes(content):
        return "close"
    opened.gap = False
    return "inside"
