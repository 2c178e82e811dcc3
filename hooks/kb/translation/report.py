"""The state of all translations: for the command, its JSON, and the translators' page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kb.facts.load import place_in
from kb.memo import Memo
from kb.project import Project
from kb.read import Page
from kb.text import SOURCE_LANG, Place
from kb.translation.diff import old_section, old_string, size
from kb.translation.git import History
from kb.translation.lock import StringStatus
from kb.translation.pins import page_texts
from kb.translation.state import part_states, string_states
from kb.translation.status import PartStatus, Status


@dataclass(frozen=True)
class PartReport:
    """A part of a page. old: the Korean that was translated, where it differs and is known.

    change: the share of its words that changed since, from 0 to 1; None if that is not known.
    """

    part: PartStatus
    old: str | None
    change: float | None


@dataclass(frozen=True)
class PageReport:
    """A page. english: None if it has no translation at all."""

    korean: Page
    english: Page | None
    parts: tuple[PartReport, ...]

    @property
    def counts(self) -> Counter[Status]:
        """How many parts are in each state."""
        return Counter(report.part.status for report in self.parts)


@dataclass(frozen=True)
class StringReport:
    """A text of the data. place: of its Korean. old, change: as for a part of a page."""

    state: StringStatus
    place: Place
    old: str | None
    change: float | None


@dataclass(frozen=True)
class Report:
    """All pages and all texts of the data."""

    pages: tuple[PageReport, ...]
    strings: tuple[StringReport, ...]


def report(project: Project, history: History) -> Report:
    """The state of a project's translations."""
    past = remembered(history)
    pages = (page_report(project, key, past) for key in project.keys)
    strings = (string_report(project.memo, state, past) for state in string_states(project.memo))
    return Report(tuple(pages), tuple(strings))


def page_report(project: Project, key: str, history: History) -> PageReport:
    """One page. Raises KeyError for a page that is not there in Korean."""
    korean, english = project.pages[key, SOURCE_LANG], project.pages.get((key, "en"))
    parts = part_states(project.memo, key)
    return PageReport(korean, english, tuple(_part_report(korean, part, history) for part in parts))


def string_report(memo: Memo, state: StringStatus, history: History) -> StringReport:
    """One text of the data."""
    place = place_in(memo, state.string.path, state.string.loc)
    old = None
    if state.status is Status.STALE and state.pinned:
        old = old_string(history(state.string.path), state.pinned)
    return StringReport(state, place, old, None if old is None else size(old, state.string.ko))


def remembered(history: History) -> History:
    """The same history, asked once for each file."""
    known: dict[str, list[str]] = {}

    def texts(path: str) -> Iterator[str]:
        if path not in known:
            known[path] = list(history(path))
        return iter(known[path])

    return texts


def as_json(found: Report) -> dict[str, Any]:
    """The report as plain data: every page with its parts, every text of the data."""
    return {
        "version": 1,
        "pages": [_page_json(page) for page in found.pages],
        "data": [_string_json(string) for string in found.strings],
    }


def summary(states: Iterable[Status]) -> str:
    """`최신 12, 낡음 3, 없음 1`."""
    counts = Counter(states)
    return ", ".join(f"{LABELS[status]} {counts[status]}" for status in Status)


def in_words(found: PartReport | StringReport) -> str:
    """`낡음 12%`: a state, and where it is known how much has changed."""
    state = found.part.status if isinstance(found, PartReport) else found.state.status
    return LABELS[state] + ("" if found.change is None else f" {found.change:.0%}")


LABELS = {
    Status.FRESH: "최신",
    Status.STALE: "낡음",
    Status.MISSING: "없음",
    Status.KEPT: "옮기지 않음",
}


def _part_report(korean: Page, part: PartStatus, history: History) -> PartReport:
    old = None
    if part.status is Status.STALE and part.pinned:
        texts = history(f"docs/{korean.path}")
        old = old_section(texts, korean.path, part.id, part.pinned)
    change = None if old is None else size(old, page_texts(korean)[part.id])
    return PartReport(part, old, change)


def _page_json(page: PageReport) -> dict[str, Any]:
    return {
        "key": page.korean.key,
        "korean": f"docs/{page.korean.path}",
        "english": f"docs/{page.english.path}" if page.english else None,
        "parts": [
            {
                "id": report.part.id,
                "title": report.part.title,
                "status": report.part.status.value,
                "change": _rounded(report.change),
            }
            for report in page.parts
        ],
    }


def _string_json(string: StringReport) -> dict[str, Any]:
    return {
        "key": string.state.string.key,
        "path": string.state.string.path,
        "line": string.place.line,
        "status": string.state.status.value,
        "change": _rounded(string.change),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
