"""A correction points at something that exists, and rests on a source or says that it is ours."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.load import COLLECTIONS
from kb.findings.finding import Finding
from kb.korean.wording import listed, suggestion
from kb.project import Project
from kb.rules.rule import at


def correction_targets(project: Project) -> Iterator[Finding]:
    names = [collection.name for collection in COLLECTIONS]
    for correction in project.facts.corrections.values():
        collection, _, rest = correction.of.partition(".")
        known = list(project.facts.collection(collection)) if collection in names else []
        if not any(rest == name or rest.startswith(f"{name}.") for name in known):
            options = [f"{collection}.{name}" for name in known] or [f"{n}." for n in names]
            yield at(
                correction,
                "of",
                rule="corrections/target",
                message=f"'{correction.of}'이(가) 가리키는 것이 data에 없습니다.",
                hint=f"쓸 수 있는 대상: {listed(options)}.{suggestion(correction.of, options)}",
            )


def correction_sources(project: Project) -> Iterator[Finding]:
    for correction in project.facts.corrections.values():
        if not correction.sources and not correction.assessment:
            yield at(
                correction,
                rule="corrections/source",
                message="정정에 출처(sources)가 없습니다.",
                hint="출처를 쓰거나, 찾아도 없었다면 assessment: true로 밝히십시오.",
            )
