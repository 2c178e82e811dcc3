"""What the columns of a table are, as the models say: types, choices, labels, references."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kb.facts.collections import BY_NAME
from kb.facts.published.tables import TABLES, Column, Table
from kb.model.base import ID_PATTERN, Identifier, Record, Reference, Text
from kb.model.fields import kind_of
from kb.model.quantities import Printed, Usd

Type = Literal["string", "integer", "number", "boolean"]
DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
"""A date as exact as it is known."""
_TYPES: dict[str, Type] = {"integer": "integer", "boolean": "boolean", "number": "number"}
_PATTERNS = {
    "date": DATE_PATTERN,
    "identifier": ID_PATTERN,
    "reference": ID_PATTERN,
    "country": r"^[A-Z]{2}$",
    "address": r"^https?://\S+$",
}


@dataclass(frozen=True)
class Typed:
    """A column as it is published.

    column: what it was made of. lang: of a text. nullable: a row may have nothing there. label:
    of the field, Korean. refers_to: the table whose `id` it holds.
    """

    name: str
    type: Type
    column: Column
    lang: Literal["", "ko", "en"] = ""
    nullable: bool = False
    unit: str = ""
    pattern: str = ""
    choices: tuple[str, ...] = ()
    label: str = ""
    refers_to: str = ""


@dataclass(frozen=True)
class _Place:
    """The end of a column's way. hint: its type. optional: there may be nothing."""

    hint: Any
    optional: bool = False
    label: str = ""


@dataclass(frozen=True)
class Shape:
    """A table with its columns as they are published, two for each text."""

    table: Table
    columns: tuple[Typed, ...]


def shape_of(table: Table) -> Shape:
    """What the models say of a table."""
    return Shape(table, tuple(one for column in table.columns for one in _typed(table, column)))


def _typed(table: Table, column: Column) -> Iterator[Typed]:
    place = _place(table, column.steps)
    if isinstance(place.hint, type) and issubclass(place.hint, Text):
        for lang in ("ko", "en"):
            empty = place.optional or lang == "en"
            name = f"{column.name}_{lang}"
            yield Typed(name, "string", column, lang, empty, label=place.label)
        return
    yield _plain(table, column, place)


def _plain(table: Table, column: Column, place: _Place) -> Typed:
    if column.steps == ("record", "id"):
        own = _table_of(table.collection)
        target = own if own != table.name else ""
        return Typed(column.name, "string", column, pattern=ID_PATTERN, refers_to=target)
    if place.hint is Decimal or (isinstance(place.hint, type) and issubclass(place.hint, Usd)):
        # Whole dollars; other amounts may have decimals.
        number: Type = "integer" if column.unit == "USD" else "number"
        return Typed(
            column.name, number, column, "", place.optional, column.unit, label=place.label
        )
    kind = kind_of(place.hint)
    return Typed(
        column.name,
        _TYPES.get(kind.name, "string"),
        column,
        "",
        place.optional,
        column.unit,
        _PATTERNS.get(kind.name, ""),
        kind.choices,
        place.label,
        _table_of(kind.target) if kind.target else "",
    )


def _table_of(collection: str) -> str:
    """The table with a row for each record of a collection, `id` its key; empty for none."""
    found = (
        table.name
        for table in TABLES
        if table.collection == collection and table.key == ("id",) and not table.each
    )
    return next(found, "")


def _place(table: Table, steps: tuple[str, ...]) -> _Place:
    model = BY_NAME[table.collection].model
    item, keys = _row(model, table.each)
    start, rest = steps[0], steps[1:]
    if start == "keys":
        return _Place(keys[int(rest[0])])
    return _follow(_Place(item if start == "item" else model), rest)


def _row(model: Any, each: tuple[str, ...]) -> tuple[Any, list[Any]]:
    """The type of what a row is about, and those of the keys that it stands under."""
    keys: list[Any] = []
    for step in each:
        ways = [way.split(".") for way in step.split("|")]
        if len(ways) > 1:
            keys.append(Literal[tuple(way[-1] for way in ways)])
        model, inner = _inside(_follow(_Place(model), tuple(ways[0])).hint)
        keys += inner
    return model, keys


def _inside(hint: Any) -> tuple[Any, list[Any]]:
    """What a list or map holds, and the type of its keys; anything else is itself."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return arguments[0], [int]
    return (arguments[1], [arguments[0]]) if origin is dict else (hint, [])


def _follow(place: _Place, steps: tuple[str, ...]) -> _Place:
    hint, empty = _without_none(place.hint)
    optional = place.optional or empty
    if not steps:
        return _Place(hint, optional, place.label)
    if isinstance(hint, type) and issubclass(hint, Reference):
        hint = BY_NAME[hint.target].model
    if issubclass(hint, Printed):
        return _Place(Decimal, optional)
    if steps[0] == "id":
        return _Place(Identifier, optional)
    return _follow(_field(hint, steps[0], optional), steps[1:])


def _field(model: type[Record], name: str, optional: bool) -> _Place:
    hints = get_type_hints(model, include_extras=True)
    return _Place(hints[name], optional, model.model_fields[name].title or "")


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    options = [option for option in get_args(hint) if option is not type(None)]
    return options[0], len(options) < len(get_args(hint))
