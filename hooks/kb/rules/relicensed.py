"""A level does not rest on what has left open source or has ended, unless it says so."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.maturity import edition_dates
from kb.facts.vendors import providers
from kb.facts.view import Facts
from kb.findings.finding import Finding, Note, Rule, Scope, Severity
from kb.model.base import Record
from kb.model.maturity import Assessment, Edition, Evidence
from kb.model.vendors import Vendor, VendorEvent
from kb.project import Project
from kb.rules.causes import is_known
from kb.rules.rule import Check, at, span_of

RELICENSED = Rule(
    "maturity/relicensed",
    Scope.RECORD,
    Severity.ERROR,
    "단계가 기대는 제품이 오픈소스를 떠났으면 평가가 그 제품을 든다.",
    "Where a product that a level rests on has left open source, the assessment names it.",
    "events: [{type: licence, date: 2027-03-02, …}]",
)
ENDED = Rule(
    "maturity/ended",
    Scope.RECORD,
    Severity.ERROR,
    "단계가 기대는 제품이 끝났으면 평가가 그 제품을 든다.",
    "Where a product that a level rests on has ended, the assessment names it.",
    "status: {value: discontinued, …}",
)

_LEFT = "이(가) 오픈소스를 떠났습니다"
_ENDED = "이(가) 끝났습니다"


def _rests(project: Project, edition: Record) -> Iterator[Finding]:
    if not isinstance(edition, Edition) or edition.id != edition_dates(project.memo)[-1][1]:
        return
    facts = project.facts
    for name, assessment in edition.assessments.items():
        if assessment.level == "initial" or not is_known(facts, "technologies", name):
            continue
        for vendor in _resting_on(facts, name, assessment):
            for event in _turns(vendor):
                if _is_unknown(vendor, event, assessment, edition.as_of):
                    yield _finding(project, name, assessment, vendor, event)


def _finding(
    project: Project, name: str, assessment: Assessment, vendor: Vendor, event: VendorEvent
) -> Finding:
    rule, what = _BROKEN[event.type]
    return at(
        project,
        assessment,
        "level",
        rule=rule,
        message=f"'{name}'이(가) 기대는 {vendor.product.name}{what}({event.date}).",
        hint="다시 보고, 그대로라면 rationale에 그 제품을 들어 까닭을 쓰십시오.",
        notes=(Note(span_of(project, event), "바뀐 사건"),),
    )


_BROKEN: dict[str, tuple[Rule, str]] = {
    "licence": (RELICENSED, _LEFT),
    "discontinued": (ENDED, _ENDED),
}


def _resting_on(facts: Facts, technology: str, assessment: Assessment) -> list[Vendor]:
    """Vendors that offer all of a technology, or that its evidence names."""
    full = [o.vendor for o in providers(facts, technology) if o.capability.value == "full"]
    told = " ".join(evidence.text.ko for evidence in assessment.evidence if evidence.text)
    named = [vendor for vendor in facts.vendors.values() if vendor.product.name in told]
    return list({vendor.id: vendor for vendor in (*full, *named)}.values())


def _turns(vendor: Vendor) -> list[VendorEvent]:
    """What took a vendor's product away from those who rely on it: its licence, or its end."""
    is_open = vendor.licence and vendor.licence.open_source
    kinds = [] if is_open else ["licence"]
    kinds += ["discontinued"] if vendor.status.value == "discontinued" else []
    return [event for event in vendor.events if event.type in kinds]


def _is_unknown(vendor: Vendor, event: VendorEvent, assessment: Assessment, as_of: str) -> bool:
    """Whether a level was judged without what happened: before it, or on evidence from before it."""
    # A date in the period itself, such as in the month of the edition, was known to it.
    later = event.date > as_of and not event.date.startswith(as_of)
    rests = any((item.date or as_of) < event.date for item in _naming(vendor, assessment))
    return (later or rests) and not _is_named(vendor, event, assessment)


def _naming(vendor: Vendor, assessment: Assessment) -> list[Evidence]:
    """The evidence that names a vendor."""
    return [e for e in assessment.evidence if e.text and vendor.product.name in e.text.ko]


def _is_named(vendor: Vendor, event: VendorEvent, assessment: Assessment) -> bool:
    """Whether an assessment speaks of the vendor itself, or of what happened as evidence."""
    told = [assessment.challenge, assessment.rationale, assessment.move]
    told += [item.text for item in assessment.evidence if (item.date or "") >= event.date]
    return any(vendor.product.name in text.ko for text in told if text)


CHECKS = (Check(_rests, (RELICENSED, ENDED)),)
