"""Why a page is another: what its answer read and what of that has changed, nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kb.content.compile import content
from kb.facts.load import file_by_id, ids, record
from kb.memo import Key, Memo, given, names, text
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
from kb.text import Lang


class Cause(StrEnum):
    """What can change a page, in the order in which it is told."""

    OWN = "이 페이지의 글"
    ORIGINAL = "한국어 원문"
    DATUM = "자료"
    LIST = "목록"
    TITLE = "다른 페이지의 제목"
    TEXT = "다른 페이지의 글"
    SHOWN = "다른 페이지에 나오는 것"
    PAGES = "페이지의 목록"
    FILE = "파일"


@dataclass(frozen=True)
class Reason:
    """Why a page is another. what: the record, collection, page or file; empty for its own text."""

    cause: Cause
    what: str = ""

    def __str__(self) -> str:
        return f"{self.cause} {self.what}".strip()


def reasons(memo: Memo, key: str, lang: Lang, known: frozenset[Key]) -> tuple[Reason, ...]:
    """Why a page differs from what it was before the memo turned to other files.

    known: what had been asked by then; what is asked for the first time is no reason, as something
    that changed before it had it asked.
    """
    found: dict[Reason, None] = {}
    seen: set[Key] = set()
    waiting: list[Key] = [(article, (key, lang))]
    while waiting:
        asked, args = waiting.pop()
        for cause in memo.causes(asked, *args):
            if cause not in known or cause in seen:
                continue
            seen.add(cause)
            told = _reason(cause, key, lang)
            if told:
                found[told] = None
            else:
                waiting.append(cause)
    order = list(Cause)
    return tuple(sorted(found, key=lambda reason: (order.index(reason.cause), reason.what)))


def _reason(asked: Key, key: str, lang: Lang) -> Reason | None:
    """What an answer is to a page as a reason; None where what the answer read has to say it."""
    question, args = asked
    if question in (page, typed_title, content):
        return _of_page(question, args, key, lang)
    if question is record:
        return Reason(Cause.DATUM, "/".join(args))
    if question in (ids, file_by_id):
        return Reason(Cause.LIST, args[0])
    if question in (keys, written, page_paths, docs_files):
        return Reason(Cause.PAGES)
    if question is settings:
        return Reason(Cause.FILE, CONFIG)
    return Reason(Cause.FILE, str(args[0])) if question in (text, names, given) else None


def _of_page(question: Any, args: tuple[Any, ...], key: str, lang: Lang) -> Reason | None:
    other, written_in = args[0], args[1]
    if other != key:
        elsewhere = {page: Cause.TEXT, typed_title: Cause.TITLE, content: Cause.SHOWN}
        return Reason(elsewhere[question], other)
    if question is content:
        return None
    return Reason(Cause.OWN if written_in == lang else Cause.ORIGINAL)
