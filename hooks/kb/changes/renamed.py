"""What has another name by now: an earlier moment under the names of the later one.

Only what `data/redirects.yml` says has moved; a name that it does not tell of is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from kb.addresses import site_address
from kb.changes.snapshot import At, Snapshot, Unit
from kb.facts.symbols import Datum
from kb.model.base import Record
from kb.model.maturity import Edition
from kb.text import SOURCE_LANG

T = TypeVar("T")


@dataclass(frozen=True)
class Renamed:
    """New names by old ones. addresses: of pages and of places on them. pages: keys."""

    addresses: Mapping[str, str]
    pages: Mapping[str, str]
    records: Mapping[Datum, Datum]

    def page(self, at: At) -> At:
        """A page under its name of today."""
        key, lang = at
        return self.pages.get(key, key), lang

    def datum(self, datum: Datum) -> Datum:
        """A record under its name of today."""
        return self.records.get(datum, datum)

    def unit(self, unit: Unit) -> Unit:
        """What is translated at once under its name of today."""
        of, part = unit
        if isinstance(of, tuple):
            return self.datum(of), part
        page, _, moved = self.addresses.get(site_address(of, part), "").partition("#")
        key = self.pages.get(of, of)
        return (key, moved) if moved and page == site_address(key) else (key, part)


def renamed(before: Snapshot, after: Snapshot) -> Renamed:
    """What moved between two moments."""
    new = {old: name for old, name in after.redirects.items() if before.redirects.get(old) != name}
    was, now = (
        {site_address(key): key for key, lang in moment.pages if lang == SOURCE_LANG}
        for moment in (before, after)
    )
    pages = {was[old]: now[name] for old, name in new.items() if old in was and name in now}
    records = {
        old: name
        for old, name in ((_datum(old), _datum(name)) for old, name in new.items())
        if old in before.records and name in after.records
    }
    return Renamed(new, pages, records)


def _datum(name: str) -> Datum:
    collection, _, id = name.partition(".")
    return collection, id


def under(before: Snapshot, names: Renamed) -> Snapshot:
    """An earlier moment as if all had had the names of today. Its addresses stay as they were."""
    return replace(
        before,
        records=_records(before.records, names),
        drafts=_records(before.drafts, names),
        names={names.datum(datum): name for datum, name in before.names.items()},
        pages={names.page(at): page for at, page in before.pages.items()},
        prose={names.page(at): html for at, html in before.prose.items()},
        translations={names.unit(unit): state for unit, state in before.translations.items()},
    )


def _records(records: Mapping[Datum, Record], names: Renamed) -> dict[Datum, Record]:
    return {names.datum(datum): _record(record, names) for datum, record in records.items()}


def _record(record: Any, names: Renamed) -> Any:
    """A record; an edition has its technologies by their names of today."""
    if not isinstance(record, Edition):
        return record
    known = {old[1]: new[1] for old, new in names.records.items() if old[0] == "technologies"}
    if known.keys().isdisjoint(record.assessments):
        return record
    assessments = {known.get(name, name): item for name, item in record.assessments.items()}
    return record.model_copy(update={"assessments": assessments})
