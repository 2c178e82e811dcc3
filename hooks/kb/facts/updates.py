"""What changed and what is coming, gathered from the facts. Nothing of it is typed by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from kb.facts.maturity import Standing, edition_or_latest, editions, moves
from kb.facts.symbols import Datum, symbol
from kb.facts.view import Facts, field_values
from kb.memo import Memo, question
from kb.model.base import Event, Text
from kb.model.market import Estimate
from kb.model.maturity import Edition
from kb.model.notes import Correction
from kb.model.vendors import Deal, Product, VendorEvent

E = TypeVar("E", bound=Event)

UpdateKind = Literal["vendor", "deal", "level", "law", "correction", "review", "estimate"]
KINDS: tuple[UpdateKind, ...] = ("vendor", "deal", "level", "law", "correction")
"""Of what happens; the two others are only ever expected."""

FOLLOWED = ("vendors", "technologies", "regulations")
"""Collections whose records readers follow, each with a feed of its own."""

HELD_IN: Mapping[UpdateKind, str] = {
    "vendor": "vendors",
    "deal": "deals",
    "level": "editions",
    "law": "regulations",
    "correction": "corrections",
    "review": "editions",
    "estimate": "estimates",
}
"""The collection of the record that an update of each kind was taken from."""

_NAMED_BY = {
    "vendors": "product",
    "estimates": "publisher",
    "figures": "label",
    "glossary": "term",
    "deals": "bought",
    "sources": "title",
}
_WHOLE_DATE = len("2026-11-23")
_MONTH = len("2026-11")


@dataclass(frozen=True)
class Update:
    """Something dated. date: as exact as it is known.

    record: the vendor, deal, edition, law, correction or estimate that says it. part: which of its
    events, or which technology, where the record says more than one. also: anchors of what says the
    same elsewhere in the facts.
    """

    kind: UpdateKind
    date: str
    record: str
    part: str
    subjects: tuple[Datum, ...]
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Permanent; no id has an underscore, so that no two updates share one."""
        return (
            f"{self.kind}-{self.record}_{self.part}" if self.part else f"{self.kind}-{self.record}"
        )


@question
def looked_at(memo: Memo) -> str:
    """The newest whole date on which a source or an edition was looked at; empty without any.

    To the facts it is today: what is dated later is still to come.
    """
    dates = (
        *field_values(memo, "sources", "accessed"),
        *field_values(memo, "editions", "reviewed"),
    )
    return max((date for date in dates if len(date) == _WHOLE_DATE), default="")


def name_of(facts: Facts, subject: Datum) -> Text | str:
    """What readers call a record; its id where it has no name."""
    collection, id = subject
    record = facts.collection(collection)[id]
    name: Text | str | Product = getattr(record, _NAMED_BY.get(collection, "name"), id)
    return name.name if isinstance(name, Product) else name


Fact = VendorEvent | Deal | Standing | Event | Correction | Edition | Estimate


def fact_of(facts: Facts, update: Update) -> Fact:
    """The record that an update was taken from."""
    match update.kind:
        case "vendor":
            return _named(facts.vendors[update.record].events, update.part)
        case "law":
            return _named(facts.regulations[update.record].events, update.part)
        case "level":
            rows = moves(facts, facts.editions[update.record])
            return next(row for row in rows if row.technology.id == update.part)
        case "deal":
            return facts.deals[update.record]
        case "correction":
            return facts.corrections[update.record]
        case "review":
            return facts.editions[update.record]
    return facts.estimates[update.record]


def _named(events: Iterable[E], key: str) -> E:
    return next(event for event in events if event.key == key)


@question
def happened(memo: Memo) -> tuple[Update, ...]:
    """What has changed, latest first: at the head of a month what no day is known of, at the end of
    a year what no month is known of.
    """
    found = [update for update in _all(memo) if update.date <= looked_at(memo)]
    return tuple(
        sorted(found, key=lambda update: (_order(update.date), update.anchor), reverse=True)
    )


def _order(date: str) -> str:
    return f"{date}-99" if len(date) == _MONTH else date


@question
def newest(memo: Memo, limit: int) -> tuple[Update, ...]:
    """The latest of what has changed."""
    return happened(memo)[:limit]


