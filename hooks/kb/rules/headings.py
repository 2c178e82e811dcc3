"""Front matter and headings: what menus, search and translations hold on to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from kb.findings import rules
from kb.findings.finding import Finding, Fix, Note, Span
from kb.korean.wording import meant, suggestion
from kb.memo import Memo, text
from kb.model.retyped import dated
from kb.project import DOCS, Project
from kb.read import Heading, Page
from kb.rules.rule import Check, mended, on
from kb.rules.spaces import spoilt_lines

_FRONT_MATTER = {
    "title": "title: 시장 규모",
    "description": "description: 한 문장으로 쓴 페이지 소개",
}


def _front_matter(project: Project, page: Page) -> Iterator[Finding]:
    for name, example in _FRONT_MATTER.items():
        if not str(page.meta.get(name) or "").strip() and not meant(name, _unknown(page)):
            yield on(
                page,
                page.line_of(name),
                rule=rules.FRONT_MATTER,
                message=f"머리말에 {name} 항목이 없습니다.",
                hint=f"보기: {example}",
            )


def _unknown(page: Page) -> list[str]:
    """The entries of a page's front matter that do not exist, which may be misspelt."""
    return [name for name in page.meta if name not in _FIELDS]


_TEXTS = ("title", "description", "dataset", "image", "template")
_DAYS = ("reviewed", "review_by")
_FIELDS = (*_TEXTS, *_DAYS, "pins", "hide", "translate")
"""What front matter may say."""


def _fields(project: Project, page: Page) -> Iterator[Finding]:
    for name, value in page.meta.items():
        if wrong := _wrong(project, name, value):
            message, hint = wrong
            line = page.line_of(name)
            found = on(page, line, rule=rules.FIELD, message=message, hint=hint)
            yield replace(found, fix=_mended_field(project.memo, page, name, value))


def _mended_field(memo: Memo, page: Page, name: str, value: Any) -> Fix | None:
    """The mend of an entry whose name is a slip, or whose value is typed in another form."""
    path, number = f"{DOCS}/{page.path}", page.line_of(name)
    found = _ENTRY.fullmatch((text(memo, path) or "").split("\n")[number - 1])
    if found is None:
        return None
    typed, part, new = found["value"], "value", ""
    if name not in _FIELDS:
        free = [field for field in _FIELDS if field not in page.meta]
        typed, part, new = name, "name", meant(name, free)
    elif name in _DAYS:
        day = dated(typed.strip("'\""))
        new = day if day.count("-") == 2 else ""
    elif name in _TEXTS and not isinstance(value, list | dict):
        new = f'"{typed}"'
    span = Span(path, number, found.start(part) + 1)
    return mended(span, typed, new) if new and new != typed else None


_ENTRY = re.compile(r"(?P<name>[a-z_]+)[ \t]*:[ \t]+(?P<value>\S.*?)[ \t]*")


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
    if name == "translate" and value is not False:
        return "'translate'의 값은 false뿐입니다.", "옮길 페이지라면 이 줄을 지우십시오."
    pins = value.values() if name == "pins" and isinstance(value, dict) else ()
    if name == "pins" and not all(isinstance(pin, str) for pin in pins or (0,)):
        return "'pins'는 make translate가 쓰는 묶음입니다.", "되돌리거나 지우십시오."
    return None


def has_wrong_levels(page: Page) -> bool:
    """Whether a heading of a page is deeper, or less deep, than it may be."""
    return any(wrong for _, wrong in _with_wrong_levels(page))


def _with_wrong_levels(page: Page) -> Iterator[tuple[Heading, str]]:
    """The headings of a page, each with what is wrong with its level, if anything is."""
    above = 1
    for heading in page.headings:
        if not heading.nested:
            yield heading, _wrong_level(heading, above)
            above = max(heading.level, 1)


