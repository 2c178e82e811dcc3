"""Front matter and headings: what menus, search and translations hold on to."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding
from kb.project import Project
from kb.rules.rule import on


def front_matter(project: Project) -> Iterator[Finding]:
    for page in project.pages.values():
        for name, example in (
            ("title", "title: 시장 규모"),
            ("description", "description: 한 문장으로 쓴 페이지 소개"),
        ):
            if not str(page.meta.get(name) or "").strip():
                yield on(
                    page,
                    page.line_of(name),
                    rule="page/front-matter",
                    message=f"머리말에 {name} 항목이 없습니다.",
                    hint=f"보기: {example}",
                )


def heading_ids(project: Project) -> Iterator[Finding]:
    for page in project.pages.values():
        seen: dict[str, int] = {}
        for heading in page.headings:
            if not heading.id:
                yield on(
                    page,
                    heading.line,
                    heading.column,
                    rule="page/heading-id",
                    message=f"제목 '{heading.title}'에 영문 식별자가 없습니다.",
                    hint="제목 뒤에 {#market-size}처럼 영어 소문자, 숫자, 붙임표로 쓰십시오.",
                )
            elif heading.id in seen:
                yield on(
                    page,
                    heading.line,
                    heading.column,
                    rule="page/duplicate-id",
                    message=f"식별자 '{heading.id}'이(가) 이 페이지에 두 번 있습니다.",
                    hint=f"처음 쓴 곳은 {seen[heading.id]}행입니다. 다른 식별자를 쓰십시오.",
                )
            else:
                seen[heading.id] = heading.line