@question
def coming(memo: Memo) -> tuple[Update, ...]:
    """What is to come, soonest first: dates of laws and vendors, the next review of the latest
    edition, the years that estimates speak of.
    """
    dated = (*_all(memo), *_reviews(Facts(memo)), *_targets(Facts(memo)))
    found = [update for update in dated if update.date > looked_at(memo)]
    return tuple(sorted(found, key=lambda update: (update.date, update.anchor)))


@question
def followed(memo: Memo) -> tuple[Datum, ...]:
    """Vendors, technologies and laws of which something has changed."""
    found = {subject for update in happened(memo) for subject in update.subjects}
    return tuple(
        (name, id)
        for name in FOLLOWED
        for id in Facts(memo).collection(name)
        if (name, id) in found
    )


def _all(memo: Memo) -> Iterator[Update]:
    """Everything dated, each with the technologies whose assessment rests on just that."""
    facts = Facts(memo)
    resting = _resting(facts)
    for found in (
        _deals(facts),
        _vendors(facts),
        _levels(facts),
        _laws(facts),
        _corrections(facts),
    ):
        for update in found:
            on = [each for source in update.sources for each in resting[source, update.date]]
            yield replace(update, subjects=tuple(dict.fromkeys((*update.subjects, *on))))


def _resting(facts: Facts) -> defaultdict[tuple[str, str], list[Datum]]:
    """By source and date: the technologies that name them as evidence in the latest edition."""
    found: defaultdict[tuple[str, str], list[Datum]] = defaultdict(list)
    if not len(facts.editions):
        return found
    for technology, assessment in edition_or_latest(facts, None).assessments.items():
        for evidence in assessment.evidence:
            if evidence.date:
                found[evidence.source, evidence.date].append(("technologies", technology))
    return found


def _deals(facts: Facts) -> Iterator[Update]:
    for deal in facts.deals.values():
        parties = [vendor for vendor in (deal.vendor, deal.buyer_vendor) if vendor]
        same = [
            f"vendor-{id}_{event.key}"
            for id in parties
            for event in facts.vendors[id].events
            if event.type == "acquired" and event.source == deal.source
        ]
        subjects = tuple(("vendors", str(id)) for id in parties)
        yield Update("deal", deal.date, deal.id, "", subjects, (deal.source,), tuple(same))


def _vendors(facts: Facts) -> Iterator[Update]:
    """What happened to vendors, but for what a deal tells from the same source."""
    told = {anchor for deal in _deals(facts) for anchor in deal.also}
    for id, vendor in facts.vendors.items():
        for event in vendor.events:
            subjects = (("vendors", id),)
            update = Update("vendor", event.date, id, event.key, subjects, (event.source,))
            if update.anchor not in told:
                yield update


def _levels(facts: Facts) -> Iterator[Update]:
    """Moves alone: what an edition has not assessed before has not moved."""
    for edition in editions(facts):
        for row in moves(facts, edition):
            if not row.is_new:
                id = row.technology.id
                sources = tuple(evidence.source for evidence in row.assessment.evidence)
                subjects = (("technologies", id),)
                yield Update("level", edition.as_of, edition.id, id, subjects, sources)


def _laws(facts: Facts) -> Iterator[Update]:
    for id, law in facts.regulations.items():
        for event in law.events:
            subjects = (("regulations", id),)
            yield Update("law", event.date, id, event.key, subjects, (event.source,))


def _corrections(facts: Facts) -> Iterator[Update]:
    for id, correction in facts.corrections.items():
        of = symbol(facts.memo, correction.of)
        subjects = (of.datum,) if of else ()
        yield Update("correction", correction.date, id, "", subjects, correction.sources)


def _reviews(facts: Facts) -> Iterator[Update]:
    for edition in editions(facts)[-1:]:
        if edition.review_by:
            yield Update("review", edition.review_by, edition.id, "", (), ())


def _targets(facts: Facts) -> Iterator[Update]:
    for id, estimate in facts.estimates.items():
        if estimate.superseded_by is None:
            subjects = (("estimates", id),)
            date = str(estimate.target.year)
            yield Update("estimate", date, id, "", subjects, (estimate.source,))
