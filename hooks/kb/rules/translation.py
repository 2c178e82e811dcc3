"""Translations: nothing of their own, and how far behind they are."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding, Severity
from kb.project import Project
from kb.read import Page
from kb.rules.rule import on
from kb.text import SOURCE_LANG
from kb.translation.lock import string_statuses
from kb.translation.status import PartStatus, Status, extras, part_statuses
from kb.translation.strings import data_strings

_EXTRA = {
    "section": "절 '{}'이(가) 한국어 원문에 없습니다.",
    "call": "지시어 '{}'이(가) 한국어 원문에 없습니다.",
    "link": "링크 '{}'이(가) 한국어 원문에 없습니다.",
}


def originals(project: Project) -> Iterator[Finding]:
    for page, korean in _translations(project):
        if korean is None:
            yield on(
                page,
                1,
                rule="translation/original",
                message="옮긴 글은 있는데 한국어 원문이 없습니다.",
                hint=f"docs/{page.key}.md를 쓰거나 이 파일을 지우십시오.",
            )
            continue
        for extra in extras(korean, page):
            yield on(
                page,
                extra.line,
                extra.column,
                rule="translation/extra",
                message=_EXTRA[extra.kind].format(extra.text),
                hint=f"docs/{korean.path}에 먼저 더하거나 여기서 지우십시오.",
            )


def freshness(project: Project) -> Iterator[Finding]:
    for korean in project.pages_in(SOURCE_LANG):
        english = project.pages.get((korean.key, "en"))
        if english is None:
            yield on(
                korean,
                1,
                rule="translation/missing",
                message="영어로 옮기지 않은 페이지입니다.",
                hint=f"make translate PAGE={korean.key}",
                severity=Severity.WARNING,
            )
            continue
        for part in part_statuses(korean, english):
            if part.status is not Status.FRESH:
                yield _behind(english, part)


def data_freshness(project: Project) -> Iterator[Finding]:
    for state in string_statuses(data_strings(project.facts), project.lock):
        if state.status is Status.FRESH:
            continue
        missing = state.status is Status.MISSING
        yield Finding(
            state.string.path,
            state.string.line,
            state.string.column,
            Severity.WARNING,
            "translation/data-missing" if missing else "translation/data-stale",
            "이 글의 영어(en)가 없습니다."
            if missing
            else "이 글의 한국어가 옮긴 뒤에 바뀌었습니다.",
            "영어를 쓴 뒤: make translate PAGE=data DONE=1",
        )


def _behind(english: Page, part: PartStatus) -> Finding:
    section = english.section(part.id)
    missing = part.status is Status.MISSING
    return on(
        english,
        section.line if section else english.line_of("pins"),
        rule="translation/missing" if missing else "translation/stale",
        message=(
            f"'{part.title}' 부분을 아직 옮기지 않았습니다."
            if missing
            else f"'{part.title}' 부분의 한국어가 옮긴 뒤에 바뀌었습니다."
        ),
        hint=f"make translate PAGE={english.key}",
        severity=Severity.WARNING,
    )


def _translations(project: Project) -> Iterator[tuple[Page, Page | None]]:
    for page in project.pages_in("en"):
        yield page, project.pages.get((page.key, SOURCE_LANG))
