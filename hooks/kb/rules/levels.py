"""The levels that the code knows are all described, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding, Severity
from kb.korean.wording import suggestion
from kb.model.maturity import LEVELS
from kb.project import Project
from kb.rules.rule import at

PATH = "data/levels.yml"


def levels(project: Project) -> Iterator[Finding]:
    facts = project.facts
    unread = facts.unread.get("levels", frozenset())
    for name, level in facts.levels.items():
        if name not in LEVELS:
            yield at(
                level,
                rule="maturity/level",
                message=f"'{name}'은(는) 없는 단계입니다.",
                hint=f"쓸 수 있는 단계: {', '.join(LEVELS)}.{suggestion(name, LEVELS)}",
            )
    for name in LEVELS:
        if name not in facts.levels and not {name, "*"} & unread:
            yield Finding(
                PATH,
                1,
                1,
                Severity.ERROR,
                "maturity/level",
                f"'{name}' 단계의 이름과 기준이 없습니다.",
                f"{PATH}에 '{name}'을(를) 더하십시오.",
            )
