"""What editors read of the data is what models and data say."""

from __future__ import annotations

from collections.abc import Iterator

from kb.editors.schemas import SCHEMAS, are_ids_known, schemas
from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.memo import text
from kb.project import Project
from kb.rules.rule import Check

SCHEMA_FILE = Rule(
    "file/schema",
    Scope.FILE,
    Severity.WARNING,
    "data/schema/의 스키마는 지금의 모델과 자료에서 나온 것이다.",
    "The schemas in data/schema/ are those of today's models and data.",
    "data/schema/vendors.json",
)


def _schemas(project: Project, path: str) -> Iterator[Finding]:
    if not path.startswith(f"{SCHEMAS}/") or not are_ids_known(project.memo):
        return
    wanted = schemas(project.memo).get(path)
    if wanted is None:
        message = "이 스키마가 말하는 자료가 없습니다."
        yield Finding(SCHEMA_FILE, Span(path, 1, 1), message, "파일을 지우십시오.")
    elif text(project.memo, path) != wanted:
        message = "편집기가 읽는 스키마가 지금의 자료와 다릅니다."
        yield Finding(SCHEMA_FILE, Span(path, 1, 1), message, "다시 만드십시오: make schema")


CHECKS = (Check(_schemas, (SCHEMA_FILE,)),)
