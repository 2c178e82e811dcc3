"""Words that readers type lead to pages that exist."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings import rules
from kb.findings.finding import Finding
from kb.korean.wording import listed, suggestion
from kb.model.base import Record
from kb.model.notes import SearchWords
from kb.project import Project, page_paths
from kb.rules.rule import Check, at


def _search_words(project: Project, words: Record) -> Iterator[Finding]:
    # A page that is there and cannot be read is told of itself.
    if isinstance(words, SearchWords) and f"{words.page}.md" not in page_paths(project.memo):
        yield at(
            project,
            words,
            "page",
            rule=rules.UNKNOWN_PAGE,
            message=f"'{words.page}' 페이지가 없습니다.",
            hint=f"쓸 수 있는 페이지: {listed(project.keys)}.{suggestion(words.page, project.keys)}",
            lacking=f"pages/{words.page}",
        )


CHECKS = (Check(_search_words, (rules.UNKNOWN_PAGE,)),)
