"""What a skeleton leaves to be written does not reach readers.

Of a translation it counts as not translated, which is told of there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.facts.load import document
from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.memo import Memo, text
from kb.project import DOCS, Project, page_or_error, page_paths
from kb.read import Page
from kb.read.yamlfile import Loc
from kb.rules.rule import Check, collection_of, datum_at, in_data, standing
from kb.text import HOLE, SOURCE_LANG, place_at

SCAFFOLD = Rule(
    "file/scaffold",
    Scope.FILE,
    Severity.ERROR,
    "뼈대의 빈칸은 채우거나 지운다.",
    "What a skeleton leaves to be written is written or gone.",
    "summary: {ko: ⟦한 줄 소개⟧}",
)


def _holes(project: Project, path: str) -> Iterator[Finding]:
    if collection_of(project.memo, path):
        yield from _in_data(project.memo, path)
    elif path.removeprefix(f"{DOCS}/") in page_paths(project.memo):
        yield from _in_page(project.memo, path)


def _in_page(memo: Memo, path: str) -> Iterator[Finding]:
    page = page_or_error(memo, path.removeprefix(f"{DOCS}/"))
    if not isinstance(page, Page) or page.lang != SOURCE_LANG:
        return
    content = text(memo, path) or ""
    for hole in HOLE.finditer(content):
        place = place_at(content, hole.start())
        span = Span(path, place.line, place.column, len(hole[0]))
        yield _finding(span, hole[0], pages=(page.path,))


def _in_data(memo: Memo, path: str) -> Iterator[Finding]:
    file, _ = document(memo, path)
    for loc, value in _texts(file.value, ()) if file else ():
        for hole in HOLE.finditer(value):
            span = in_data(memo, path, loc)
            found = standing(memo, span, hole[0]) or span
            yield _finding(found, hole[0], datum=datum_at(memo, path, loc))


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """The texts in a file but for English ones, with the ways to them."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*loc, key)) if key != "en" else ()
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index))
    elif isinstance(value, str):
        yield loc, value


def _finding(span: Span, hole: str, **more: Any) -> Finding:
    message = f"뼈대의 빈칸 {hole}이(가) 남아 있습니다."
    return Finding(SCAFFOLD, span, message, "내용을 쓰거나 지우십시오.", **more)


CHECKS = (Check(_holes, (SCAFFOLD,)),)
