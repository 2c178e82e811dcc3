"""What became of the records: figures, levels, and every field of the rest, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.changes.renamed import Renamed
from kb.changes.snapshot import Snapshot
from kb.facts.symbols import Datum, figure_key
from kb.model.base import Record, Text
from kb.model.market import Estimate, Figure
from kb.model.maturity import Assessment, Edition
from kb.model.sources import Source
from kb.show.numbers import quantity, usd
from kb.translation.strings import item_name

GONE = "–"
"""Stands for what is not there."""
NEW = "새로 생김"
"""What became of what was not there before."""


@dataclass(frozen=True)
class Changed:
    """A value that is another now. before, after: `GONE` where there was or is none."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedFigure:
    """A number as readers see it, with what it rests on."""

    key: str
    label: str
    before: str
    after: str
    source_before: str
    source_after: str

    @property
    def is_another(self) -> bool:
        """Whether the number itself changed, or what it rests on."""
        return (self.before, self.source_before) != (self.after, self.source_after)


@dataclass(frozen=True)
class LevelMove:
    """A technology on another level than before, or assessed for the first time. reason: ours."""

    edition: str
    technology: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class ChangedRecord:
    """A record that is new, gone or another. fields: where it is another."""

    collection: str
    id: str
    name: str
    became: str
    fields: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class NewSource:
    """A source that was not there before."""

    id: str
    grade: str
    title: str
    publisher: str
    url: str


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Changed, ...]:
    """Values by name that are not the same, in the order of the later ones, then what is gone."""
    names = dict.fromkeys((*after, *before))
    pairs = ((name, before.get(name, GONE), after.get(name, GONE)) for name in names)
    return tuple(Changed(*pair) for pair in pairs if pair[1] != pair[2])


def figures(before: Snapshot, after: Snapshot) -> tuple[ChangedFigure, ...]:
    """Figures whose number, unit, date or source is another, and what estimates say otherwise."""
    own = (
        ChangedFigure(
            datum[1],
            _label(before.names.get(datum, ""), after.names.get(datum, "")),
            *(_quantity(at) for at in pair),
            *(_source(at) for at in pair),
        )
        for datum, pair in _pairs(before, after, "figures")
    )
    return (*(figure for figure in own if figure.is_another), *_amounts(before, after))


def _amounts(before: Snapshot, after: Snapshot) -> Iterator[ChangedFigure]:
    """The numbers of estimates, by the keys under which pages call them."""
    for datum, pair in _pairs(before, after, "estimates"):
        label = _label(before.names.get(datum, ""), after.names.get(datum, ""))
        was, now = (_numbers(at) for at in pair)
        for part in dict.fromkeys((*now, *was)):
            if was.get(part) != now.get(part):
                values = was.get(part, GONE), now.get(part, GONE)
                yield ChangedFigure(
                    figure_key(datum[1], part), label, *values, *(_source(at) for at in pair)
                )


def _numbers(estimate: Any) -> dict[str, str]:
    """What an estimate says, by part of its key; nothing for one that is not there."""
    if not isinstance(estimate, Estimate):
        return {}
    ends = (("base", estimate.base), ("target", estimate.target))
    found = {part: f"{usd(end.usd, 'ko')} ({end.year})" for part, end in ends}
    stated = estimate.stated_cagr
    return found | ({"cagr": f"{stated.percent}%"} if stated else {})


def _label(before: str, after: str) -> str:
    return f"{before} → {after}" if before and after and before != after else after or before


def _quantity(figure: Any) -> str:
    if not isinstance(figure, Figure):
        return GONE
    return f"{quantity(figure.value, figure.unit, 'ko')} ({figure.as_of})"


def _source(figure: Any) -> str:
    return str(figure.source) if isinstance(figure, Figure | Estimate) else GONE


def moves(before: Snapshot, after: Snapshot) -> tuple[LevelMove, ...]:
    """Levels and directions that an edition gives otherwise, a new one than the one before it."""
    names = {**before.names, **after.names}
    return tuple(
        LevelMove(id, names.get(("technologies", name), name), was, now, reason)
        for (_, id), (old, new) in _pairs(before, after, "editions")
        for name, was, now, reason in _moves(old or _edition_before(after, id), new, names)
    )


