"""What should have been looked at again by now."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding, Severity
from kb.project import Project
from kb.rules.rule import at, on

RULE = "review/overdue"


def reviews(project: Project) -> Iterator[Finding]:
    today = project.settings.today
    for edition in project.facts.editions.values():
        later = any(o.as_of > edition.as_of for o in project.facts.editions.values())
        if edition.review_by and edition.review_by < today and not later:
            yield at(
                edition,
                "review_by",
                rule=RULE,
                message=f"다시 검토할 날({edition.review_by})이 지났습니다.",
                hint="새 판을 만드십시오: make new KIND=edition ID=<연도>",
                severity=Severity.WARNING,
            )
    for page in project.pages_in("ko"):
        due = str(page.meta.get("review_by") or "")
        if due and due < today:
            yield on(
                page,
                page.line_of("review_by"),
                rule=RULE,
                message=f"다시 검토할 날({due})이 지났습니다.",
                hint="내용을 확인하고 reviewed와 review_by를 고치십시오.",
                severity=Severity.WARNING,
            )
