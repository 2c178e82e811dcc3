"""What is typed as if it were Markdown or HTML and is none: readers would see the signs, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.read.allowed import ELEMENTS
from kb.read.blocks import BOX, is_table
from kb.read.inline import MASK
from kb.read.lines import OPAQUE

_URL = r"(?:https?://|mailto:|#|[^\s()（）\[\]<>]*\.md)[^\s()（）\[\]]*"
_LINES: dict[str, str] = {
    "task": r"\A *\[[ xX]\] +(?=\S)",
    "list-sign": (
        r"^ {0,3}(?:[•‣◦∙·－] *(?=\S)|-(?=[가-힣])|\d+(?:\.(?=[가-힣])|\) +(?=\S)))"
        r"|^(?:[–—] .*\n[–—] |[①-⑳] ?.*\n[①-⑳]|[가-하]\. .*\n[가-하]\. |[a-z][.)] .*\n[a-z][.)] "
        r"|[ivx]+\. .*\n[ivx]+\. |-\w.*\n-\w|\*[^\s*][^*\n]*\n\*[^\s*][^*\n]*$).*"
    ),
    "list": r"(?<=\n) {0,3}(?:[-*+]|\d+[.)]) +(?=\S)",
    "deep": r"(?<=\n) {4,}(?:[-*+]|\d+\.) +(?=\S)",
    "fence": r"^ {0,3}(?:`{3,}|~{3,}|[’‘'\"“”]{3} ?\w*$).*",
    "table": r"^ {0,3}[|｜].*",
    "box": r"^ {0,3}(?:!!!|！！！|\?\?\?\+?|===[!+]?)(?= ?\S).*",
    "heading": r"^ {0,3}＃+.*",
    "heading-moved": r"^ {1,3}#{1,6} +\S.*",
    "quote": r"^ {0,3}＞",
    "rule": r"\A {0,3}(?:[—–―━─－＿] *){2,}\Z",
    "box-other": r"\[![A-Za-z]+\]|^ {0,3}:::.*|^\.\. \w+::.*",
    "include": r"-{2,}8<-{2,}.*|^import .+ from .+|^\\(?:pagebreak|newpage)\b.*",
    "abbreviation": r"^\*\[[^\]\n]+\]:.*",
    "note-colon": r"\A\[\^(?P<id>[^\[\]\s]+)\] +(?=\S)",
    "behind-fence": rf"(?<={OPAQUE}\n)\S.*",
}
_WORDS: dict[str, str] = {
    "braces": r"｛{1,2}[^{}｛｝\n]*[}｝]{1,2}|[｛｝]+|\}\}|(?<![{$\w\\])\{ *(?:\{ *)?[a-z_]+\([^\n{}]*\)[^\n{}]*\}",
    "program": r"\{%.*?%\}|\{#.*?#\}",
    "wiki-link": r"!?\[\[[^\[\]\n]+\]\]",
    "marks": (
        r"\{(?:\+\+|--|~~|==|>>)[^{}\n]+\}|==(?=[^\s=+])[^=\n]+==|~~(?=[^\s~])[^~\n]+~~"
        r"|\+\+[a-z][\w+-]*\+\+|\$\$|\^\^(?=\S)[^^\n]+\^\^|(?<=\w)\^[\w+-]{1,4}\^|(?<=[A-Za-z])~\w{1,3}~"
    ),
    "math": r"(?<![\dA-Za-z$])\$(?=[^\s$])[^$\n]*[\\^_{][^$\n]*(?<=\S)\$(?![\dA-Za-z$])|\\\((?=[^\n]*[\\^_=])[^\n]*?\\\)",
    "note-inside": r"\^\[[^\[\]\n]+\]",
    "icon": r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:])",
    "comment": r"<!--",
    "footnote": r"\[\^(?P<id>[^\[\]\s]+)\](?!:)",
    "reference": r"\[(?P<text>[^\[\]\n]+)\]\[(?P<id>[^\[\]\n^]*)\](?!\()",
    "link-apart": rf"(?<!!)\[[^\[\]\n]+\](?: +|\n)\({_URL}\)",
    "link-wide": rf"[\[［][^\[\]［］\n]+[\]］](?:（{_URL}[)）]|\({_URL}）)|［[^\[\]［］\n]+[\]］]\({_URL}\)",
    "link-turned": rf"\([^()\n]+\)\[{_URL}\]",
    "link-open": rf"\[[^\[\]\n]+\]\({_URL}(?=\s|$)(?![^()\n]*\))",
    "link-empty": r"(?<!\\)!?\[[^\[\]\n]*\]\(\s*\)",
    "link-mute": r"(?<![!\\])\[\s*\]\([^()\s]+\)",
    "picture-mute": r"!\[\s*\]\([^()\s]+\)",
    "address": (
        r"(?<!\]\()(?<!\]\( )(?<![\w<\"'=/:\]])(?:https?://|www\.(?=[\w-]+\.))[^\s<>()\[\]가-힣\x00]*[\w/](?!>)"
        r"|(?<![\w<:/.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}\b(?!>)"
    ),
    "break": r"\\(?=\n)",
    "attributes": r"(?<=\S) \{:? *[.#][A-Za-z][^{}\n]*\}|(?<![\s*_)\]`>}\x00])\{:? *[.#][A-Za-z][^{}\n]*\}",
    "emphasis": r"\*\* ?[^*\n]+\*\*|(?<!\d)\*\*(?!\d)|＊{1,2}[^＊\n]+＊{1,2}",
    "underscores": r"(?<!\w)(?P<sign>__?)(?=[^\s_])[^_\n]+(?P=sign)(?=[가-힣])|(?<!\w)__\w+?__(?=\.\w)",
    "stars": r"(?<=\d)\*\d+\*(?=\d)",
    "tick": r"(?<![`\\])`(?!`)",
}
_HTML: dict[str, str] = {
    "tag": r"<(?P<id>[A-Za-z][^\s<>/@:]*)(?:[\s/][^<>]*)?>",
    "handler": r"<[A-Za-z][^<>]*?\s(?P<id>on[a-z]+)\s*=",
}
_IN_HTML = {
    "raw": r"\*\*(?=\S)[^*\n]+\*\*|(?<!!)\[[^\[\]\n]+\]\([^()\s]+\)|^ {0,3}(?:[-*] |#{2,6} |\d+\. )(?=\S).*",
}
_LONE = frozenset((
    "br", "col", "dd", "dt", "hr", "img", "li", "p", "source", "td", "th", "tr",
    "track", "wbr",
))  # fmt: skip
"""Elements that need no end."""
_DEFINED = {
    "footnote": re.compile(r"^ {0,3}\[\^([^\[\]\s]+)\](?::| )", re.M),
    "reference": re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:", re.M),
}


_NEEDED: dict[str, tuple[str, ...]] = {
    "task": ("[",), "fence": ("```", "~~~", "’’’", "‘‘‘", "'''", '"""', "“““", "”””"),
    "table": ("|", "｜"), "box": ("!!!", "！！！", "???", "==="), "heading": ("＃",),
    "heading-moved": (" #",), "quote": ("＞",), "box-other": ("[!", ":::", "::"),
    "include": ("8<", "import ", "\\"), "abbreviation": ("*[",), "note-colon": ("[^",),
    "behind-fence": (OPAQUE,), "deep": ("\n    ",), "list": ("\n",),
    "braces": ("{", "｛", "｝", "}}"), "program": ("{%", "{#"), "wiki-link": ("[[",),
    "marks": ("==", "~", "++", "$$", "^", "{"), "math": ("$", "\\("), "note-inside": ("^[",),
    "icon": (":",), "comment": ("<!--",), "footnote": ("[^",), "reference": ("][",),
    "link-apart": ("] ", "]\n"), "link-wide": ("（", "）", "［", "］"), "link-turned": (")[",),
    "link-open": ("](",), "link-empty": ("](",), "link-mute": ("](",), "picture-mute": ("![",),
    "address": ("://", "www.", "@"), "break": ("\\\n",), "attributes": ("{",),
    "emphasis": ("**", "＊"), "underscores": ("_",), "stars": ("*",), "tick": ("`",),
    "tag": ("<",), "handler": ("<",),
}  # fmt: skip
"""Signs without one of which a text has none of a kind, as looking for them is far quicker."""
_SIGNS = tuple({sign: None for signs in _NEEDED.values() for sign in signs})


