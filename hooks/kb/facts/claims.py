"""Claims: what someone says, each with an address of its own. Nothing of it is typed by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from kb.facts.maturity import assessments, editions
from kb.facts.symbols import Datum, figure_key
from kb.facts.view import Facts
from kb.model.market import Amount, Estimate, Figure, StatedGrowth
from kb.model.maturity import LEVELS, Assessment, Edition, Technology
from kb.model.sources import Source
from kb.model.vendors import Vendor, VendorEvent

ClaimKind = Literal["figures", "estimates", "events", "levels"]
"""The four lists of claims; each is a page below `claims/`."""
KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)

Use = Literal["fact", "report", "ours", "none"]
"""How a claim may be quoted: as it stands, as someone's word, as our own assessment, not at all."""

_USES: dict[str, Use] = {"A": "fact", "B": "fact", "C": "report", "U": "none"}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What someone says.

    key: permanent, made of the names that the data use, such as `market.brief.target`. group: what
    it is listed under. alike: the same for claims that can be compared. size: by which they are.
    sources: what it rests on; the first is whose word it is, unless it is our own. data: records
    that a page which uses it shows.
    """

    key: str
    group: str
    alike: tuple[str, ...]
    as_of: str
    sources: tuple[Source, ...]
    data: tuple[Datum, ...]
    size: Decimal = Decimal(0)

    @property
    def use(self) -> Use:
        """By the grade of its source: A and B as a fact, C as a report, U not at all."""
        return _USES[self.sources[0].quality]


@dataclass(frozen=True, kw_only=True)
class FigureClaim(Claim):
    """A single number."""

    figure: Figure


@dataclass(frozen=True, kw_only=True)
class AmountClaim(Claim):
    """The size of a market in one year. part: which end of the estimate, base or target."""

    estimate: Estimate
    amount: Amount
    part: str


@dataclass(frozen=True, kw_only=True)
class GrowthClaim(Claim):
    """The growth of a market as its publisher states it."""

    estimate: Estimate
    growth: StatedGrowth


@dataclass(frozen=True, kw_only=True)
class EventClaim(Claim):
    """Something dated that happened to a vendor."""

    vendor: Vendor
    event: VendorEvent


@dataclass(frozen=True, kw_only=True)
class LevelClaim(Claim):
    """A technology's level in one edition; before: in the edition before it.

    Where the edition has no source it is our own assessment, and the sources are its evidence.
    """

    technology: Technology
    assessment: Assessment
    edition: Edition
    before: Assessment | None

    @property
    def use(self) -> Use:
        return super().use if self.edition.source else "ours"


def claims_of(facts: Facts, kind: ClaimKind) -> list[Claim]:
    """All claims of a kind, in the order of the data; those whose source is missing are left out."""
    makers = {"figures": _figures, "estimates": _estimates, "events": _events, "levels": _levels}
    return list(makers[kind](facts))


def kindred(claims: Iterable[Claim]) -> dict[tuple[str, ...], list[Claim]]:
    """The claims that can be compared with one another, the largest first, by what they share."""
    found: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.size, reverse=True):
        found[claim.alike].append(claim)
    return found


def _sources(facts: Facts, *ids: str) -> tuple[Source, ...]:
    """The sources that are there; a missing one is told of by the check."""
    return tuple(facts.sources[id] for id in dict.fromkeys(ids) if id in facts.sources)


def _figures(facts: Facts) -> Iterator[Claim]:
    for figure in facts.figures.values():
        if sources := _sources(facts, figure.source):
            topic = figure.topic or "other"
            yield FigureClaim(
                key=f"figures.{figure.id}",
                group=topic,
                alike=(topic, figure.unit),
                as_of=figure.as_of,
                sources=sources,
                data=(("figures", figure.id),),
                size=figure.value.value,
                figure=figure,
            )


def _estimates(facts: Facts) -> Iterator[Claim]:
    for estimate in facts.estimates.values():
        if sources := _sources(facts, estimate.source):
            for part, amount in (("base", estimate.base), ("target", estimate.target)):
                yield AmountClaim(
                    key=figure_key(estimate.id, part),
                    group=estimate.scope,
                    alike=(estimate.scope, str(amount.year)),
                    as_of=estimate.as_of,
                    sources=sources,
                    data=(("estimates", estimate.id),),
                    size=amount.usd.value,
                    estimate=estimate,
                    amount=amount,
                    part=part,
                )
            if estimate.stated_cagr:
                yield _growth(estimate, estimate.stated_cagr, sources)


def _growth(estimate: Estimate, growth: StatedGrowth, sources: tuple[Source, ...]) -> Claim:
    return GrowthClaim(
        key=figure_key(estimate.id, "cagr"),
        group=estimate.scope,
        alike=(estimate.scope, "cagr"),
        as_of=estimate.as_of,
        sources=sources,
        data=(("estimates", estimate.id),),
        size=growth.percent.value,
        estimate=estimate,
        growth=growth,
    )


def _events(facts: Facts) -> Iterator[Claim]:
    for vendor in facts.vendors.values():
        for event in vendor.events:
            if sources := _sources(facts, event.source):
                yield EventClaim(
                    key=f"vendors.{vendor.id}.{event.key}",
                    group=event.type,
                    alike=(event.type,),
                    as_of=event.date,
                    sources=sources,
                    data=(("vendors", vendor.id),),
                    vendor=vendor,
                    event=event,
                )


def _levels(facts: Facts) -> Iterator[Claim]:
    for edition in reversed(editions(facts)):
        for standing in assessments(facts, edition):
            assessment = standing.assessment
            evidence = [item.source for item in assessment.evidence]
            sources = _sources(facts, *([edition.source] if edition.source else evidence))
            if sources or not edition.source:
                yield LevelClaim(
                    key=f"maturity.{edition.id}.{standing.technology.id}",
                    group=edition.id,
                    alike=(edition.id, assessment.level),
                    as_of=edition.as_of,
                    sources=sources,
                    data=(("editions", edition.id), ("technologies", standing.technology.id)),
                    size=Decimal(LEVELS.index(assessment.level)),
                    technology=standing.technology,
                    assessment=assessment,
                    edition=edition,
                    before=standing.before,
                )
