"""A correction points at something that exists, and rests on a source or says that it is ours."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.collections import BY_NAME
from kb.facts.load import WHOLE
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.korean.wording import listed, suggestion
from kb.model.base import Record
from kb.model.notes import Correction
from kb.project import Project
from kb.rules.rule import Check, at

CORRECTION_TARGET = Rule(
    "corrections/target",
    Scope.RECORD,
    Severity.ERROR,
    "정정은 실제로 있는 기록을 가리킨다.",
    "A correction points at a record that exists.",
    "of: vendors.alfa",
)
CORRECTION_SOURCE = Rule(
    "corrections/source",
    Scope.RECORD,
    Severity.ERROR,
    "정정에는 출처가 있거나 우리 조사라는 표시가 있다.",
    "A correction has a source or says that it is ours.",
    "sources: []",
)


def _targets(project: Project, correction: Record) -> Iterator[Finding]:
    if not isinstance(correction, Correction):
        return
    collection, _, rest = correction.of.partition(".")
    known: list[str] = []
    if collection in BY_NAME:
        known = list(project.facts.collection(collection))
        unread = project.facts.unread(collection)
        if WHOLE in unread or any(_is_within(rest, name) for name in unread):
            return
    if not any(_is_within(rest, name) for name in known):
        options = [f"{collection}.{name}" for name in known] or [f"{name}." for name in BY_NAME]
        yield at(
            project,
            correction,
            "of",
            rule=CORRECTION_TARGET,
            message=f"'{correction.of}'이(가) 가리키는 것이 data에 없습니다.",
            hint=f"쓸 수 있는 대상: {listed(options)}.{suggestion(correction.of, options)}",
            lacking=f"{collection}/{rest.partition('.')[0]}",
        )


def _is_within(rest: str, name: str) -> bool:
    return rest == name or rest.startswith(f"{name}.")


def _sources(project: Project, correction: Record) -> Iterator[Finding]:
    if isinstance(correction, Correction) and not correction.sources and not correction.assessment:
        yield at(
            project,
            correction,
            rule=CORRECTION_SOURCE,
            message="정정에 출처(sources)가 없습니다.",
            hint="출처를 쓰거나, 찾아도 없었다면 assessment: true로 밝히십시오.",
        )


CHECKS = (
    Check(_targets, (CORRECTION_TARGET,)),
    Check(_sources, (CORRECTION_SOURCE,)),
)
