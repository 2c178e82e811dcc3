"""What rests on little, and what is old: claims that a better or a newer source should replace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.facts.claims import Claim, ClaimKind, claims_of
from kb.facts.view import Facts

_HELD_TO: tuple[ClaimKind, ...] = ("estimates", "figures", "events")
"""Levels are left out: ours say what they rest on, and those of the brief are history."""
_NUMBERS: tuple[ClaimKind, ...] = ("estimates", "figures")
"""What is of a year. An event does not age."""
_GOOD = frozenset("AB")


def weak(facts: Facts) -> list[tuple[ClaimKind, Claim]]:
    """Claims without a source of grade A or B, each with its kind: unverified ones first, then the
    oldest. Of the claims of one estimate, which share their source, the first stands for all.
    """
    found = [
        (kind, claim)
        for kind in _HELD_TO
        for claim in _first_of_each(claims_of(facts, kind))
        if not any(source.quality in _GOOD for source in claim.sources)
    ]
    return sorted(found, key=lambda one: (not _is_unverified(one[1]), one[1].as_of, one[1].key))


def old(facts: Facts) -> list[tuple[ClaimKind, Claim]]:
    """Numbers, each with its kind, by the date that they are of: the oldest first."""
    found = [(k, claim) for k in _NUMBERS for claim in _first_of_each(claims_of(facts, k))]
    return sorted(found, key=lambda one: (one[1].as_of, one[1].key))


def _is_unverified(claim: Claim) -> bool:
    return all(source.is_unverified for source in claim.sources)


def _first_of_each(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims of a vendor are apart by their keys; those of an estimate or a figure by its record."""
    seen: set[object] = set()
    for claim in claims:
        about = claim.key if claim.data[0][0] == "vendors" else claim.data
        if about not in seen:
            seen.add(about)
            yield claim
