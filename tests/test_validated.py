"""What others' tools say of the files that readers take along: feeds, calendars, data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from frictionless import Package
from icalendar import Calendar
from jsonschema import Draft202012Validator

from conftest import SITE_URL


def files(site: Path, pattern: str) -> list[Path]:
    found = sorted(site.glob(pattern))
    assert found, pattern
    return found


def tables(site: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each published schema with the rows that it describes."""
    for schema in files(site, "data/v1/schema/*.json"):
        rows = site / "data" / "v1" / schema.name
        yield json.loads(schema.read_bytes()), json.loads(rows.read_bytes())


def test_a_feed_reader_finds_entries_and_nothing_to_complain_of(site: Path) -> None:
    for path in files(site, "**/updates/**/*.xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10"
        assert feed.feed.title and feed.entries
        for entry in feed.entries:
            assert entry.title and entry.updated_parsed and entry.link.startswith(SITE_URL)


@pytest.mark.parametrize("path", ["updates/calendar.ics", "en/updates/calendar.ics"])
def test_a_calendar_program_reads_dated_events(site: Path, path: str) -> None:
    calendar = Calendar.from_ical((site / path).read_bytes())
    assert calendar["version"] == "2.0" and not calendar.errors
    events = calendar.walk("VEVENT")
    assert events
    for event in events:
        assert not event.errors
        assert event.start < event.end
        assert str(event["url"]).startswith(SITE_URL) and event["summary"]
    assert len({event["uid"] for event in events}) == len(events)


def test_the_tables_are_what_their_json_schemas_say(site: Path) -> None:
    count = 0
    for schema, rows in tables(site):
        Draft202012Validator.check_schema(schema)
        problems = [error.message for error in Draft202012Validator(schema).iter_errors(rows)]
        assert problems == []
        count += 1
    assert count == len(files(site, "data/*.csv"))


def test_the_data_package_is_valid_with_all_its_tables(site: Path) -> None:
    report = Package(str(site / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:20]
    assert len(report.tasks) == len(files(site, "data/*.csv"))
