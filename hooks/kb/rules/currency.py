"""What ages is looked at again in time, and what is said of ageing leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.collections import BY_NAME
from kb.facts.currency import covered, dated_in, subject
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.model.base import Record
from kb.model.currency import Currency
from kb.model.vendors import Vendor
from kb.project import Project
from kb.rules.rule import Check, at

DUE = Rule(
    "review/due",
    Scope.RECORD,
    Severity.WARNING,
    "낡는 값은 다시 볼 날을 넘기지 않는다. 릴리스 검사에서만 본다.",
    "What ages is looked at again by its day. Looked for by the release check only.",
    "accessed: 2026-01-02",
)
COVERS = Rule(
    "currency/covers",
    Scope.RECORD,
    Severity.WARNING,
    "무엇이 낡는지는 실제로 있는 자리를 가리킨다.",
    "What is said to age stands somewhere in the data.",
    'covers: ["vendors.*.answers.prise"]',
)
LICENCE_SOURCE = Rule(
    "vendors/licence-source",
    Scope.RECORD,
    Severity.ERROR,
    "라이선스에는 출처가 있다. 찾지 못한 라이선스는 쓰지 않는다.",
    "A licence has a source; one for which none was found is left out.",
    "licence: {id: proprietary, open_source: false}",
)


def _due(project: Project, record: Record) -> Iterator[Finding]:
    if not project.is_release:
        return
    for dated in dated_in(project.memo, record.address.collection, record.id):
        if dated.due < project.today:
            kind = project.facts.currency[dated.kind]
            about = subject(project.memo, dated)
            yield at(
                project,
                record,
                *dated.loc,
                rule=DUE,
                message=f"{kind.name.ko}({about if isinstance(about, str) else about.ko})을(를) "
                f"다시 볼 날({dated.due})이 지났습니다.",
                hint=f"출처를 다시 보고 accessed를 고치십시오. 마지막으로 본 날: {dated.looked}",
                key=dated.has_key,
            )


def _covers(project: Project, kind: Record) -> Iterator[Finding]:
    if not isinstance(kind, Currency):
        return
    for index, pattern in enumerate(kind.covers):
        if not _leads_somewhere(project, pattern):
            yield at(
                project,
                kind,
                "covers",
                index,
                rule=COVERS,
                message=f"'{pattern}'에 맞는 자리가 자료에 없습니다.",
                hint="보기: vendors.*.answers.price. 쓸 수 있는 묶음과 항목은 작성자 참고서에 있습니다.",
            )


def _leads_somewhere(project: Project, pattern: str) -> bool:
    name, id, *_ = pattern.split(".")
    if name not in BY_NAME:
        return False
    records = project.facts.collection(name)
    found = records.values() if id == "*" else filter(None, [records.get(id)])
    # What could not be read may well hold it.
    return bool(project.facts.unread(name)) or any(
        next(covered(record, pattern), None) for record in found
    )


def _licence_source(project: Project, vendor: Record) -> Iterator[Finding]:
    if isinstance(vendor, Vendor) and vendor.licence and vendor.licence.source is None:
        yield at(
            project,
            vendor,
            "licence",
            rule=LICENCE_SOURCE,
            message=f"{vendor.product.name}의 라이선스에 출처(source)가 없습니다.",
            hint="라이선스 파일이나 이용 약관을 출처로 쓰거나, 찾지 못했으면 licence를 지우십시오.",
            key=True,
        )


CHECKS = (
    Check(_due, (DUE,)),
    Check(_covers, (COVERS,)),
    Check(_licence_source, (LICENCE_SOURCE,)),
)