def _compiled(patterns: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.M)) for kind, pattern in patterns.items())


_MARKDOWN = _compiled(_LINES | _WORDS)
_MARKUP = _compiled(_HTML)
_RAW = _compiled(_HTML | _IN_HTML)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*?)?(?P<lone>/?)>")
_STRONG = re.compile(r"\*\*(?=\S)(?:[^*]|\*(?!\*))+?(?<=\S)\*\*")
NOT_IN_ROWS = frozenset(_LINES) | {"attributes", "break"}
"""Kinds that a row of a table cannot have."""
NOT_IN_HEADINGS = frozenset(_LINES) | {"attributes"}
NOT_WITHIN = frozenset({"behind-fence"})
"""Kinds that what stands in a list or box cannot have."""
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]: *<?")
_SIGN = re.compile(
    rf"[\[\]{{}}<|｜｛｝＃＞＊［`~!！?=+$^_•‣◦∙·－–—―━─①-⑳{OPAQUE}\\]|//|www|\w@\w|\*\*|\n *(?:[-*+]|\d+[.)]) "
    r"|^ {0,3}(?:-|\d+[.)]|#|:::|\.\. )|^[*가-하a-z]+\. |\*\d|8<|^import |^[-*]\w|:[a-z]|[’‘'\"“”]{3}",
    re.M,
)


