"""Every reference leads to a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.findings.finding import Finding
from kb.korean.wording import listed, suggestion
from kb.model.base import Reference, walk
from kb.project import Project
from kb.rules.rule import at

RULE = "data/unknown-id"


def references(project: Project) -> Iterator[Finding]:
    for _, record in project.facts.records():
        for loc, value in walk(record):
            for reference, key in _references(value):
                if not _is_known(project, reference):
                    known = sorted(project.facts.collection(reference.target))
                    yield at(
                        record,
                        *loc,
                        *([reference] if key else []),
                        rule=RULE,
                        message=f"'{reference}' 식별자가 {reference.target}에 없습니다.",
                        hint=f"쓸 수 있는 식별자: {listed(known)}.{suggestion(reference, known)}",
                        key=key,
                    )


def _references(value: Any) -> Iterator[tuple[Reference, bool]]:
    """References in a value itself, with whether they are keys."""
    if isinstance(value, Reference):
        yield value, False
    elif isinstance(value, dict):
        yield from ((name, True) for name in value if isinstance(name, Reference))


def _is_known(project: Project, reference: Reference) -> bool:
    """Whether the target exists, or stands in a file that could not be read and is told of there."""
    facts = project.facts
    unread = facts.unread.get(reference.target, frozenset())
    return reference in facts.collection(reference.target) or bool({reference, "*"} & unread)
