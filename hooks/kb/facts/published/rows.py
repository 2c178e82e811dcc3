"""What stands in the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kb.facts.published.column import Shape, Typed
from kb.facts.published.tables import TABLES, Table
from kb.facts.view import Facts
from kb.memo import Memo, question
from kb.model.base import Reference, Text
from kb.model.quantities import Printed

Value = str | int | float | bool | None
BY_NAME = {table.name: table for table in TABLES}


@dataclass(frozen=True)
class _Row:
    """What a row is made of. keys: where its item stands in the record."""

    record: Any
    item: Any
    keys: tuple[Any, ...] = ()


@question
def row_count(memo: Memo, name: str) -> int:
    """How many rows a table has."""
    return sum(1 for _ in _rows(Facts(memo), BY_NAME[name]))


def tables_with(facts: Facts, collection: str, id: str, part: str = "") -> list[str]:
    """The tables in which a record has rows. part: a field; then those with a row about it."""
    return [
        table.name
        for table in TABLES
        if table.collection == collection
        and any(
            row.record.id == id and (not part or row.item is getattr(row.record, part, None))
            for row in _rows(facts, table)
        )
    ]


def rows(facts: Facts, shape: Shape) -> list[dict[str, Value]]:
    """The rows of a table in the order of the data, each by column."""
    return [
        {column.name: _cell(facts, row, column) for column in shape.columns}
        for row in _rows(facts, shape.table)
    ]


def _rows(facts: Facts, table: Table) -> Iterator[_Row]:
    for record in facts.collection(table.collection).values():
        found = [_Row(record, record)]
        for step in table.each:
            found = [inner for row in found for inner in _inside(facts, row, step.split("|"))]
        yield from found


def _inside(facts: Facts, row: _Row, ways: list[str]) -> Iterator[_Row]:
    for way in ways:
        steps = way.split(".")
        keys = (*row.keys, steps[-1]) if len(ways) > 1 else row.keys
        held = _follow(facts, row.item, steps)
        if isinstance(held, Mapping):
            items: list[tuple[tuple[Any, ...], Any]] = [
                ((key,), item) for key, item in held.items()
            ]
        elif isinstance(held, tuple):
            items = [((place,), item) for place, item in enumerate(held, 1)]
        else:
            items = [] if held is None else [((), held)]
        yield from (_Row(row.record, item, (*keys, *key)) for key, item in items)


def _cell(facts: Facts, row: _Row, column: Typed) -> Value:
    start, *steps = column.column.steps
    if start == "keys":
        key: Value = row.keys[int(steps[0])]
        return str(key) if isinstance(key, str) else key
    return _plain(_follow(facts, getattr(row, start), steps), column.lang)


def _follow(facts: Facts, value: Any, steps: list[str]) -> Any:
    for step in steps:
        if isinstance(value, Reference):
            value = facts.collection(value.target)[value]
        if value is None:
            return None
        value = getattr(value, step)
    return value


def _plain(value: Any, lang: str) -> Value:
    """A value as JSON knows it: a number as printed, without what it was rounded to."""
    if isinstance(value, Text):
        return value.ko if lang == "ko" else value.en
    if isinstance(value, Printed):
        value = value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, str) else value
