"""Every reference leads to a record."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.references import all_references, references
from kb.findings.finding import Finding, Note, Rule, Scope, Severity
from kb.korean.wording import listed, meant, suggestion
from kb.model.base import Record, walk
from kb.project import Project
from kb.rules.causes import is_known
from kb.rules.files import DUPLICATE_ID
from kb.rules.rule import Check, at, span_of

UNKNOWN_ID = Rule(
    "data/unknown-id",
    Scope.RECORD,
    Severity.ERROR,
    "다른 기록을 가리키는 식별자는 실제로 있는 것이다.",
    "An id of another record leads to one.",
    "source: reprot",
    mends=True,
)


def _references(project: Project, record: Record) -> Iterator[Finding]:
    for loc, value in walk(record):
        for reference, key in references(value):
            if is_known(project.facts, reference.target, reference):
                continue
            known = sorted(project.facts.collection(reference.target))
            right = meant(reference, known)
            unused = _unused(project, reference.target, right)
            yield at(
                project,
                record,
                *loc,
                *([reference] if key else []),
                rule=UNKNOWN_ID,
                message=f"'{reference}' 식별자가 {reference.target}에 없습니다.",
                hint=f"쓸 수 있는 식별자: {listed(known)}.{suggestion(reference, known)}",
                key=key,
                mend=(str(reference), right) if right and not unused else None,
                notes=unused,
                lacking=f"{reference.target}/{reference}",
            )


def _unused(project: Project, collection: str, id: str) -> tuple[Note, ...]:
    """The place of a record that a reference may mean, if nothing refers to it: either is misspelt."""
    if not id or (collection, id) in all_references(project.memo):
        return ()
    place = span_of(project, project.facts.collection(collection)[id])
    return (Note(place, f"'{id}'을(를) 쓰는 곳은 없습니다. 이쪽이 틀렸을 수도 있습니다."),)


def _twice(project: Project, record: Record) -> Iterator[Finding]:
    """Names of parts of a record, such as events, that are given twice: they are addresses."""
    for loc, value in walk(record):
        names = [getattr(part, "key", None) for part in value] if isinstance(value, tuple) else []
        for index, name in enumerate(names):
            if name is not None and name in names[:index]:
                yield at(
                    project,
                    record,
                    *loc,
                    index,
                    "id",
                    rule=DUPLICATE_ID,
                    message=f"'{name}' 식별자가 이 목록에 두 번 있습니다.",
                    hint="다른 식별자를 쓰십시오.",
                )


CHECKS = (
    Check(_references, (UNKNOWN_ID,)),
    Check(_twice, (DUPLICATE_ID,), Scope.RECORD),
)
