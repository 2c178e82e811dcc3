"""One estimate stands for the market."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.view import ids_having
from kb.findings.finding import Finding, Note, Rule, Scope, Severity
from kb.project import Project
from kb.rules.rule import Check, at, span_of

HEADLINE = Rule(
    "market/headline",
    Scope.SITE,
    Severity.ERROR,
    "대표 추정치는 하나다.",
    "One estimate stands for the market.",
    "use: headline",
)


def _one_headline(project: Project) -> Iterator[Finding]:
    first, *others = ids_having(project.memo, "estimates", "use", "headline") or ("",)
    for id in others:
        place = span_of(project, project.facts.estimates[first], ("use",))
        yield at(
            project,
            project.facts.estimates[id],
            "use",
            rule=HEADLINE,
            message=f"대표 추정치가 둘입니다. '{first}'도 headline입니다.",
            hint="하나만 남기고 나머지는 range나 warning으로 바꾸십시오.",
            notes=(Note(place, "먼저 쓴 대표 추정치"),),
        )


CHECKS = (Check(_one_headline, (HEADLINE,)),)
