"""The levels that the code knows are all described, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings import rules
from kb.findings.finding import Finding, Span
from kb.korean.wording import meant, suggestion
from kb.model.maturity import LEVELS
from kb.project import Project
from kb.rules.causes import is_known
from kb.rules.rule import Check, at

PATH = "data/levels.yml"


def _levels(project: Project) -> Iterator[Finding]:
    facts = project.facts
    missing = [name for name in LEVELS if not is_known(facts, "levels", name)]
    misspelt: set[str] = set()
    for name, level in facts.levels.items():
        if name not in LEVELS:
            right = meant(name, missing)
            misspelt.add(right)
            yield at(
                project,
                level,
                rule=rules.LEVEL,
                message=f"'{name}'은(는) 없는 단계입니다.",
                hint=f"쓸 수 있는 단계: {', '.join(LEVELS)}.{suggestion(name, LEVELS)}",
                mend=(name, right) if right else None,
            )
    for name in missing:
        if name not in misspelt:
            yield Finding(
                rules.LEVEL,
                Span(PATH, 1, 1),
                f"'{name}' 단계의 이름과 기준이 없습니다.",
                f"{PATH}에 '{name}'을(를) 더하십시오.",
            )


CHECKS = (Check(_levels, (rules.LEVEL,)),)
