"""What should have been looked at again by now."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.maturity import edition_dates
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.model.base import Record
from kb.model.maturity import Edition
from kb.project import Project
from kb.read import Page
from kb.rules.rule import Check, at, on
from kb.text import SOURCE_LANG

OVERDUE = Rule(
    "review/overdue",
    Scope.RECORD,
    Severity.WARNING,
    "판과 페이지는 다시 볼 날을 넘기지 않는다.",
    "Editions and pages are reviewed by their day.",
    "review_by: 2026-02-02",
)


def _editions(project: Project, edition: Record) -> Iterator[Finding]:
    if not isinstance(edition, Edition) or not edition.review_by:
        return
    later = any(as_of > edition.as_of for as_of, _ in edition_dates(project.memo))
    later = later or any(id > edition.id for id in project.facts.unread("editions"))
    if edition.review_by < project.today and not later:
        yield at(
            project,
            edition,
            "review_by",
            rule=OVERDUE,
            message=f"다시 검토할 날({edition.review_by})이 지났습니다.",
            hint="새 판을 만드십시오: make new KIND=edition ID=<연도>",
        )


def _pages(project: Project, page: Page) -> Iterator[Finding]:
    due = str(page.meta.get("review_by") or "")
    if page.lang == SOURCE_LANG and due and due < project.today:
        yield on(
            page,
            page.line_of("review_by"),
            rule=OVERDUE,
            message=f"다시 검토할 날({due})이 지났습니다.",
            hint="내용을 확인하고 reviewed와 review_by를 고치십시오.",
        )


CHECKS = (Check(_editions, (OVERDUE,)), Check(_pages, (OVERDUE,), Scope.PAGE))
