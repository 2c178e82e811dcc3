"""Words that readers type lead to pages that exist."""

from __future__ import annotations

from collections.abc import Iterator

from kb.addresses import page_path
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.korean.wording import listed, suggestion
from kb.model.base import Record
from kb.model.notes import SearchWords
from kb.project import Project, page_paths
from kb.rules.rule import Check, at, lacking_page

UNKNOWN_PAGE = Rule(
    "data/unknown-page",
    Scope.RECORD,
    Severity.ERROR,
    "검색어가 가리키는 페이지가 있다.",
    "Search words lead to a page that exists.",
    "page: market/sizes",
)


def _search_words(project: Project, words: Record) -> Iterator[Finding]:
    # A page that is there and cannot be read is told of itself.
    if isinstance(words, SearchWords) and page_path(words.page) not in page_paths(project.memo):
        yield at(
            project,
            words,
            "page",
            rule=UNKNOWN_PAGE,
            message=f"'{words.page}' 페이지가 없습니다.",
            hint=f"쓸 수 있는 페이지: {listed(project.keys)}.{suggestion(words.page, project.keys)}",
            lacking=lacking_page(words.page),
        )


CHECKS = (Check(_search_words, (UNKNOWN_PAGE,)),)
