"""What editions say together: order, moves, history."""

from __future__ import annotations

import pytest

from kb.facts.maturity import (
    assessments,
    edition_before,
    edition_or_latest,
    editions,
    history,
    moves,
)
from kb.facts.view import Facts
from texts import facts_of

TECHNOLOGY = "{{name: {0}, domain: {1}}}\n"
ASSESSED = "{{level: {0}, trend: {1}, challenge: 어렵다, evidence: [report]}}"


def edition(as_of: str, **levels: str) -> str:
    lines = [f"as_of: '{as_of}'", "reviewed: 2026-01-01", "assessments:"]
    for name, level in levels.items():
        lines.append(f"  {name}: {ASSESSED.format(*level.split())}")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_of(
        {
            "domains.yml": "data: {name: 데이터}\noperations: {name: 운영}\n",
            "technologies/rising.yml": TECHNOLOGY.format("오름", "operations"),
            "technologies/falling.yml": TECHNOLOGY.format("내림", "operations"),
            "technologies/leaning.yml": TECHNOLOGY.format("기욺", "data"),
            "technologies/steady.yml": TECHNOLOGY.format("그대로", "data"),
            "technologies/fresh.yml": TECHNOLOGY.format("새것", "data"),
            # The files' names say nothing of the order; `as_of` does.
            "maturity/zero.yml": edition(
                "2024",
                rising="initial flat",
                falling="mature flat",
                leaning="developing flat",
                steady="developing flat",
            ),
            "maturity/a.yml": edition(
                "2026-11",
                fresh="mature up",
                steady="developing flat",
                leaning="developing up",
                falling="developing flat",
                rising="mature flat",
            ),
        },
    )


def test_editions_come_in_the_order_of_their_dates(facts: Facts) -> None:
    assert [edition.id for edition in editions(facts)] == ["zero", "a"]
    assert edition_or_latest(facts, None).id == "a"
    assert edition_or_latest(facts, "zero").id == "zero"


def test_the_first_edition_has_none_before_it(facts: Facts) -> None:
    assert edition_before(facts, facts.editions["zero"]) is None
    before = edition_before(facts, facts.editions["a"])
    assert before is not None and before.id == "zero"


def test_assessments_come_by_domain_and_then_as_they_are_written(facts: Facts) -> None:
    names = [row.technology.id for row in assessments(facts, facts.editions["a"])]
    assert names == ["fresh", "steady", "leaning", "falling", "rising"]


def test_moves_are_rises_first_and_what_is_new_last(facts: Facts) -> None:
    changed = [(row.technology.id, row.steps) for row in moves(facts, facts.editions["a"])]
    assert changed == [("rising", 2), ("leaning", 0), ("falling", -1), ("fresh", 0)]


def test_what_is_new_has_not_moved(facts: Facts) -> None:
    fresh = moves(facts, facts.editions["a"])[-1]
    assert fresh.is_new and fresh.steps == 0 and fresh.before is None


def test_in_the_first_edition_everything_is_new(facts: Facts) -> None:
    first = moves(facts, facts.editions["zero"])
    assert [row.is_new for row in first] == [True] * 4


def test_a_history_tells_each_edition_that_assessed_a_technology(facts: Facts) -> None:
    told = [(row.edition.id, row.assessment.level) for row in history(facts, "rising")]
    assert told == [("zero", "initial"), ("a", "mature")]
    assert [row.edition.id for row in history(facts, "fresh")] == ["a"]
    assert history(facts, "nothing") == []
