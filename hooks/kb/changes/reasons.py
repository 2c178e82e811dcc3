"""Why a page is another: what its answer read and what of that has changed, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from kb.changes.snapshot import At, Snapshot
from kb.content.compile import content
from kb.content.late import cited_by, shown_by
from kb.facts.load import file_by_id, ids, record
from kb.korean.wording import listed
from kb.memo import Key, Memo, names, text
from kb.project import (
    CONFIG,
    docs_files,
    keys,
    page,
    page_paths,
    settings,
    typed_title,
    written,
)
from kb.site.link import article
from kb.text import SOURCE_LANG, Lang
from kb.translation.state import string_states, texts_behind


class Cause(StrEnum):
    """What can change a page, in the order in which it is told."""

    OWN = "이 페이지의 글"
    ORIGINAL = "한국어 원문"
    DATUM = "자료"
    BEHIND = "옮긴 글의 상태"
    LIST = "목록"
    TITLE = "다른 페이지의 제목"
    TEXT = "다른 페이지의 글"
    SHOWN = "다른 페이지에 나오는 것"
    PAGES = "생기거나 사라진 페이지"
    MOVED = "옮긴 페이지"
    FILE = "파일"


_NAMED = 5
"""So many of one kind are named."""


@dataclass(frozen=True)
class Reason:
    """Why a page is another. what: the record, collection, page or file; empty for its own text."""

    cause: Cause
    what: str = ""


def in_words(found: Iterable[Reason]) -> str:
    """Reasons in a line, those of one kind together: `이 페이지의 글; 자료 figures/a, figures/b`."""
    kinds = groupby(found, key=lambda reason: reason.cause)
    named = ((cause, [reason.what for reason in group if reason.what]) for cause, group in kinds)
    told = (f"{cause} {listed(names, _NAMED)}" for cause, names in named)
    return "; ".join(map(str.strip, told))


def reasons(
    memo: Memo, at: At, before: Snapshot, after: Snapshot, moved: Iterable[str] = ()
) -> tuple[Reason, ...]:
    """Why a page differs after the memo turned from the one moment to the other.

    moved: pages that have another name now. Whatever names them differs in the order of names, if
    in nothing else. What was asked for the first time since is no reason: something that changed
    had it asked.
    """
    found: set[Reason] = set()
    seen: set[Key] = set()
    waiting: list[Key] = [(article, at)]
    while waiting:
        asked, args = waiting.pop()
        for cause in memo.causes(asked, *args):
            if cause not in before.known or cause in seen:
                continue
            seen.add(cause)
            told = _told(cause, at, before, after)
            if told is None:
                waiting.append(cause)
            else:
                found.update(told)
    found = found or {Reason(Cause.MOVED, key) for key in moved}
    order = list(Cause)
    return tuple(sorted(found, key=lambda reason: (order.index(reason.cause), reason.what)))


def _told(asked: Key, at: At, before: Snapshot, after: Snapshot) -> list[Reason] | None:
    """What an answer is to a page as reasons; None where what the answer read has to say it."""
    question, args = asked
    if question in (cited_by, shown_by):
        others = _showing_else(question, at[1], before, after)
        return [Reason(Cause.SHOWN, key) for key in others]
    if question in (keys, written, page_paths, docs_files):
        others = {key for key, _ in before.pages.keys() ^ after.pages.keys()}
        return [Reason(Cause.PAGES, key) for key in others]
    if question in (page, typed_title, content):
        return _of_page(question, args, at)
    if question is record:
        return [Reason(Cause.DATUM, "/".join(args))]
    if question in (texts_behind, string_states):
        return [Reason(Cause.BEHIND, "/".join(args))]
    if question in (ids, file_by_id):
        return [Reason(Cause.LIST, args[0])]
    if question is settings:
        return [Reason(Cause.FILE, CONFIG)]
    return [Reason(Cause.FILE, str(args[0]))] if question in (text, names) else None


def _showing_else(question: Any, lang: Lang, before: Snapshot, after: Snapshot) -> set[str]:
    """The pages of a language that cite other sources, or show other records, than before."""
    field = "citations" if question is cited_by else "data"
    every = {key for key, _ in before.pages.keys() | after.pages.keys()}
    return {
        key for key in every if _shown(before, key, lang, field) != _shown(after, key, lang, field)
    }


def _shown(snapshot: Snapshot, key: str, lang: Lang, field: str) -> object:
    """What a site of a language shows on a page: its translation's, or else the original's."""
    found = snapshot.pages.get((key, lang)) or snapshot.pages.get((key, SOURCE_LANG))
    return frozenset(getattr(found, field, ()))


def _of_page(question: Any, args: tuple[Any, ...], at: At) -> list[Reason] | None:
    other, written_in = args[0], args[1]
    if other != at[0]:
        return [Reason(Cause.TITLE if question is typed_title else Cause.TEXT, other)]
    if question is content:
        return None
    return [Reason(Cause.OWN if written_in == at[1] else Cause.ORIGINAL)]
