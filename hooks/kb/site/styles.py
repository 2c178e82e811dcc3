"""Style sheets and scripts as they are sent: the theme's without what this site never shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.memo import Memo, question
from kb.project import page, written

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(r"\s+")
_CSS_AROUND = re.compile(r" ?([{};,>]) ?")
_CSS_NAME = re.compile(r"([{;(][\w-]+): ")
_CSS_ZERO = re.compile(r"(?<![\w.#-])0\.(?=\d)")
_CSS_UNSAFE = re.compile(r'["\\\n<]')
_JS_COMMENT = re.compile(r"^//.*$")

# Up to the end of a rule's prelude or of a statement; strings may hold either sign.
_PRELUDE = re.compile(r"""(?:"[^"]*"|'[^']*'|[^"'{;])*""")
_BRACE = re.compile(r"""["'{}]""")
_SELECTORS = re.compile(r",(?![^()]*\))")
_NEGATION = re.compile(r":not\([^()]*\)")
_PROPERTY = re.compile(
    r"""(?<=[{;])(--[\w-]+):(?:"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*')*\)|[^"'();{}])*(?:;|(?=\}))"""
)
_USE = re.compile(r"var\(\s*(--[\w-]+)")

# Parts of the theme that our templates replace or that we have switched off. A selector that
# names one of them can match nothing; tests/test_browser_theme.py holds this against the pages.
UNUSED = re.compile(
    r"\[dir=rtl\]"
    r"|\.md-(annotation|author|banner|clipboard|consent|content__button|copyright|draft|feedback"
    r"|footer__|footer-meta|header--lifted|header__(button|ellipsis|option|source|title|topic)"
    r"|hidden|input|logo|meta|option|pagination|path|pin|post|profile|progress"
    r"|select|social|source|status|tag|tooltip|tooltip2|version)"
    r"|\.md-nav(__(button|container|icon|item--|source|title|toggle)|--(integrated|lifted|primary))"
    r"|--post"
    r"|\.(headerlink|katex-html|giscus)"
    r"|\.(keys|key-)|\.(arithmatex|MathJax|mermaid|critic|emojione|twemoji|gemoji)|\.task-list"
    r"|\.(grid|card)\b|\.annotate|\.(ins|del)\b|\.lg\b|data-preview"
    r"|\.(abstract|summary|tldr|todo|success|check|done|question|help|faq|failure|fail|missing|bug"
    r"|example|quote|cite|caution|attention|hint|important)\b"
)

# What Markdown may hold and the theme styles at length: the classes of a part, and how a text shows
# that it has one, by Markdown's own signs or as HTML. Prose that only looks like it keeps the rules.
_PARTS = {
    r"\.tabbed-": re.compile(r"^\s*===[!+]*\s|tabbed", re.MULTILINE),
    r"\.footnote\b|\.footnote-": re.compile(r"\[\^|footnote"),
    r"\.md-button": re.compile("md-button"),
    r"\.highlighttable|\.lineno": re.compile("linenum|lineno|highlighttable"),
    **{
        rf"\.{kind}\b": re.compile(rf"""[!?]{{3}}\+?[ \w-]*\b{kind}\b|["'. ]{kind}["'\s}}]""")
        for kind in ("info", "warning", "danger")
    },
}


def unwritten(texts: Iterable[str]) -> frozenset[str]:
    """Patterns of the selectors of those parts of Markdown that none of the texts has."""
    missing = set(_PARTS)
    for text in texts:
        missing -= {part for part in missing if _PARTS[part].search(text)}
    return frozenset(missing)


@question
def unused(memo: Memo) -> str:
    """A pattern of the theme's selectors that can match nothing on this site."""
    bodies = (found.body for at in written(memo) if (found := page(memo, *at)))
    return "|".join([UNUSED.pattern, *sorted(unwritten(bodies))])


def prune_css(css: str, unused: re.Pattern[str] = UNUSED) -> str:
    """A minified style sheet without the rules that can match nothing.

    unused: found in the selectors to drop; what stands in `:not(…)` does not count. Custom
    properties that no rule uses any more are dropped, too. All else stays as it is.
    """
    kept = "".join(_kept(_CSS_COMMENT.sub("", css), unused))
    used = set(_USE.findall(kept))
    return _PROPERTY.sub(lambda found: found[0] if found[1] in used else "", kept)


def _kept(css: str, unused: re.Pattern[str]) -> Iterator[str]:
    for prelude, block in _rules(css):
        if block is None:
            yield prelude
        elif prelude.startswith(("@media", "@supports", "@container", "@layer")):
            inner = "".join(_kept(block, unused))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{block}}}"
        else:
            selectors = _SELECTORS.split(prelude)
            alive = [one for one in selectors if not unused.search(_NEGATION.sub("", one))]
            if alive:
                yield f"{','.join(alive)}{{{block}}}"


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Top-level rules as (prelude, block), and statements with their semicolon as (text, None)."""
    start = 0
    while start < len(css):
        match = _PRELUDE.match(css, start)
        end = match.end() if match else len(css)
        if end >= len(css) or css[end] == ";":
            yield css[start : end + 1], None
            start = end + 1
        else:
            close = _closing(css, end)
            yield css[start:end], css[end + 1 : close]
            start = close + 1


def _closing(css: str, opening: int) -> int:
    """Offset of the brace that closes the one at `opening`."""
    depth, place = 0, opening
    while True:
        match = _BRACE.search(css, place)
        if match is None:
            raise ValueError(f"unclosed block in a style sheet: {css[opening - 40 : opening + 1]}")
        sign, place = match[0], match.end()
        if sign in "\"'":
            place = css.index(sign, place) + 1
            continue
        depth += 1 if sign == "{" else -1
        if depth == 0:
            return match.start()


def css_string(text: str) -> str:
    """Text as a string of a style sheet, also of one that stands in a page."""
    return '"' + _CSS_UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def squeeze_css(text: str) -> str:
    """A style sheet without its comments, needless white space, zeros and semicolons.

    White space beside the `:` of a selector and between values stays, as it can carry meaning there.
    """
    spaced = _CSS_SPACE.sub(" ", _CSS_COMMENT.sub("", text))
    bare = _CSS_NAME.sub(r"\1:", _CSS_AROUND.sub(r"\1", spaced))
    return _CSS_ZERO.sub(".", bare).replace(";}", "}").strip()


def squeeze_js(text: str) -> str:
    """A script without indentation and whole-line comments; line ends stay, as they end statements.

    Not for scripts with template literals of several lines.
    """
    lines = (_JS_COMMENT.sub("", line.strip()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
