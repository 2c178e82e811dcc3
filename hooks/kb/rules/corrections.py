"""A correction points at something that exists, and rests on a source or says that it is ours."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.collections import BY_NAME
from kb.facts.load import WHOLE
from kb.findings import rules
from kb.findings.finding import Finding
from kb.korean.wording import listed, suggestion
from kb.model.base import Record
from kb.model.notes import Correction
from kb.project import Project
from kb.rules.rule import Check, at


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
            rule=rules.CORRECTION_TARGET,
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
            rule=rules.CORRECTION_SOURCE,
            message="정정에 출처(sources)가 없습니다.",
            hint="출처를 쓰거나, 찾아도 없었다면 assessment: true로 밝히십시오.",
        )


CHECKS = (
    Check(_targets, (rules.CORRECTION_TARGET,)),
    Check(_sources, (rules.CORRECTION_SOURCE,)),
)
