"""The state of all translations: for the commands, their JSON, and the translators' page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from kb.addresses import page_path
from kb.facts.load import place_in
from kb.memo import Memo
from kb.project import Project, changes_url
from kb.read import META, Page
from kb.text import SOURCE_LANG
from kb.translation.diff import changes, count, size
from kb.translation.lock import StringStatus
from kb.translation.past import Before, Pasts
from kb.translation.pins import page_texts
from kb.translation.state import part_states, string_states
from kb.translation.status import PartStatus, Status, argument


@dataclass(frozen=True)
class Item:
    """What is translated at once: a part of a page, or a text of the data.

    target: what `make translate PAGE=` takes. part: id of the section, or the way to the text in its
    file. title: Korean heading of a section. path, line: of the English, or of the Korean where there
    is none. changes: address of what changed in the Korean's file; empty where no hosting is known.
    datum: collection and id of the record that a text is of. english: None where there is none.
    pinned: the pin of the Korean that it translates; current: that of today's.
    """

    target: str
    part: str
    title: str
    path: str
    line: int
    status: Status
    korean: str
    english: str | None
    pinned: str | None
    current: str
    before: Before
    changes: str
    datum: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """Of its own among all, and the same tomorrow."""
        return f"{self.target} {self.part}"

    @property
    def change(self) -> float | None:
        """The share of words that changed since, from 0 to 1; None if that is not known."""
        return None if self.before.korean is None else size(self.before.korean, self.korean)

    @property
    def words(self) -> int:
        """How many Korean words are to be read: those of changed sentences, or else all."""
        return words_between(self.before.korean, self.korean)

    @property
    def digest(self) -> str:
        """Of the English, for whoever asks whether it has changed."""
        return hashlib.sha256((self.english or "").strip().encode()).hexdigest()[:16]


@dataclass(frozen=True)
class PageReport:
    """A page. english: None if it has no translation at all."""

    korean: Page
    english: Page | None
    parts: tuple[Item, ...]

    @property
    def counts(self) -> Counter[Status]:
        """How many parts are in each state."""
        return Counter(item.status for item in self.parts)


@dataclass(frozen=True)
class Report:
    """All pages and all texts of the data."""

    pages: tuple[PageReport, ...]
    strings: tuple[Item, ...]


def report(project: Project, pasts: Pasts) -> Report:
    """The state of a project's translations."""
    pages = (page_report(project, key, pasts) for key in project.keys)
    strings = (string_item(project.memo, state, pasts) for state in string_states(project.memo))
    return Report(tuple(pages), tuple(strings))


def page_report(project: Project, key: str, pasts: Pasts) -> PageReport:
    """One page. Raises KeyError for a page that is not there in Korean."""
    korean, english = project.pages[key, SOURCE_LANG], project.pages.get((key, "en"))
    parts = part_states(project.memo, key)
    changes = changes_url(project.memo, f"docs/{korean.path}")
    items = (_part_item(korean, english, part, pasts, changes) for part in parts)
    return PageReport(korean, english, tuple(items))


def string_item(memo: Memo, state: StringStatus, pasts: Pasts) -> Item:
    """One text of the data."""
    string, before = state.string, Before()
    if state.status.is_due:
        before = pasts.string(string.path, state.pinned, state.current)
    stem, _, way = string.key.partition(" ")
    line = place_in(memo, string.path, string.loc).line
    return Item(
        target=f"data/{stem}",
        part=way,
        title="",
        path=string.path,
        line=line,
        status=state.status,
        korean=string.ko,
        english=string.en,
        pinned=state.pinned,
        current=state.current,
        before=before,
        changes=changes_url(memo, string.path),
        datum=string.datum,
    )


def _part_item(
    korean: Page, english: Page | None, part: PartStatus, pasts: Pasts, changes: str
) -> Item:
    before, at = Before(), english or korean
    english_path = f"docs/{page_path(korean.key, 'en')}"
    if part.status.is_due:
        before = pasts.part(f"docs/{korean.path}", english_path, part.id, part.pinned, part.current)
    section = at.section(part.id)
    return Item(
        target=argument(korean.key),
        part=part.id,
        title=part.title,
        path=f"docs/{at.path}",
        line=section.line if section else at.line_of("title") if part.id == META else 1,
        status=part.status,
        korean=page_texts(korean)[part.id],
        english=page_texts(english).get(part.id) if english else None,
        pinned=part.pinned,
        current=part.current,
        before=before,
        changes=changes,
    )


def words_between(old: str | None, new: str) -> int:
    """The words of the sentences that changed, or all of them where the old ones are not known."""
    return len(new.split()) if old is None else sum(map(count, changes(old, new)))


def as_json(found: Report) -> dict[str, Any]:
    """The report as plain data: every page with its parts, every text of the data."""
    return {
        "version": 1,
        "pages": [_page_json(page) for page in found.pages],
        "data": [_string_json(item) for item in found.strings],
    }


def summary(states: Iterable[Status]) -> str:
    """`최신 12, 낡음 3, 없음 1`; the rarer states only where there is some."""
    counts = Counter(states)
    shown = [status for status in Status if counts[status] or status not in _RARE]
    return ", ".join(f"{LABELS[status]} {counts[status]}" for status in shown)


def in_words(item: Item) -> str:
    """`낡음 12% · 낱말 34개 · 2026-11-20`: a state, how much has changed, how much there is to do, and
    since when.
    """
    share = "" if item.change is None else f" {item.change:.0%}"
    return " · ".join(
        filter(None, (f"{LABELS[item.status]}{share}", f"낱말 {item.words}개", item.before.since))
    )


def summed(items: Collection[Item]) -> str:
    """`낡음 2, 없음 1 · 낱말 34개 · 2026-11-20부터`: of several items."""
    counts = Counter(item.status for item in items)
    states = ", ".join(f"{LABELS[state]} {counts[state]}" for state in Status if counts[state])
    since = min((item.before.since for item in items if item.before.since), default="")
    words = f"낱말 {sum(item.words for item in items):,}개"
    return " · ".join(filter(None, (states, words, f"{since}부터" if since else "")))


_RARE = (Status.UNCHECKED, Status.DRAFT, Status.KEPT)
LABELS = {
    Status.FRESH: "최신",
    Status.STALE: "낡음",
    Status.UNCHECKED: "확인한 적 없음",
    Status.MISSING: "없음",
    Status.DRAFT: "초안",
    Status.KEPT: "옮기지 않음",
}


def due(items: Iterable[Item]) -> tuple[Item, ...]:
    """Those with something to do."""
    return tuple(item for item in items if item.status.is_due)


def _page_json(page: PageReport) -> dict[str, Any]:
    return {
        "key": page.korean.key,
        "korean": f"docs/{page.korean.path}",
        "english": f"docs/{page.english.path}" if page.english else None,
        "parts": [{"id": item.part, "title": item.title, **_state(item)} for item in page.parts],
    }


def _string_json(item: Item) -> dict[str, Any]:
    key = f"{item.target.removeprefix('data/')} {item.part}"
    return {"key": key, "path": item.path, "line": item.line, **_state(item)}


def _state(item: Item) -> dict[str, Any]:
    state: dict[str, Any] = {
        "status": item.status.value,
        "change": None if item.change is None else round(item.change, 3),
    }
    if item.status.is_due:
        state |= {"words": item.words, "since": item.before.since}
        state |= {"changes": item.changes or None}
    return state
