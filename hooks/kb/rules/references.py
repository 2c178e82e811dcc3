"""Every reference leads to a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kb.facts.references import all_references, references
from kb.facts.view import Facts
from kb.findings import rules
from kb.findings.finding import Finding, Note, Scope
from kb.korean.wording import listed, meant, suggestion
from kb.memo import Memo, question
from kb.model.base import Record, walk
from kb.model.vendors import Vendor
from kb.project import Project
from kb.rules.causes import is_known
from kb.rules.rule import Check, at, span_of


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
                rule=rules.UNKNOWN_ID,
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
                    rule=rules.DUPLICATE_ID,
                    message=f"'{name}' 식별자가 이 목록에 두 번 있습니다.",
                    hint="다른 식별자를 쓰십시오.",
                )


@question
def licence_ids(memo: Memo) -> dict[str, str]:
    """How most records spell each licence, by its letters and digits alone."""
    vendors = Facts(memo).vendors.values()
    spelt = Counter(vendor.licence.spdx for vendor in vendors if vendor.licence)
    return {_bare(id): id for id, _ in reversed(spelt.most_common())}


def _bare(id: str) -> str:
    return "".join(filter(str.isalnum, id)).lower()


def _licences(project: Project, record: Record) -> Iterator[Finding]:
    """A licence that others spell differently."""
    if not isinstance(record, Vendor) or record.licence is None:
        return
    id = record.licence.spdx
    right = licence_ids(project.memo).get(_bare(id), id)
    if id != right:
        yield at(
            project,
            record,
            "licence",
            "id",
            rule=rules.PATTERN,
            message=f"'{id}'은(는) 다른 기록과 달리 쓴 라이선스입니다.",
            hint=f"SPDX 식별자를 쓰십시오: {right}.",
            mend=(id, right),
        )


CHECKS = (
    Check(_references, (rules.UNKNOWN_ID,)),
    Check(_licences, (rules.PATTERN,), Scope.RECORD),
    Check(_twice, (rules.DUPLICATE_ID,), Scope.RECORD),
)
