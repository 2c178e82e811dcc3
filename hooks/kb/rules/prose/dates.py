"""The dates that prose gives a law, a deal and a volume of the radar are those of their records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.facts.view import Facts
from kb.findings.finding import Rule, Scope, Severity
from kb.memo import Memo, question
from kb.model.market import Regulation
from kb.rules.prose.part import Part, Wrong, clauses_of, looking, sources_in, within
from kb.rules.prose.values import agrees, dates, deals_named, texts_of

PROSE_DATE = Rule(
    "prose/date",
    Scope.PAGE,
    Severity.ERROR,
    "글에 적힌 법의 시행일, 인수한 때, 레이더의 호는 기록의 날짜다.",
    "The dates that prose gives a law, a purchase and a volume of the radar are their records'.",
    "인공지능기본법은 2026년 1월 21일 시행됐다",
)

_APPLIES = re.compile(r"시행|발효|적용|in force|into force|took effect|appl(?:y|ies|ied|icable)")
_BOUGHT = re.compile(r"인수|합류|사들|샀|팔[리려렸]|buy|bought|acqui|purchase|join|\bsold\b")
_RADAR = re.compile(r"레이더|\bRadar\b", re.I)
_IN_BRACKETS = re.compile(r"\(([^)]+)\)")


def _laws(memo: Memo, whole: Part) -> Iterator[Wrong]:
    if not _APPLIES.search(whole.text):
        return
    for part in clauses_of(whole):
        named = {id for name, id in law_names(memo) if name in part.text}
        if len(named) != 1:
            continue
        law = Facts(memo).regulations[named.pop()]
        known = _dates_of(memo, law.id)
        for stated in dates(part.text, part.lang):
            if not agrees(stated.value, known):
                told = within(part, whole, stated)
                yield Wrong(told, f"{law.name.ko}의 날짜", ", ".join(known), law, ("events",))


@question
def law_names(memo: Memo) -> tuple[tuple[str, str], ...]:
    """The names of each law in both languages, in brackets too, with its id."""
    found = []
    for law in Facts(memo).regulations.values():
        for name in filter(None, (law.name.ko, law.name.en)):
            found += [(name.partition("(")[0].strip(), law.id)]
            found += [(inner, law.id) for inner in _IN_BRACKETS.findall(name)]
    return tuple(dict.fromkeys(found))


@question
def _dates_of(memo: Memo, id: str) -> tuple[str, ...]:
    """The dates of a law: of its events, and in all that its record says."""
    law: Regulation = Facts(memo).regulations[id]
    said = (date.value for text in texts_of(law, "ko") for date in dates(text, "ko"))
    return tuple(sorted({*(event.date for event in law.events), *said}))


def _deals(memo: Memo, whole: Part) -> Iterator[Wrong]:
    if not _BOUGHT.search(whole.text):
        return
    for part in clauses_of(whole):
        found = list(dates(part.text, part.lang))
        for deal in deals_named(memo, part.text) if found else ():
            known = _dates_of_deal(memo, deal.id)
            for stated in found:
                if not agrees(stated.value, known):
                    what = f"{deal.buyer.ko}의 {deal.bought.ko} 인수"
                    told = within(part, whole, stated)
                    yield Wrong(told, what, ", ".join(known), deal, ("date",))


@question
def _dates_of_deal(memo: Memo, id: str) -> tuple[str, ...]:
    """The dates of a deal: its own, in its note, and those of its vendor's events."""
    facts = Facts(memo)
    deal = facts.deals[id]
    vendor = facts.vendors.get(deal.vendor) if deal.vendor else None
    events = {event.date for event in vendor.events} if vendor else set()
    since = {vendor.status.since} if vendor else set()
    said = {date.value for text in texts_of(deal, "ko") for date in dates(text, "ko")}
    return tuple(sorted({deal.date, *events, *said, *filter(None, since)}))


def _radar(memo: Memo, part: Part) -> Iterator[Wrong]:
    if not _RADAR.search(part.text):
        return
    volumes = sources_in(memo, part)
    known = [volume.published for volume in volumes if volume.published]
    if volumes and all(volume.kind == "radar" for volume in volumes):
        for stated in dates(part.text, part.lang):
            if not agrees(stated.value, known):
                right = ", ".join(known)
                yield Wrong(stated, "레이더의 호", right, volumes[0], ("published",))


CHECKS = (
    looking(PROSE_DATE, _laws),
    looking(PROSE_DATE, _deals),
    looking(PROSE_DATE, _radar),
)
