"""What readers see otherwise: pages with the reasons, their words, their charts."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from lxml import etree

from kb.addresses import page_path
from kb.changes.reasons import Cause, Reason, in_words, reasons
from kb.changes.records import NEW
from kb.changes.renamed import Renamed
from kb.changes.snapshot import At, Snapshot, address_of
from kb.content.compile import Content
from kb.memo import Memo
from kb.search.keys import listed
from kb.translation.diff import Piece, changes, sentences

_FIGURE = re.compile(
    r'<figure class="kb-chart" id="(?P<id>[^"]+)">.*?<span id="[^"]+-title">(?P<title>.*?)</span>'
    r".*?(?P<picture><svg.*?</svg>).*?</figure>",
    re.DOTALL,
)
_SILENT = frozenset({"script", "style", "template", "svg", "button"})
_INLINE = frozenset(
    listed("a abbr b bdi cite code data dfn em i kbd mark s small span strong sub sup time u var")
)
_APART = frozenset({"td", "th"})
_UNSAID = frozenset({"kb-ref", "kb-self"})
"""Classes of numbers and links that move with everything before them."""
_SOURCES = frozenset({"kb-sources"})
"""Class of the list of sources below a page, which nobody types."""
_TYPED = frozenset({Cause.OWN, Cause.ORIGINAL})


@dataclass(frozen=True)
class Touched:
    """A page that readers see otherwise. became: new, gone, moved or changed, in Korean."""

    at: At
    title: str
    became: str
    reasons: tuple[Reason, ...] = ()

    @property
    def why(self) -> str:
        """The reasons in a line."""
        return in_words(self.reasons)

    @property
    def file(self) -> str:
        """Its file below docs/."""
        return page_path(*self.at)


@dataclass(frozen=True)
class ChangedWords:
    """A sentence that became another, and the pages on which it did, by their files."""

    pieces: tuple[Piece, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """What changed in the lists, tables and cards of a page, which follow from the data.

    file: of the page. words: each sentence, row or entry that did.
    """

    file: str
    words: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class ChangedChart:
    """A chart whose picture is another. before, after: SVG, empty where there is none.

    pages: those that show it, by their files.
    """

    id: str
    title: str
    before: str
    after: str
    pages: tuple[str, ...]


def touched(memo: Memo, before: Snapshot, after: Snapshot, names: Renamed) -> tuple[Touched, ...]:
    """The pages that are new, gone, moved or another, those that somebody edited first.

    memo: turned from the one to the other. before: under the names of today, which are `names`.
    """
    found = _touched(memo, before, after, {new: old for old, new in names.pages.items()})
    return tuple(sorted(found, key=_is_only_shown))


def _touched(
    memo: Memo, before: Snapshot, after: Snapshot, moved: Mapping[str, str]
) -> Iterator[Touched]:
    """moved: old keys by new ones."""
    for at in sorted({*before.pages, *after.pages}):
        old, new = before.pages.get(at), after.pages.get(at)
        if new is None and old:
            is_there = address_of(at) in after.addresses
            yield Touched(at, old.title, "보일 수 없음" if is_there else "사라짐")
        elif new and old is None:
            yield Touched(at, new.title, NEW)
        elif new and at[0] in moved:
            yield Touched(at, new.title, f"옮김(전에는 {page_path(moved[at[0]], at[1])})")
        elif new and old and _seen(old) != _seen(new):
            yield Touched(at, new.title, "바뀜", reasons(memo, at, before, after, moved))


def _seen(page: Content) -> tuple[object, ...]:
    return page.html, page.title, page.description, page.meta


def changed_prose(
    pages: Iterable[Touched], before: Snapshot, after: Snapshot
) -> tuple[ChangedWords, ...]:
    """The sentences of pages that changed, each once, in the order of the pages."""
    found: defaultdict[tuple[Piece, ...], dict[str, None]] = defaultdict(dict)
    for page in pages:
        for change in changes(*(_prose(moment, page.at) for moment in (before, after))):
            found[change.pieces][page.file] = None
    return tuple(ChangedWords(pieces, tuple(files)) for pieces, files in found.items())


def _is_only_shown(page: Touched) -> bool:
    """Whether a page is another only because of what it shows."""
    return bool(page.reasons) and _TYPED.isdisjoint(reason.cause for reason in page.reasons)


def changed_lists(
    pages: Iterable[Touched], before: Snapshot, after: Snapshot
) -> tuple[Listed, ...]:
    """What changed on pages besides their prose."""
    found = (
        Listed(page.file, tuple(change.pieces for change in changes(*texts)))
        for page in pages
        for texts in [[_lists(moment, page.at) for moment in (before, after)]]
    )
    return tuple(listed for listed in found if listed.words)


def _prose(moment: Snapshot, at: At) -> str:
    """What somebody wrote of a page, a paragraph for each block."""
    page = moment.pages.get(at)
    words = _words(moment.prose[at], _UNSAID | _SOURCES) if page else ""
    return "\n\n".join((page.title, page.description, words)) if page else ""


def _lists(moment: Snapshot, at: At) -> str:
    """What a page says that nobody wrote there; a row of a table is a paragraph."""
    page = moment.pages.get(at)
    typed = {*sentences(_prose(moment, at))}
    said = sentences(_words(page.html, _UNSAID)) if page else []
    return "\n\n".join(sentence for sentence in said if sentence not in typed)


def _words(html: str, unsaid: frozenset[str]) -> str:
    """What HTML says, but for elements of some classes."""
    root = etree.fromstring(f"<article>{html}</article>", etree.HTMLParser())
    return "".join(_spoken(root, unsaid)) if root is not None else ""


def _spoken(element: etree._Element, unsaid: frozenset[str]) -> Iterator[str]:
    tag, classes = element.tag, (element.get("class") or "").split()
    if isinstance(tag, str) and tag not in _SILENT and unsaid.isdisjoint(classes):
        is_apart = tag in _APART or "kb-badge" in classes
        gap = " " if is_apart else "" if tag in _INLINE else "\n\n"
        yield gap + (element.text or "")
        for child in element:
            yield from _spoken(child, unsaid)
        yield gap
    yield element.tail or ""


def changed_charts(
    pages: Iterable[Touched], before: Snapshot, after: Snapshot
) -> tuple[ChangedChart, ...]:
    """The charts of pages whose picture is another; the same one on several pages is told once."""
    found: defaultdict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for page in pages:
        old, new = (_charts(snapshot.pages.get(page.at)) for snapshot in (before, after))
        for id in dict.fromkeys((*new, *old)):
            title, earlier = old.get(id, ("", ""))
            title, later = new.get(id, (title, ""))
            if earlier != later:
                found[id, title, earlier, later].append(page.file)
    return tuple(ChangedChart(*chart, tuple(files)) for chart, files in found.items())


def _charts(page: Content | None) -> Mapping[str, tuple[str, str]]:
    """Title and picture of each chart of a page, by its id; the wide one of its pictures."""
    matches = _FIGURE.finditer(page.html) if page else ()
    return {match["id"]: (unescape(match["title"]), match["picture"]) for match in matches}


def as_address(picture: str) -> str:
    """An SVG as an address that holds it; apart from its page, where ids of two would meet."""
    own = '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif"'
    standing = picture.replace("<svg", own, 1)
    return "data:image/svg+xml;base64," + b64encode(standing.encode()).decode()
