"""What the editions say together: order, history, moves. Nothing of it is typed by hand."""

from __future__ import annotations

from dataclasses import dataclass

from kb.facts.load import Facts
from kb.model.maturity import LEVELS, Assessment, Edition, Technology


@dataclass(frozen=True)
class Assessed:
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


def editions(facts: Facts) -> list[Edition]:
    """All editions, oldest first."""
    return sorted(facts.editions.values(), key=lambda edition: edition.as_of)


def edition_or_latest(facts: Facts, edition: str | None) -> Edition:
    """An edition by id, or the latest. Raises LookupError where there is none."""
    return facts.editions[edition] if edition else editions(facts)[-1]


def edition_before(facts: Facts, edition: Edition) -> Edition | None:
    """The edition that came before, or None for the first."""
    earlier = [other for other in editions(facts) if other.as_of < edition.as_of]
    return earlier[-1] if earlier else None


def assessments(facts: Facts, edition: Edition) -> list[Assessed]:
    """An edition's assessments in the order of domains, then as the edition lists them."""
    before = edition_before(facts, edition)
    rows = [
        Assessed(
            facts.technologies[name],
            assessment,
            edition,
            before.assessments.get(name) if before else None,
        )
        for name, assessment in edition.assessments.items()
    ]
    order = list(facts.domains)
    return sorted(rows, key=lambda row: order.index(row.technology.domain))


def moves(facts: Facts, edition: Edition) -> list[Assessed]:
    """Assessments whose level or direction differs from the edition before, and new ones last."""
    changed = [
        row
        for row in assessments(facts, edition)
        if row.before is None
        or (row.before.level, row.before.trend) != (row.assessment.level, row.assessment.trend)
    ]
    return sorted(changed, key=lambda row: (row.is_new, -row.steps))


def history(facts: Facts, technology: str) -> list[Assessed]:
    """A technology's assessments, oldest edition first."""
    return [
        row
        for edition in editions(facts)
        for row in assessments(facts, edition)
        if row.technology.id == technology
    ]