def _edition_before(after: Snapshot, id: str) -> Any:
    """The latest edition before one that readers see; None for the first."""
    earlier = [other for name, other in after.records if name == "editions" and other < id]
    return after.records["editions", max(earlier)] if earlier else None


def _moves(old: Any, new: Any, names: Mapping[Datum, str]) -> Iterator[tuple[str, str, str, str]]:
    """Technology, level before and after, and reason of each that moved."""
    earlier: Mapping[Any, Assessment] = old.assessments if isinstance(old, Edition) else {}
    later: Mapping[Any, Assessment] = new.assessments if isinstance(new, Edition) else {}
    for name in dict.fromkeys((*later, *earlier)):
        pair = earlier.get(name), later.get(name)
        was, now = (_level(assessment, names) for assessment in pair)
        if was != now:
            reason, is_same = _why(pair[1]), _why(pair[0]) == _why(pair[1])
            yield str(name), was, now, reason + (" (전과 같은 이유)" if reason and is_same else "")


def _why(assessment: Assessment | None) -> str:
    reason = (assessment.move or assessment.rationale) if assessment else None
    return reason.ko if reason else ""


def _level(assessment: Assessment | None, names: Mapping[Datum, str]) -> str:
    if assessment is None:
        return GONE
    level = names.get(("levels", assessment.level), assessment.level)
    direction = {"up": " ↑", "down": " ↓", "flat": ""}[assessment.trend]
    return level + direction + (" (지켜보기)" if assessment.watch else "")


def new_sources(before: Snapshot, after: Snapshot) -> tuple[NewSource, ...]:
    """Sources that were not there before, with their grades."""
    return tuple(
        NewSource(id, new.quality, new.title.ko, new.publisher or "", new.url or "")
        for (_, id), (old, new) in _pairs(before, after, "sources")
        if old is None and isinstance(new, Source)
    )


def records(before: Snapshot, after: Snapshot, names: Renamed) -> tuple[ChangedRecord, ...]:
    """Every record that is new, gone, renamed or another, by collection."""
    collections = dict.fromkeys(collection for collection, _ in (*after.records, *before.records))
    old_ids = {new: old[1] for old, new in names.records.items()}
    return tuple(
        _record(datum, pair, after.names.get(datum) or before.names[datum], old_ids.get(datum, ""))
        for collection in collections
        for datum, pair in _pairs(before, after, collection)
    )


def _record(datum: Datum, pair: tuple[Any, Any], name: str, old_id: str = "") -> ChangedRecord:
    old, new = pair
    if old is None or new is None:
        return ChangedRecord(*datum, name, NEW if old is None else "사라짐")
    became = f"이름이 바뀜(전에는 {old_id})" if old_id else "바뀜"
    return ChangedRecord(*datum, name, became, _fields(old, new))


def _fields(old: Any, new: Any) -> tuple[Changed, ...]:
    return differing(*(dict(_leaves(record, ())) for record in (old, new)))


def drafts(before: Snapshot, after: Snapshot) -> tuple[ChangedRecord, ...]:
    """What is being written and no reader sees yet: against the draft as it was, or else against the
    edition that it goes on from.
    """
    return tuple(
        ChangedRecord(*datum, datum[1], "바뀜" if old else NEW, fields)
        for datum, draft in after.drafts.items()
        for old in [before.drafts.get(datum)]
        if (fields := _fields(old or _edition_before(after, datum[1]), draft)) or not old
    )


def _pairs(
    before: Snapshot, after: Snapshot, collection: str
) -> Iterator[tuple[Datum, tuple[Any, Any]]]:
    """The records of a collection that are not the same, before and after; None for none."""
    every = dict.fromkeys((*after.records, *before.records))
    for datum in (datum for datum in every if datum[0] == collection):
        pair = before.records.get(datum), after.records.get(datum)
        if pair[0] != pair[1]:
            yield datum, pair


def _leaves(value: Any, way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The values inside a record by the names that writers know them by."""
    if isinstance(value, Text):
        yield " · ".join(way or ("한국어",)), value.ko
        if not value.proper:
            yield " · ".join((*way, "영어")), value.en or GONE
    elif isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            yield from _leaves(getattr(value, name), (*way, field.title or name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*way, str(key)))
    elif isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        for index, item in enumerate(value):
            yield from _leaves(item, (*way, item_name(item, index)))
    elif value not in (None, ()):
        yield " · ".join(way), _said(value)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "예" if value else "아니요"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
