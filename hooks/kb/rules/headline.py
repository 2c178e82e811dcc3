"""One estimate stands for the market."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding
from kb.project import Project
from kb.rules.rule import at


def one_headline(project: Project) -> Iterator[Finding]:
    found = [e for e in project.facts.estimates.values() if e.use == "headline"]
    for estimate in found[1:]:
        yield at(
            estimate, "use",
            rule="market/headline",
            message=f"대표 추정치가 둘입니다. '{found[0].id}'도 headline입니다.",
            hint="하나만 남기고 나머지는 range나 warning으로 바꾸십시오.",
        )  # fmt: skip
