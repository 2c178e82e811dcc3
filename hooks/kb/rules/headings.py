"""Front matter and headings: what menus, search and translations hold on to."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings import rules
from kb.findings.finding import Finding, Note, Span
from kb.project import DOCS, Project
from kb.read import Page
from kb.rules.rule import Check, on
from kb.rules.spaces import before_attributes

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
                rule=rules.FRONT_MATTER,
                message=f"머리말에 {name} 항목이 없습니다.",
                hint=f"보기: {example}",
            )


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
                    rule=rules.HEADING_ID,
                    message=f"제목 '{heading.title}'에 영문 식별자가 없습니다.",
                    hint="제목 뒤에 {#market-size}처럼 영어 소문자, 숫자, 붙임표로 쓰십시오.",
                )
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
    Check(_heading_ids, (rules.HEADING_ID, rules.DUPLICATE_HEADING)),
)
