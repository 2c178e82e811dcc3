"""A level does not rest on a vendor that has since left open source, unless it says so."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.maturity import edition_dates
from kb.facts.vendors import providers
from kb.facts.view import Facts
from kb.findings import rules
from kb.findings.finding import Finding, Note
from kb.model.base import Record
from kb.model.maturity import Assessment, Edition
from kb.model.vendors import Vendor, VendorEvent
from kb.project import Project
from kb.rules.causes import is_known
from kb.rules.rule import Check, at, span_of


def _relicensed(project: Project, edition: Record) -> Iterator[Finding]:
    if not isinstance(edition, Edition) or edition.id != edition_dates(project.memo)[-1][1]:
        return
    facts = project.facts
    for name, assessment in edition.assessments.items():
        if assessment.level != "mature" or not is_known(facts, "technologies", name):
            continue
        for vendor in _resting_on(facts, name, assessment):
            event = _left_open_source(vendor, edition.as_of)
            if event and not _is_named(vendor, event, assessment):
                yield at(
                    project,
                    assessment,
                    "level",
                    rule=rules.RELICENSED,
                    message=f"'{name}'이(가) 기대는 {vendor.product.name}이(가) 판의 기준일 뒤"
                    f"({event.date})에 오픈소스를 떠났습니다.",
                    hint="다시 보고, 그대로라면 rationale에 그 제품을 들어 까닭을 쓰십시오.",
                    notes=(Note(span_of(project, event), "라이선스를 바꾼 사건"),),
                )


def _resting_on(facts: Facts, technology: str, assessment: Assessment) -> list[Vendor]:
    """Vendors that offer all of a technology, or that its evidence names."""
    full = [o.vendor for o in providers(facts, technology) if o.capability.value == "full"]
    told = " ".join(evidence.text.ko for evidence in assessment.evidence if evidence.text)
    named = [vendor for vendor in facts.vendors.values() if vendor.product.name in told]
    return list({vendor.id: vendor for vendor in (*full, *named)}.values())


def _left_open_source(vendor: Vendor, as_of: str) -> VendorEvent | None:
    """The change of licence after a date that left a vendor without an open one."""
    if vendor.licence and vendor.licence.open_source:
        return None
    later = [
        event
        for event in vendor.events
        # A date in the period itself, such as in the month of the edition, was known to it.
        if event.type == "licence" and event.date > as_of and not event.date.startswith(as_of)
    ]
    return max(later, key=lambda event: event.date, default=None)


def _is_named(vendor: Vendor, event: VendorEvent, assessment: Assessment) -> bool:
    """Whether an assessment speaks of the vendor itself, or of what happened as evidence."""
    told = [assessment.challenge, assessment.rationale, assessment.move]
    told += [item.text for item in assessment.evidence if (item.date or "") >= event.date]
    return any(vendor.product.name in text.ko for text in told if text)


CHECKS = (Check(_relicensed, (rules.RELICENSED,)),)
