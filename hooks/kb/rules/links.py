"""Links lead somewhere: to pages, to ids on them, to files, or out of the site."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from kb.addresses import page_address, page_at, page_path
from kb.content.links import Destination, destination
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.korean.wording import meant, suggestion
from kb.memo import Memo, question
from kb.project import DOCS, Project, docs_files, keys, page, page_paths
from kb.read import Link, Page
from kb.rules.causes import anchors, compiled, original_of
from kb.rules.rule import Check, lacking_page, on, place_in_body
from kb.text import SOURCE_LANG, Lang

LINK = Rule(
    "page/link",
    Scope.PAGE,
    Severity.ERROR,
    "페이지 링크는 실제로 있는 한국어 파일을 이 페이지에서 본 경로로 가리킨다.",
    "A link to a page names an existing Korean file by its path from this one.",
    "[시장](market/siz.md)",
    mends=True,
)
ANCHOR = Rule(
    "page/anchor",
    Scope.PAGE,
    Severity.ERROR,
    "링크의 #식별자는 그 페이지에 있다.",
    "The #id of a link stands on the page that it leads to.",
    "[추정치](size.md#estimate)",
    mends=True,
)
LINKED_FILE = Rule(
    "page/file",
    Scope.PAGE,
    Severity.ERROR,
    "그림과 내려받을 파일은 docs/에 있다.",
    "Pictures and downloads are in docs/.",
    "![구조](images/engin.png)",
    mends=True,
)
LINK_SCHEME = Rule(
    "page/link-scheme",
    Scope.PAGE,
    Severity.ERROR,
    "밖으로 가는 링크는 https://, http://, mailto: 가운데 하나로 시작한다.",
    "A link to elsewhere begins with https://, http:// or mailto:.",
    "[열기](javascript:alert(1))",
)
TRANSLATED_LINK = Rule(
    "translation/link",
    Scope.PAGE,
    Severity.WARNING,
    "옮긴 글의 링크는 실제로 있는 곳을 가리킨다.",
    "A link of a translation leads somewhere.",
    "[Market](siz.md)",
)

_SCHEMES = ("http", "https", "mailto")
_ATTRIBUTE = re.compile(r"(?P<name>href|src)\s*=\s*[\"']$")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


_LIKE_THE_KOREAN = "한국어의 링크에 맞추거나 지우십시오."


@dataclass(frozen=True)
class Wrong:
    """Why a link leads nowhere. right: what has to stand there, where that is certain.

    lacking: what it leads to and is nowhere, as `Finding` has it.
    """

    rule: Rule
    message: str
    hint: str
    right: str = ""
    lacking: str = ""


def _links(project: Project, page: Page) -> Iterator[Finding]:
    is_translation = original_of(project.memo, page) is not None
    told = dead_links(project.memo, page.key, SOURCE_LANG) if is_translation else ()
    for link, wrong in _wrong_links(project.memo, page):
        if link.target in told:
            continue
        is_lenient = is_translation and _may_have_gone(link, wrong)
        yield on(
            page,
            link.line,
            link.column,
            # Whoever took the Korean link away is not to be stopped.
            rule=TRANSLATED_LINK if is_lenient else wrong.rule,
            message=wrong.message,
            hint=_LIKE_THE_KOREAN if is_lenient and not wrong.right else wrong.hint,
            length=len(link.target),
            mend=(link.target, wrong.right) if wrong.right else None,
            lacking=wrong.lacking,
        )


def _may_have_gone(link: Link, wrong: Wrong) -> bool:
    """Whether what a link led to may have been there: not so for one that is wrongly written."""
    return wrong.rule is not LINK_SCHEME and not link.target.startswith(("/", "\\"))


@question
def dead_links(memo: Memo, key: str, lang: Lang) -> frozenset[str]:
    """The targets of a page's links that lead nowhere, as they are written."""
    found = page(memo, key, lang)
    return frozenset(link.target for link, _ in _wrong_links(memo, found)) if found else frozenset()


def _wrong_links(memo: Memo, page: Page) -> Iterator[tuple[Link, Wrong]]:
    for link in every_link(memo, page):
        wrong = _raw(memo, page, link) if is_raw(page, link) else _written(memo, page, link)
        if wrong:
            yield link, wrong


def every_link(memo: Memo, page: Page) -> Iterator[Link]:
    """The links of a page, those that only Markdown itself finds, too."""
    yield from page.links
    yield from _others(memo, page)


