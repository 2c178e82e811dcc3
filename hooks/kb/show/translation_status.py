"""How far the translations are, for translators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.memo import Memo
from kb.project import DOCS, changes_url
from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import elsewhere, plain, title_of
from kb.text import SOURCE_LANG
from kb.translation.pins import page_texts
from kb.translation.state import part_states, string_states
from kb.translation.status import PartStatus, Status, argument


@dataclass(frozen=True)
class PageState:
    """One page: all of its parts, and those where something is to be done.

    target: what `make translate` takes. words: of the Korean that is to be done. looked: the day on
    which somebody last looked at it. change: address of its changes; empty where no hosting is known.
    """

    key: str
    target: str
    title: str
    counts: Counter[Status]
    open: tuple[PartStatus, ...]
    words: int
    looked: str
    change: str


@dataclass(frozen=True)
class FileState:
    """The texts of one file of the data. target, words, change: as of a page."""

    path: str
    target: str
    counts: Counter[Status]
    words: int
    change: str


@directive(examples=("translation_status()",))
def translation_status(context: Context) -> Fragment:
    """State of each page, its parts and each file of the data, with the command to begin with."""
    pages = _pages(context)
    files = _files(context.memo)
    return context.block(
        "translation_status",
        states=tuple(Status),
        pages=pages,
        files=files,
        page_total=_total(page.counts for page in pages),
        file_total=_total(file.counts for file in files),
    )


def _pages(context: Context) -> Sequence[PageState]:
    """All pages, those with something to do first."""
    found = []
    for page in context.project.pages_in(SOURCE_LANG):
        parts = part_states(context.memo, page.key)
        due = tuple(
            replace(part, title=plain(part.title, elsewhere(page.key, context)))
            for part in parts
            if part.status.is_due
        )
        counts = Counter(part.status for part in parts)
        title = title_of(page.key, context)
        texts = page_texts(page) if due else {}
        found.append(
            PageState(
                key=page.key,
                target=argument(page.key),
                title=title,
                counts=counts,
                open=due,
                words=sum(len(texts[part.id].split()) for part in due),
                looked=str(page.meta.get("reviewed") or ""),
                change=changes_url(context.memo, f"{DOCS}/{page.path}"),
            )
        )
    return sorted(found, key=lambda state: not state.open)


def _files(memo: Memo) -> Sequence[FileState]:
    counts: dict[str, Counter[Status]] = {}
    words: Counter[str] = Counter()
    for state in string_states(memo):
        path = state.string.path
        counts.setdefault(path, Counter())[state.status] += 1
        words[path] += len(state.string.ko.split()) if state.status.is_due else 0
    return [
        FileState(path, path.removesuffix(".yml"), count, words[path], changes_url(memo, path))
        for path, count in sorted(counts.items())
    ]


def _total(counts: Iterable[Counter[Status]]) -> Counter[Status]:
    return sum(counts, start=Counter())
