"""Translations: that they have an original, and how far behind it they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.addresses import page_path
from kb.findings.finding import Finding, Lines, Rule, Scope, Severity, Span
from kb.memo import Memo, text
from kb.model.maturity import LEVELS
from kb.project import DOCS, Project, page_paths
from kb.read import INTRO, META, Page
from kb.rules.causes import unknown_references
from kb.rules.damage import text_mistakes
from kb.rules.rule import Check, collection_of, datum_at, in_data, lacking_page, on
from kb.translation import lock
from kb.translation.state import data_strings, part_states, string_states
from kb.translation.status import (
    BEHIND,
    UNTRANSLATED,
    PartStatus,
    Status,
    argument,
    is_kept,
)
from kb.translation.strings import DataString

REMOVED = Rule(
    "translation/removed",
    Scope.PAIR,
    Severity.WARNING,
    "한국어에서 지운 절은 옮긴 글에서도 지운다.",
    "A section that the Korean no longer has is taken out of the translation.",
    "## Gone {#gone}",
)

ORIGINAL = Rule(
    "translation/original",
    Scope.PAIR,
    Severity.ERROR,
    "옮긴 글에는 한국어 원문이 있다.",
    "A translation has its Korean original.",
    "docs/other.en.md",
)
MISSING = Rule(
    "translation/missing",
    Scope.PAIR,
    Severity.WARNING,
    "페이지의 모든 부분을 영어로 옮긴다.",
    "All parts of a page are translated.",
    "docs/other.md",
)
STALE = Rule(
    "translation/stale",
    Scope.PAIR,
    Severity.WARNING,
    "옮긴 글은 지금의 한국어를 옮긴 것이다.",
    "A translation translates the Korean of today.",
    "estimates: v1-00000000",
)
LOCK = Rule(
    "translation/lock",
    Scope.SITE,
    Severity.ERROR,
    "data/translation.lock은 명령이 쓴 그대로다.",
    "data/translation.lock stands as the command has written it.",
    "vendors/alpha summary",
)
DATA_MISSING = Rule(
    "translation/data-missing",
    Scope.SITE,
    Severity.WARNING,
    "자료의 글마다 영어가 있다.",
    "Each text of the data has its English.",
    "{ko: 데이터가 변하는 것}",
)
DATA_STALE = Rule(
    "translation/data-stale",
    Scope.SITE,
    Severity.WARNING,
    "자료의 영어는 지금의 한국어를 옮긴 것이다.",
    "The English of the data translates the Korean of today.",
    "{ko: 바뀐 글, en: Old text}",
)


def _originals(project: Project, korean: Page | None, english: Page | None) -> Iterator[Finding]:
    if english is None:
        return
    if korean is None and page_path(english.key) not in page_paths(project.memo):
        yield on(
            english,
            1,
            rule=ORIGINAL,
            message="옮긴 글은 있는데 한국어 원문이 없습니다.",
            hint=f"docs/{english.key}.md를 쓰거나 이 파일을 지우십시오.",
            lacking=lacking_page(english.key),
        )
    if korean is not None and is_kept(korean):
        yield on(
            english,
            1,
            rule=REMOVED,
            message="한국어 머리말이 옮기지 않는 페이지(translate: false)라고 하는데 옮긴 글이 있습니다.",
            hint=f"이 파일이나 docs/{korean.path}의 translate 줄을 지우십시오.",
        )


def _freshness(project: Project, korean: Page | None, english: Page | None) -> Iterator[Finding]:
    if korean is None:
        return
    if is_kept(korean):
        return
    if english is None:
        if page_path(korean.key, "en") not in page_paths(project.memo):
            yield on(
                korean,
                1,
                rule=MISSING,
                message="영어로 옮기지 않은 페이지입니다.",
                hint=f"make translate PAGE={argument(korean.key)}",
            )
        return
    due = [p for p in part_states(project.memo, korean.key) if p.status.is_due]
    has_nameless = any(not heading.id for heading in english.headings)
    for part in due:
        if part.status in BEHIND or not has_nameless:
            yield _behind(korean, english, part)


_BEHIND = {
    Status.STALE: "의 한국어가 옮긴 뒤에 바뀌었습니다.",
    Status.UNCHECKED: "의 영어가 지금의 한국어와 맞는지 확인한 적이 없습니다.",
    Status.MISSING: "의 영어가 아직 없습니다.",
    Status.DRAFT: "의 영어로는 기계가 쓴 초안만 있습니다.",
}
_NAMES = {META: "제목과 소개(title, description)", INTRO: "첫머리(첫 제목 앞의 글)"}


def _behind(korean: Page, english: Page, part: PartStatus) -> Finding:
    section = english.section(part.id)
    name = _NAMES.get(part.id) or f"'{part.title}' 부분"
    found = on(
        english,
        section.line if section else english.line_of("title" if part.id == META else "pins"),
        rule=MISSING if part.status in UNTRANSLATED else STALE,
        message=f"{name}{_BEHIND[part.status]}",
        hint=f"make translate PAGE={argument(english.key)}",
    )
    return replace(found, rests_on=(_lines_of(korean, part.id),))


def _lines_of(page: Page, id: str) -> Lines:
    """The lines of a part of a page in its file."""
    path, section = f"{DOCS}/{page.path}", page.section(id)
    if section is None:
        return Lines(path, 1, page.body_line - 1)  # what stands above the text
    end = page.body_line + page.body.count("\n", 0, section.end) - 1
    return Lines(path, section.line, max(section.line, end))


def _lock(project: Project) -> Iterator[Finding]:
    for number in lock.odd_lines(text(project.memo, lock.PATH) or ""):
        if not text_mistakes(project.memo, lock.PATH):
            yield Finding(
                LOCK,
                Span(lock.PATH, number, 1),
                "명령이 쓴 줄이 아니거나 같은 글의 줄이 또 있습니다.",
                "손대지 않은 파일로 되돌리거나 이 줄을 지우십시오.",
            )
    if text(project.memo, lock.PATH) is None and data_strings(project.memo):
        yield Finding(
            LOCK,
            Span(lock.PATH, 1, 1),
            "파일이 없어 자료의 영어가 지금의 한국어를 옮긴 것인지 알 수 없습니다.",
            "git에서 되돌리십시오.",
        )


def _data_freshness(project: Project) -> Iterator[Finding]:
    if text_mistakes(project.memo, lock.PATH) or text(project.memo, lock.PATH) is None:
        return
    for state in string_states(project.memo):
        if not state.status.is_due or _has_wrong_name(project.memo, state.string):
            continue
        missing = state.status is Status.MISSING
        path, loc = state.string.path, state.string.loc
        yield Finding(
            DATA_MISSING if missing else DATA_STALE,
            in_data(project.memo, path, loc),
            f"이 글{_BEHIND[state.status]}",
            f"make translate PAGE={path.removesuffix('.yml')}",
            datum=datum_at(project.memo, path, loc),
        )


def _has_wrong_name(memo: Memo, string: DataString) -> bool:
    """Whether a text will get another lasting name, or other words, when a mistake is mended."""
    collection = collection_of(memo, string.path)
    unknown = {id for _, id in unknown_references(memo)}
    return (
        bool(text_mistakes(memo, string.path))
        or not unknown.isdisjoint(map(str, string.loc))
        or (collection == "levels" and string.loc[0] not in LEVELS)
    )


CHECKS = (
    Check(_originals, (ORIGINAL, REMOVED)),
    Check(_freshness, (MISSING, STALE)),
    Check(_lock, (LOCK,)),
    Check(_data_freshness, (DATA_MISSING, DATA_STALE)),
)