def _others(memo: Memo, page: Page) -> Iterator[Link]:
    """Links that Markdown finds and that the page's reader did not: around a picture, say."""
    shown = compiled(memo, page.key, page.lang)
    known = {html.unescape(link.target) for link in page.links}
    starts = {link.start for link in page.links}
    for target in shown.links if shown else ():
        if not target or html.unescape(target) in known:
            continue
        written = re.search(
            rf"[(:]\s*<?(?P<target>{re.escape(target)})>?(?=[\s)]|$)", page.body, re.M
        )
        if written:
            start = written.start("target")
            if start in starts:
                continue
            place = place_in_body(page, start)
            yield Link(target, place.line, place.column, start)


def is_raw(page: Page, link: Link) -> bool:
    """Whether a link is an attribute of HTML that Markdown passes on as it is."""
    return bool(_ATTRIBUTE.search(page.body, max(0, link.start - 20), link.start))


def _written(memo: Memo, page: Page, link: Link) -> Wrong | None:
    """What is wrong with a link of Markdown."""
    if _is_address(link.target):
        return _bad_address(link.target) or (_from_elsewhere(link.target) if link.image else None)
    found = destination(memo, link.target, page.key, page.lang)
    if found.kind == "page" and link.image:
        return _no_file(memo, page, link.target, found)
    if found.kind == "page":
        return _no_anchor(memo, found.key, page, found.anchor, link.target)
    if found.kind == "file":
        return None
    if found.kind == "absolute":
        return _absolute(memo, page, link.target)
    return _missing(memo, page, link, found)


def _is_address(target: str) -> bool:
    """Whether a target is a whole address, or is to be one."""
    try:
        scheme, host, *_ = urlsplit(html.unescape(target))
    except ValueError:
        return True
    return bool(scheme or host)


def _bad_address(target: str) -> Wrong | None:
    """What is wrong with a whole address."""
    try:
        scheme, host, *_ = urlsplit(html.unescape(target))
    except ValueError:
        message = f"'{target}'은(는) 주소가 아닙니다."
        return Wrong(LINK, message, "괄호와 글자를 확인하십시오.")
    if not scheme:
        message, hint = f"'{target}'에 https:가 없습니다.", f"'https:{target}'처럼 쓰십시오."
        return Wrong(LINK_SCHEME, message, hint)
    if scheme not in _SCHEMES:
        return Wrong(
            LINK_SCHEME,
            f"'{scheme}:'로 시작하는 주소로는 링크할 수 없습니다.",
            "https://, http://, mailto: 가운데 하나로 시작하는 주소나 .md 파일을 쓰십시오.",
        )
    if scheme != "mailto" and not host:
        message, hint = f"'{target}'에 사이트의 이름이 없습니다.", "보기: https://example.com/"
        return Wrong(LINK, message, hint)
    return None


def _from_elsewhere(target: str) -> Wrong:
    """What is wrong with a picture of another site, whose host would hear of every reader."""
    message = f"'{target}'은(는) 다른 사이트의 파일입니다."
    return Wrong(LINKED_FILE, message, "docs/ 아래에 두고, 이 페이지에서 본 경로로 쓰십시오.")


def _missing(memo: Memo, page: Page, link: Link, found: Destination) -> Wrong | None:
    """What is wrong with a link to a page or file that is not there."""
    path = found.path
    if path in page_paths(memo) and not path.endswith(".en.md"):
        return None  # it is there and cannot be read, which is told of there
    if link.image:
        return _no_file(memo, page, link.target, found)
    right = _meant(memo, path)
    new = _relative(page, right, link.target) if right else ""
    here = link.target.partition("#")[0]
    if path.endswith(".en.md"):
        return Wrong(
            LINK,
            f"링크에는 언어를 쓰지 않습니다: '{here}'.",
            f"한국어 파일의 이름을 쓰십시오. 사이트가 언어에 맞는 페이지로 잇습니다.{_try(new)}",
            new,
        )
    if path.endswith((".html", ".htm")):
        message = f"'{here}'은(는) 페이지의 파일이 아닙니다."
        return Wrong(LINK, message, f".md 파일의 경로를 쓰십시오.{_try(new)}", new)
    if not path.endswith(".md") and not _ENDING.search(path):
        message = f"'{here}'은(는) 파일이 아니라 폴더나 주소입니다."
        return Wrong(LINK, message, f".md 파일까지 쓰십시오.{_try(new)}", new)
    if path.endswith(".md"):
        return _no_page(memo, page, link.target, found)
    return _no_file(memo, page, link.target, found)


def _try(new: str) -> str:
    return f" 혹시 '{new}'?" if new else ""


def _meant(memo: Memo, path: str) -> str:
    """The page that a path means which is written as an address, or with a language."""
    stem = re.sub(r"(?:\.en)?\.md$|\.html?$", "", path.strip("/")).removeprefix("./")
    names = ("index", "") if stem in (".", "") else (stem, f"{stem}/index")
    found = [name for name in names if name in keys(memo)]
    if path.endswith((".html", ".htm")) and not found and stem.endswith("index"):
        found = [name for name in (stem.removesuffix("/index"),) if name in keys(memo)]
    return page_path(found[0]) if found else ""


