"""Front matter and headings: what menus, search and translations hold on to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kb.findings.finding import Finding, Note, Rule, Scope, Severity, Span
from kb.korean.wording import suggestion
from kb.project import DOCS, Project
from kb.read import Heading, Page
from kb.rules.rule import Check, on
from kb.rules.spaces import before_attributes

FRONT_MATTER = Rule(
    "page/front-matter",
    Scope.PAGE,
    Severity.ERROR,
    "페이지마다 제목과 소개가 있다.",
    "Each page has a title and a description.",
    "title:",
)
FIELD = Rule(
    "page/field",
    Scope.PAGE,
    Severity.ERROR,
    "머리말에는 정해진 항목만, 정해진 꼴로 쓴다.",
    "Front matter has the known entries only, each in its form.",
    "reviewd: 2026-11-23",
)
HEADING = Rule(
    "page/heading",
    Scope.PAGE,
    Severity.ERROR,
    "본문의 제목은 '## '부터 한 단계씩 내려간다.",
    "Headings of the body begin at the second level and go down one by one.",
    "# 제목 {#title}",
)
HEADING_ID = Rule(
    "page/heading-id",
    Scope.PAGE,
    Severity.ERROR,
    "제목마다 영어 식별자가 있다.",
    "Each heading has an id in English.",
    "## 시장 규모",
)
DUPLICATE_HEADING = Rule(
    "page/duplicate-id",
    Scope.PAGE,
    Severity.ERROR,
    "한 페이지에서 식별자는 한 번씩만 쓴다.",
    "A page has each id once.",
    "## 다시 {#estimates}",
)

_FRONT_MATTER = {
    "title": "title: 시장 규모",
    "description": "description: 한 문장으로 쓴 페이지 소개",
}


def _front_matter(project: Project, page: Page) -> Iterator[Finding]:
    for name, example in _FRONT_MATTER.items():
        if not str(page.meta.get(name) or "").strip():
            yield on(
                page,
                page.line_of(name),
                rule=FRONT_MATTER,
                message=f"머리말에 {name} 항목이 없습니다.",
                hint=f"보기: {example}",
            )


_TEXTS = ("title", "description", "dataset", "image", "template")
_DAYS = ("reviewed", "review_by")
_FIELDS = (*_TEXTS, *_DAYS, "pins", "hide")
"""What front matter may say."""


def _fields(project: Project, page: Page) -> Iterator[Finding]:
    for name, value in page.meta.items():
        if wrong := _wrong(project, name, value):
            message, hint = wrong
            line = page.line_of(name)
            yield on(page, line, rule=FIELD, message=message, hint=hint)


def _wrong(project: Project, name: str, value: Any) -> tuple[str, str] | None:
    """Message and hint, where an entry of the front matter is none that is known, or not as it is."""
    if name not in _FIELDS:
        hint = f"쓸 수 있는 항목: {', '.join(_FIELDS)}.{suggestion(name, _FIELDS)}"
        return f"머리말에 '{name}'이라는 항목은 없습니다.", hint
    if name in _TEXTS and value is not None and not isinstance(value, str):
        return f"'{name}'의 값이 글이 아닙니다.", "글이라면 따옴표로 감싸십시오."
    if name in _DAYS and not isinstance(value, date):
        return f"'{name}'의 값이 날짜가 아닙니다: {value}.", "2026-11-23처럼 쓰십시오."
    if name == "reviewed" and project.today and value.isoformat() > project.today:
        return f"{value}은(는) 아직 오지 않은 날입니다.", "날짜를 확인하십시오."
    pins = value.values() if name == "pins" and isinstance(value, dict) else ()
    if name == "pins" and not all(isinstance(pin, str) for pin in pins or (0,)):
        return "'pins'는 make translate가 쓰는 묶음입니다.", "되돌리거나 지우십시오."
    return None


def _levels(project: Project, page: Page) -> Iterator[Finding]:
    above = 1
    for heading in page.headings:
        if heading.nested:
            continue
        if wrong := _wrong_level(heading, above):
            yield on(
                page,
                heading.line,
                heading.column,
                rule=HEADING,
                message=wrong,
                hint="본문의 제목은 '## '부터 한 단계씩 내려갑니다.",
            )
        marks = _GLUED.match(page.body, heading.start)
        if marks and heading.title:
            place = heading.column + marks.start("marks") - heading.start
            yield on(
                page,
                heading.line,
                place,
                rule=HEADING,
                message=f"제목의 '{marks['marks'].strip()}' 뒤에 보통 빈칸이 없습니다.",
                hint="빈칸을 하나 두십시오.",
                length=len(marks["marks"]),
                mend=(marks["marks"], f"{marks['marks'].strip()} "),
            )
        above = max(heading.level, 1)


_GLUED = re.compile(r"(?P<marks>#{1,6}(?=[^#\s])|#{1,6}[^\S \t\n])")


def _wrong_level(heading: Heading, above: int) -> str:
    if not heading.title:
        return "제목에 글이 없습니다."
    if heading.level == 1:
        return f"본문에 '# '로 쓴 제목이 있습니다: '{heading.title}'. 페이지의 제목은 title입니다."
    if heading.level > above + 1:
        return f"제목 '{heading.title}'이(가) 위 제목보다 두 단계 넘게 내려갑니다."
    return ""


def _heading_ids(project: Project, page: Page) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    spoilt = before_attributes(page)
    for heading in page.headings:
        if not heading.id:
            if heading.line not in spoilt:
                yield on(
                    page,
                    heading.line,
                    heading.column,
                    rule=HEADING_ID,
                    message=f"제목 '{heading.title}'에 영문 식별자가 없습니다.",
                    hint="제목 뒤에 {#market-size}처럼 영어 소문자, 숫자, 붙임표로 쓰십시오.",
                )
        elif heading.id in seen:
            first = Span(f"{DOCS}/{page.path}", seen[heading.id], 1)
            yield on(
                page,
                heading.line,
                heading.column,
                rule=DUPLICATE_HEADING,
                message=f"식별자 '{heading.id}'이(가) 이 페이지에 두 번 있습니다.",
                hint=f"처음 쓴 곳은 {seen[heading.id]}행입니다. 다른 식별자를 쓰십시오.",
                notes=(Note(first, "처음 쓴 곳"),),
            )
        else:
            seen[heading.id] = heading.line


CHECKS = (
    Check(_front_matter, (FRONT_MATTER,)),
    Check(_fields, (FIELD,)),
    Check(_levels, (HEADING,)),
    Check(_heading_ids, (HEADING_ID, DUPLICATE_HEADING)),
)