def leftovers(
    typed: str, masked: str, body: str, *, raw: bool, but: frozenset[str]
) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each in one text, no two of them at one place.

    masked: the same without its code and calls. body: of the page, which may define what is
    referred to. raw: HTML, so no Markdown. but: kinds that the text cannot have.
    """
    if not _SIGN.search(typed):
        return
    open_tags = [*_unclosed(masked)] if "<" in masked else []
    yield from open_tags
    taken: list[tuple[int, int]] = [(0, len(typed))] if raw and open_tags else []
    kinds = (item for item in (_RAW if raw else (*_MARKDOWN, *_MARKUP)) if item[0] not in but)
    signs = {sign for sign in _SIGNS if sign in typed}
    for kind, pattern in kinds:
        if kind in _NEEDED and signs.isdisjoint(_NEEDED[kind]):
            continue
        for found in pattern.finditer(_looked_at(kind, typed, masked)):
            start, end = found.span()
            is_told = any(start < other_end and end > other for other, other_end in taken)
            if is_told or _is_sound(kind, found, body):
                continue
            taken.append((start, len(typed) if kind == "list-sign" else end))
            yield _told(kind, typed, start), start, end
            if kind in _LINES:
                break  # the lines behind it are of the same list or table
    end = -1 if raw or taken else _without_brackets(masked).find("](")
    if end >= 0:
        yield "link-end", end, end + 2


def _without_brackets(masked: str) -> str:
    """A text with blanks for brackets that are closed, and what is in them, and for escaped ones."""
    if "](" not in masked:
        return masked
    opened: list[int] = []
    blanks: list[tuple[int, int]] = []
    for found in _BRACKETS.finditer(masked):
        start, end = found.span()
        if found[0] == "[":
            opened.append(start)
        elif found[0] != "]":
            blanks.append((start, end))
        elif opened:
            start = opened.pop()
            while blanks and blanks[-1][0] > start:
                blanks.pop()
            blanks.append((start, end))
    pieces, done = [], 0
    for start, end in blanks:
        pieces += [masked[done:start], " " * (end - start)]
        done = end
    return "".join([*pieces, masked[done:]])


_BRACKETS = re.compile(r"\\[\[\]\\]|[\[\]]")


def _looked_at(kind: str, typed: str, masked: str) -> str:
    """The part of a text that a kind may be in, at its place."""
    if kind == "fence":  # what is meant as one may have become code within a line
        return typed
    return _STRONG.sub(_hidden, masked) if kind == "emphasis" else masked


def _hidden(found: re.Match[str]) -> str:
    return MASK * len(found[0])


def _told(kind: str, typed: str, start: int) -> str:
    """A kind, more exactly: a table that only lacks a blank line before it."""
    is_behind = kind == "table" and start > 0 and is_table(typed[start:].split("\n"))
    return "table-behind" if is_behind else kind


def _unclosed(masked: str) -> Iterator[tuple[str, int, int]]:
    """Elements of HTML that are opened and not closed in a text, or the other way round."""
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(masked):
        name = tag["name"].lower()
        if name not in ELEMENTS or name in _LONE or tag["lone"]:
            continue
        if not tag["end"]:
            opened.append(tag)
        elif any(other["name"].lower() == name for other in opened):
            while opened.pop()["name"].lower() != name:
                pass
        else:
            yield "unopened", tag.start(), tag.end()
    for tag in opened:
        yield "unclosed", tag.start(), tag.end()


def _is_sound(kind: str, found: re.Match[str], body: str) -> bool:
    """Whether what looks wrong is right: an element that there is, a note that is defined."""
    if kind == "tag":
        return found["id"].lower() in ELEMENTS
    if kind == "box":
        return bool(BOX.match(found[0])) and found[0].split('"')[0].isascii()
    if kind == "note-colon":
        return f"[^{found['id']}]:" in body
    if kind == "address":
        line = found.string.rfind("\n", 0, found.start()) + 1
        return bool(_DEFINITION.match(found.string, line, found.start()))
    if kind in _DEFINED:
        id = found["id"] or found["text"]
        return id.casefold() in {name.casefold() for name in _DEFINED[kind].findall(body)}
    return False
