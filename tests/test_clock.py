"""The moment of a build comes from its input, never from the clock of the machine."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kb.facts.view import Facts
from kb.site.clock import build_time
from texts import facts_of


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def dated(accessed: str, reviewed: str) -> Facts:
    """A source and an edition that were looked at on these days, and name later ones, too."""
    source = f"""
        one: {{kind: report, title: 글, published: 2027-01-01, accessed: {accessed}, quality: A}}
        """
    edition = f"""
        as_of: '2027-02'
        reviewed: {reviewed}
        review_by: 2027-03-01
        assessments:
          automl: {{level: mature, challenge: 없음, evidence: [one]}}
        """
    return facts_of({"sources/all.yml": source, "maturity/2027.yml": edition})


@pytest.mark.parametrize(
    ("accessed", "reviewed"), [("2026-12-01", "2026-11-23"), ("2026-11-23", "2026-12-01")]
)
def test_the_newest_day_on_which_something_was_looked_at_counts(
    accessed: str, reviewed: str
) -> None:
    assert build_time(dated(accessed, reviewed).memo) == datetime(2026, 12, 1, tzinfo=UTC)


def test_a_date_without_its_day_does_not_count() -> None:
    assert build_time(dated("2026-12", "2026-11-23").memo) == datetime(2026, 11, 23, tzinfo=UTC)


def test_the_environment_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    memo = dated("2026-12-01", "2026-11-23").memo
    before = build_time(memo)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert build_time(memo) == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build_time(memo) == before


def test_an_empty_project_still_has_one_moment() -> None:
    moments = {build_time(facts_of({}).memo) for _ in range(2)}
    assert moments == {datetime(2024, 1, 1, tzinfo=UTC)}
