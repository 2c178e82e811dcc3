"""What editors read of the data is what models and data say."""

from __future__ import annotations

from collections.abc import Iterator

from kb.editors.schemas import SCHEMAS, schemas
from kb.facts.collections import COLLECTIONS
from kb.facts.load import unread
from kb.findings.finding import Finding, Fix, Rule, Scope, Severity, Span
from kb.memo import Memo, text
from kb.project import Project
from kb.rules.rule import Check, mended

SCHEMA_FILE = Rule(
    "file/schema",
    Scope.FILE,
    Severity.WARNING,
    "data/schema/의 스키마는 지금의 모델과 자료에서 나온 것이다.",
    "The schemas in data/schema/ are those of today's models and data.",
    "data/schema/vendors.json",
    mends=True,
)


def _schemas(project: Project, path: str) -> Iterator[Finding]:
    if not path.startswith(f"{SCHEMAS}/") or _are_records_wrong(project.memo):
        return
    wanted = schemas(project.memo).get(path)
    if wanted is None:
        message = "이 스키마가 말하는 자료가 없습니다."
        yield Finding(SCHEMA_FILE, Span(path, 1, 1), message, "파일을 지우십시오.")
    elif (now := text(project.memo, path) or "") != wanted:
        message = "편집기가 읽는 스키마가 지금의 자료와 다릅니다."
        yield Finding(
            SCHEMA_FILE,
            Span(path, 1, 1),
            message,
            "다시 쓰십시오: make check FIX=1",
            fix=_difference(path, now, wanted),
        )


def _are_records_wrong(memo: Memo) -> bool:
    """Whether a record cannot be read, which is told and may be what makes a schema another one."""
    return any(unread(memo, collection.name) for collection in COLLECTIONS)


def _difference(path: str, now: str, wanted: str) -> Fix:
    """The mend that makes a file another one: what stands between the lines that are the same."""
    old, new = now.split("\n"), wanted.split("\n")
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    # With the line before, as what is to be mended has to stand there.
    first = max(0, first - 1)
    lines = ("\n".join(lines[first : len(lines) - last]) for lines in (old, new))
    return mended(Span(path, first + 1, 1), *lines)


def _alike(one: list[str], other: list[str]) -> int:
    """How many lines at the beginning of both are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


CHECKS = (Check(_schemas, (SCHEMA_FILE,)),)
