"""How far the translations are, for translators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.memo import Memo
from kb.model.base import Text
from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import elsewhere, plain, title_of
from kb.text import SOURCE_LANG
from kb.translation.state import part_states, string_states
from kb.translation.status import PartStatus, Status, argument


@dataclass(frozen=True)
class PageState:
    """One page: all of its parts, and those where something is to be done. target: what
    `make translate` takes.
    """

    key: str
    target: str
    title: str
    counts: Counter[Status]
    open: tuple[PartStatus, ...]


@dataclass(frozen=True)
class FileState:
    """The texts of one file of the data. target: what `make translate` takes."""

    path: str
    target: str
    counts: Counter[Status]


@directive(
    about=Text(
        ko="페이지와 자료의 번역 상태와 시작하는 명령을 보인다.",
        en="The state of all translations, with the commands to begin.",
    ),
    examples=("translation_status()",),
)
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
    found = []
    for page in context.project.pages_in(SOURCE_LANG):
        parts = part_states(context.memo, page.key)
        due = tuple(
            replace(part, title=plain(part.title, elsewhere(page.key, context)))
            for part in parts
            if part.status is not Status.FRESH
        )
        counts = Counter(part.status for part in parts)
        title = title_of(page.key, context)
        found.append(PageState(page.key, argument(page.key), title, counts, due))
    return found


def _files(memo: Memo) -> Sequence[FileState]:
    counts: dict[str, Counter[Status]] = {}
    for state in string_states(memo):
        counts.setdefault(state.string.path, Counter())[state.status] += 1
    return [
        FileState(path, path.removesuffix(".yml"), count) for path, count in sorted(counts.items())
    ]


def _total(counts: Iterable[Counter[Status]]) -> Counter[Status]:
    return sum(counts, start=Counter())
