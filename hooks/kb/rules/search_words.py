"""Words that readers type lead to pages that exist."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding
from kb.korean.wording import listed, suggestion
from kb.project import Project
from kb.rules.rule import at


def search_words(project: Project) -> Iterator[Finding]:
    for record in project.facts.search_words.values():
        if record.page not in project.keys:
            yield at(
                record,
                "page",
                rule="data/unknown-page",
                message=f"'{record.page}' 페이지가 없습니다.",
                hint=f"쓸 수 있는 페이지: {listed(project.keys)}.{suggestion(record.page, project.keys)}",
            )