def _levels(project: Project, page: Page) -> Iterator[Finding]:
    for heading, wrong in _with_wrong_levels(page):
        if wrong:
            yield on(
                page,
                heading.line,
                heading.column,
                rule=rules.HEADING,
                message=wrong,
                hint="본문의 제목은 '## '부터 한 단계씩 내려갑니다.",
            )
        marks = _GLUED.match(page.body, heading.start)
        if marks and heading.title and heading.level > 1:
            place = heading.column + marks.start("marks") - heading.start
            yield on(
                page,
                heading.line,
                place,
                rule=rules.HEADING,
                message=f"제목의 '{marks['marks'].strip()}' 뒤에 보통 빈칸이 없습니다.",
                hint="빈칸을 하나 두십시오.",
                length=len(marks["marks"]),
                mend=(marks["marks"], f"{marks['marks'].strip()} "),
            )


_GLUED = re.compile(r"(?P<marks>#{1,6}(?=[^#\s])|#{1,6}[^\S \t\n])")


_GLUED_ID = re.compile(r".*?(?P<glued>\S\{:?[ ]*#[a-z0-9]+(?:-[a-z0-9]+)*[ ]*\})[ \t]*$", re.M)
_BAD_ID = re.compile(r"[^\n]*\{:?[ ]*#(?P<id>[^\s{}]+)[^{}\n]*\}")


def _nameless(page: Page, heading: Heading) -> Finding:
    """A heading whose id cannot be seen, with the mend where only a blank lacks before it."""
    hint = "제목 뒤에 {#market-size}처럼 영어 소문자, 숫자, 붙임표로 쓰십시오."
    message = f"제목 '{heading.title}'에 영문 식별자가 없습니다."
    bad, glued = (form.match(page.body, heading.start) for form in (_BAD_ID, _GLUED_ID))
    if glued:
        message, hint = "식별자가 제목의 글에 붙어 있습니다.", "앞에 빈칸을 하나 두십시오."
    elif bad and _ID_FORM.fullmatch(bad["id"]):
        message, hint = "식별자 뒤에 글이 있습니다.", f"{{#{bad['id']}}}를 줄의 끝에 쓰십시오."
    elif bad:
        message = f"'{bad['id']}'은(는) 식별자로 쓸 수 없습니다."
    elif heading.level == 2 and page.body[heading.start] != "#":
        hint += " 가로줄이라면 앞에 빈 줄을 두십시오."
    found = on(
        page, heading.line, heading.column, rule=rules.HEADING_ID, message=message, hint=hint
    )
    if glued is None:
        return found
    old = glued["glued"]
    column = heading.column + glued.start("glued") - heading.start
    span = Span(f"{DOCS}/{page.path}", heading.line, column)
    return replace(found, fix=mended(span, old, f"{old[0]} {old[1:]}"))


_ID_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _wrong_level(heading: Heading, above: int) -> str:
    if not heading.title:
        return "제목에 글이 없습니다."
    if heading.level == 1:
        return (
            f"본문에 '# '나 '==='로 쓴 제목이 있습니다: '{heading.title}'. "
            "페이지의 제목은 title이고, 글이라면 '\\#'로 씁니다."
        )
    if heading.level > above + 1:
        return f"제목 '{heading.title}'이(가) 위 제목보다 두 단계 넘게 내려갑니다."
    return ""


def _heading_ids(project: Project, page: Page) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    spoilt = spoilt_lines(page)
    for heading in page.headings:
        if not heading.id:
            if heading.line not in spoilt and heading.title and heading.level > 1:
                yield _nameless(page, heading)
        elif heading.id in seen:
            first = Span(f"{DOCS}/{page.path}", seen[heading.id], 1)
            yield on(
                page,
                heading.line,
                heading.column,
                rule=rules.DUPLICATE_HEADING,
                message=f"식별자 '{heading.id}'이(가) 이 페이지에 두 번 있습니다.",
                hint=f"처음 쓴 곳은 {seen[heading.id]}행입니다. 다른 식별자를 쓰십시오.",
                notes=(Note(first, "처음 쓴 곳"),),
            )
        else:
            seen[heading.id] = heading.line


CHECKS = (
    Check(_front_matter, (rules.FRONT_MATTER,)),
    Check(_fields, (rules.FIELD,)),
    Check(_levels, (rules.HEADING,)),
    Check(_heading_ids, (rules.HEADING_ID, rules.DUPLICATE_HEADING)),
)
