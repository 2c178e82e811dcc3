"""What HTML a page may hold, and what becomes of the rest: it is shown as text.

What Markdown makes of a page is looked at as a whole, so it does not matter by which way of writing
something has come into it. Every `<` that is left begins a tag that is written out in full, is
known here and has known attributes alone; so a browser finds no other.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from html import unescape

from kb.text import HIDDEN, UNSEEN

ELEMENTS = frozenset((
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo",
    "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "data", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "label", "li",
    "mark", "meter", "nav", "ol", "p", "picture", "pre",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr",
))  # fmt: skip
"""HTML that a page may hold: none that runs, changes the whole page, shows another one, sends what a
reader types, or is read by other rules than the page, as a drawing and a formula are."""
_MADE = frozenset(("input", "vegachart"))
"""What extensions of Markdown make, besides: tabs and charts."""
_ANYWHERE = frozenset(("class", "dir", "id", "lang", "role", "title", "translate", "data-search"))
_ATTRIBUTES = {
    "a": "href hreflang name rel target", "abbr": "", "audio": "controls loop preload src",
    "col": "span", "colgroup": "span", "data": "value", "del": "datetime", "details": "name open",
    "div": "data-tabs",
    "img": "alt decoding height loading src width", "ins": "datetime",
    "input": "checked name type", "label": "for", "li": "value",
    "meter": "high low max min optimum value", "ol": "reversed start type", "progress": "max value",
    "source": "src type", "td": "align colspan headers rowspan",
    "th": "abbr align colspan headers rowspan scope", "time": "datetime",
    "track": "default kind label src srclang", "vegachart": "style",
    "video": "controls height loop muted preload src width",
}  # fmt: skip
"""By element, what it may say besides."""
_OURS = re.compile(r"__(?!(?:codelineno|span|tabbed)[-_])|kb-")
"""How the names begin that the frame and its scripts have for their own elements."""
_VALUES = {
    "id": re.compile(rf"(?!{_OURS.pattern})\S+"),
    "name": re.compile(rf"(?!{_OURS.pattern})\S+"),
    "align": re.compile("left|right|center"),
    "style": re.compile("width: 100%"),
    "target": re.compile(r"_blank|_self"),
    "type": re.compile(r"radio|[1aAiI]|(?:audio|image|video)/[a-z0-9.+-]+"),
}
"""What some attributes may say."""
_SCHEME = re.compile(r"(?P<name>[a-z][a-z0-9+.-]*):", re.I)
_LED_TO = frozenset(("http", "https", "mailto"))
_PASSED_OVER = re.compile("^[\x00-\x20]+|[\t\n\r]")
"""What browsers pass over in an address before they look for its scheme."""
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++)"
_MARKUP = re.compile(
    r"<!--(?!-?>)(?:(?!--!?>|<!--).)*+-->"
    rf"|</(?P<end>[a-zA-Z][a-zA-Z0-9]*+)\s*+>"
    r"|<(?P<start>[a-zA-Z][a-zA-Z0-9]*+)"
    rf"(?P<attributes>(?:\s++[^\s\"'<>/=]++(?:\s*+=\s*+{_VALUE})?+)*+)\s*+/?>"
    r"|(?P<wrong><)"
    rf"|(?:&(?:\#[xX]?[0-9a-fA-F]++|[a-zA-Z][a-zA-Z0-9]*+);?|[{UNSEEN}])",
    re.DOTALL | re.ASCII,
)
_REFERENCE = re.compile(r"&#?\w+;?")
_ATTRIBUTE = re.compile(rf"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?P<value>{_VALUE}))?", re.ASCII)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_SHOWN = {"<": "&lt;", "&": "&amp;"}
"""What a sign is as text; one that nobody sees is nothing."""


@dataclass(frozen=True)
class Refused:
    """Markup that a page may not hold, as it was written up to the end of its tag, and the attribute
    because of which, if it is one.
    """

    text: str
    attribute: str = ""


def only_allowed(html: str) -> tuple[str, tuple[Refused, ...]]:
    """What Markdown made of a page, with all that a page may not hold as text; and the latter."""
    refused: dict[Refused, None] = {}

    def looked_at(found: re.Match[str]) -> str:
        wrong = _wrong(found)
        if wrong is None:
            return found[0]
        refused[wrong] = None
        return _SHOWN.get(found[0][0], "") + _MARKUP.sub(looked_at, found[0][1:])

    return _MARKUP.sub(looked_at, html), tuple(refused)


def _wrong(found: re.Match[str]) -> Refused | None:
    """What is wrong with a piece of markup, if anything is."""
    if not found[0].startswith("<"):
        return Refused(found[0]) if HIDDEN.search(_character(found[0])) else None
    if found["wrong"]:
        return Refused(_to_its_end(found))
    name = (found["start"] or found["end"] or "").lower()
    if name and name not in ELEMENTS | _MADE:
        return Refused(found[0])
    for pair in _ATTRIBUTE.finditer(found["attributes"] or ""):
        if not _may_say(name, pair["name"].lower(), pair["value"] or ""):
            return Refused(found[0], pair[0])
    return None


def _character(written: str) -> str:
    """What a reference to a character stands for, or the character itself."""
    number = re.fullmatch(
        r"&#(?:[xX]0*(?P<hex>[0-9a-fA-F]{1,8})|0*(?P<decimal>[0-9]{1,8}));?", written
    )
    if number is None:
        return unescape(written)
    code = int(number["hex"], 16) if number["hex"] else int(number["decimal"])
    return chr(code) if code <= sys.maxunicode else ""


def _may_say(element: str, name: str, written: str) -> bool:
    """Whether an element may have an attribute. written: its value, in quotes or not."""
    if name not in _ANYWHERE and name not in _ATTRIBUTES.get(element, "").split():
        return name.startswith("aria-")
    value = unescape(written.strip("\"'"))
    if _UNSEEN.search(value) or any(
        map(HIDDEN.search, map(_character, _REFERENCE.findall(written)))
    ):
        return False
    if name in ("href", "src"):
        return _may_lead(value, here=name == "src")
    return name not in _VALUES or bool(_VALUES[name].fullmatch(value))


def _may_lead(address: str, *, here: bool) -> bool:
    """Whether an address may be led to. here: only on this site, as what is shown from elsewhere
    tells its host of each reader.
    """
    seen = _PASSED_OVER.sub("", address)
    scheme = _SCHEME.match(seen)
    if here:
        return scheme is None and not seen.startswith(("/", "\\"))
    return scheme is None or scheme["name"].lower() in _LED_TO


def _to_its_end(found: re.Match[str]) -> str:
    """A sign with what stands behind it, up to what ends a tag or to the end of its line."""
    rest = found.string[found.start() : found.start() + _LONGEST]
    return re.split(r"(?<=>)|\n", rest, maxsplit=1)[0]


_LONGEST = 200
