"""Editions follow from one another: moves have reasons, nothing disappears, levels have evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.maturity import edition_before
from kb.findings.finding import Finding
from kb.model.base import TechnologyRef
from kb.model.maturity import Assessment, Edition
from kb.project import Project
from kb.rules.rule import at


def moves(project: Project) -> Iterator[Finding]:
    for edition, before, name, assessment in _pairs(project):
        earlier = before.assessments.get(name) if before else None
        moved = earlier is not None and earlier.level != assessment.level
        if moved and assessment.move is None:
            yield at(
                assessment,
                "level",
                rule="maturity/move",
                message=f"'{name}'의 성숙도가 직전 판과 다른데 이유(move)가 없습니다.",
                hint="move에 바뀐 이유를 쓰십시오.",
            )
        if not moved and assessment.move is not None and _same(earlier, assessment):
            yield at(
                assessment,
                "move",
                rule="maturity/move",
                message=f"'{name}'은(는) 직전 판에서 바뀌지 않았는데 이동 이유(move)가 있습니다.",
                hint=f"{edition.id} 판의 level과 trend를 보거나 move를 지우십시오.",
                key=True,
            )


def gaps(project: Project) -> Iterator[Finding]:
    for edition in project.facts.editions.values():
        before = edition_before(project.facts, edition)
        for name in before.assessments if before else ():
            if name not in edition.assessments:
                yield at(
                    edition,
                    "assessments",
                    rule="maturity/gap",
                    message=f"직전 판에 있던 '{name}'의 평가가 없습니다.",
                    hint="더 평가하지 않는다면 watch: true로 두고 까닭을 쓰십시오.",
                    key=True,
                )


def evidence(project: Project) -> Iterator[Finding]:
    for edition, _, name, assessment in _pairs(project):
        if not assessment.evidence and edition.source is None:
            yield at(
                assessment,
                rule="maturity/evidence",
                message=f"'{name}'의 평가에 증거(evidence)가 없습니다.",
                hint="출처를 하나 이상 쓰십시오.",
            )


def _pairs(project: Project) -> Iterator[tuple[Edition, Edition | None, TechnologyRef, Assessment]]:
    for edition in project.facts.editions.values():
        before = edition_before(project.facts, edition)
        for name, assessment in edition.assessments.items():
            yield edition, before, name, assessment


def _same(earlier: Assessment | None, now: Assessment) -> bool:
    return earlier is None or (earlier.level, earlier.trend) == (now.level, now.trend)