def _relative(page: Page, path: str, target: str) -> str:
    """A file as a link on a page writes it, with the end that a target has."""
    _, mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page.key) or ".") + mark + anchor


def _no_page(memo: Memo, page: Page, target: str, found: Destination) -> Wrong:
    here = target.partition("#")[0]
    known = [_relative(page, page_path(key), "") for key in keys(memo)]
    right = meant(unquote(here), known)
    right = right and right + target[len(here) :]
    return Wrong(
        LINK,
        f"링크한 '{here}' 페이지가 없습니다.",
        f"파일의 이름과 폴더를 확인하십시오.{suggestion(here, known)}",
        right,
        lacking_page(page_at(found.path)[0]),
    )


def _no_file(memo: Memo, page: Page, target: str, found: Destination) -> Wrong:
    start = len(DOCS) + 1
    files = [path[start:] for path in docs_files(memo) if not path.endswith(".md")]
    known = [_relative(page, path, "") for path in files]
    return Wrong(
        LINKED_FILE,
        f"'{target}' 파일이 없습니다.",
        f"docs/ 아래에 두고, 이 페이지에서 본 경로로 쓰십시오.{suggestion(target, known)}",
        meant(unquote(target), known),
    )


def _absolute(memo: Memo, page: Page, target: str) -> Wrong:
    path = unquote(target.partition("#")[0]).strip("/\\").removeprefix("en/")
    right = _meant(memo, path)
    new = _relative(page, right, target) if right else ""
    return Wrong(
        LINK,
        f"'{target}'은(는) 사이트가 놓인 자리에 따라 달라지는 주소입니다.",
        f"'/'로 시작하지 말고 이 페이지에서 본 경로로 쓰십시오.{_try(new)}",
        new,
    )


def _no_anchor(memo: Memo, key: str, page: Page, anchor: str, target: str) -> Wrong | None:
    known = anchors(memo, key, page.lang) if anchor else None
    if known is None or unquote(anchor) in known:
        return None
    right = meant(unquote(anchor), known)
    where = "이 페이지" if key == page.key else f"{DOCS}/{page_path(key)}"
    return Wrong(
        ANCHOR,
        f"{where}에 '#{anchor}'이(가) 없습니다.",
        f"제목 뒤의 {{#…}}를 확인하십시오.{suggestion(anchor, sorted(known))}",
        right and target[: len(target) - len(anchor)] + right,
        f"anchors/{key}#{anchor}",
    )


def _raw(memo: Memo, page: Page, link: Link) -> Wrong | None:
    """What is wrong with an attribute of raw HTML, which holds an address and no file's path."""
    attribute: Any = _ATTRIBUTE.search(page.body, max(0, link.start - 20), link.start)
    if _is_address(link.target):
        is_shown = attribute["name"] == "src"
        return _bad_address(link.target) or (_from_elsewhere(link.target) if is_shown else None)
    target = html.unescape(link.target)
    path, _, anchor = target.partition("#")
    if not path:
        return _no_anchor(memo, page.key, page, anchor, link.target)
    whole = unquote(urlsplit(urljoin(f"/{page_address(page.key, page.lang)}", target)).path)
    key = addressed(memo, page, target)
    if key is not None:
        return _no_anchor(memo, key, page, anchor, link.target)
    if (
        not path.startswith("/")
        and f"{DOCS}{whole}" in docs_files(memo)
        and not whole.endswith(".md")
    ):
        return None
    if attribute["name"] == "src":
        found = destination(memo, target, page.key, page.lang)
        return _no_file(memo, page, link.target, found)
    return Wrong(
        LINK,
        f"HTML의 링크 '{link.target}'이(가) 이끄는 페이지가 없습니다.",
        "마크다운 링크로 바꾸십시오: [글](경로.md). "
        "HTML에는 이 페이지의 주소에서 본 주소를 씁니다. 보기: market/size/",
    )


def addressed(memo: Memo, page: Page, target: str) -> str | None:
    """Key of the page that an address in raw HTML leads to, as seen from the page's own."""
    whole = unquote(urlsplit(urljoin(f"/{page_address(page.key, page.lang)}", target)).path)
    pages = {unquote(f"/{page_address(key, page.lang)}"): key for key in keys(memo)}
    return None if target.startswith("/") else pages.get(whole)


CHECKS = (
    Check(
        _links,
        (
            LINK,
            ANCHOR,
            LINKED_FILE,
            LINK_SCHEME,
            TRANSLATED_LINK,
        ),
    ),
)
