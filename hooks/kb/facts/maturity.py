"""What the editions say together: order, history, moves. Nothing of it is typed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.facts.view import Facts, MissingRecord
from kb.memo import Memo, question
from kb.model.base import TechnologyRef
from kb.model.maturity import LEVELS, Assessment, Edition, Technology


@dataclass(frozen=True)
class Standing:
    """A technology with its assessment in one edition; before: in the edition before it."""

    technology: Technology
    assessment: Assessment
    edition: Edition
    before: Assessment | None = None

    @property
    def is_new(self) -> bool:
        """Not in the edition before, which is no move."""
        return self.before is None

    @property
    def steps(self) -> int:
        """Levels gained since the edition before; negative where lost, 0 for what is new."""
        if self.before is None:
            return 0
        return LEVELS.index(self.assessment.level) - LEVELS.index(self.before.level)


@question
def edition_dates(memo: Memo) -> tuple[tuple[str, str], ...]:
    """Date and id of every edition, oldest first."""
    found = ((edition.as_of, edition.id) for edition in Facts(memo).editions.values())
    return tuple(sorted(found, key=lambda item: item[0]))


def editions(facts: Facts) -> list[Edition]:
    """All editions, oldest first."""
    return [facts.editions[id] for _, id in edition_dates(facts.memo)]


def edition_or_latest(facts: Facts, edition: str | None) -> Edition:
    """An edition by id, or the latest. Raises MissingRecord where there is none."""
    dates = edition_dates(facts.memo)
    if not edition and not dates:
        raise MissingRecord("editions", "*")
    return facts.editions[edition or dates[-1][1]]


def edition_before(facts: Facts, edition: Edition) -> Edition | None:
    """The edition that came before, or None for the first."""
    earlier = [id for as_of, id in edition_dates(facts.memo) if as_of < edition.as_of]
    return facts.editions[earlier[-1]] if earlier else None


def assessments(facts: Facts, edition: Edition) -> list[Standing]:
    """An edition's assessments in the order of domains, then as the edition lists them."""
    rows = [_standing(facts, edition, name) for name in edition.assessments]
    order = {domain: place for place, domain in enumerate(facts.domains)}
    return sorted(rows, key=lambda row: order.get(row.technology.domain, len(order)))


def _standing(facts: Facts, edition: Edition, technology: str) -> Standing:
    name, before = TechnologyRef(technology), edition_before(facts, edition)
    earlier = before.assessments.get(name) if before else None
    return Standing(facts.technologies[name], edition.assessments[name], edition, earlier)


def standings_of(facts: Facts, technologies: Iterable[TechnologyRef]) -> list[Standing]:
    """Where technologies stand in the latest edition; those that it does not assess are left out."""
    edition = edition_or_latest(facts, None)
    return [
        Standing(facts.technologies[name], edition.assessments[name], edition)
        for name in technologies
        if name in edition.assessments
    ]


def moves(facts: Facts, edition: Edition) -> list[Standing]:
    """Assessments whose level or direction differs from the edition before, and new ones last."""
    changed = [
        row
        for row in assessments(facts, edition)
        if row.before is None
        or (row.before.level, row.before.trend) != (row.assessment.level, row.assessment.trend)
    ]
    return sorted(changed, key=lambda row: (row.is_new, -row.steps))


def history(facts: Facts, technology: str) -> list[Standing]:
    """A technology's assessments, oldest edition first; no other technology is read for it."""
    return [
        _standing(facts, edition, technology)
        for edition in editions(facts)
        if technology in edition.assessments
    ]
