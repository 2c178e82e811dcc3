"""What describes the published tables: a JSON Schema for each, a Frictionless package for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, create_model

from kb.facts.collections import BY_NAME
from kb.facts.published.column import Shape, Typed
from kb.facts.published.tables import TABLES
from kb.facts.view import Facts
from kb.model.base import Text
from kb.model.published import TableNote

_KINDS: Mapping[str, Any] = {"string": str, "integer": int, "number": float, "boolean": bool}
Notes = Mapping[str, TableNote]
"""What is said of each table, by its name."""


def notes_of(facts: Facts) -> Notes:
    """What the data say of each table, or else what is said of the collection that it shows."""
    return {
        table.name: facts.table_notes.get(table.name)
        or TableNote(text=BY_NAME[table.collection].about)
        for table in TABLES
    }


def row_model(shape: Shape, note: TableNote | None = None) -> type[BaseModel]:
    """What a row of a table's JSON file has to be."""
    fields: dict[str, Any] = {
        column.name: (_hint(column), _field(column, note)) for column in shape.columns
    }
    return create_model(
        shape.table.name, __config__=ConfigDict(extra="forbid", strict=True), **fields
    )


def row_list(shape: Shape, note: TableNote | None = None) -> TypeAdapter[list[BaseModel]]:
    """What checks a table's JSON file as a whole."""
    row: Any = row_model(shape, note)
    return TypeAdapter(list[row])


def json_schema(shape: Shape, notes: Notes) -> dict[str, Any]:
    """The JSON Schema of a table's JSON file."""
    note = notes[shape.table.name]
    made = row_list(shape, note).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": shape.table.name,
        **_described(note.text),
        **made,
    }


def data_package(
    shapes: Iterable[Shape], notes: Notes, title: Text, version: str, licence: str
) -> dict[str, Any]:
    """The Frictionless Data Package of the CSV files beside it."""
    return {
        "profile": "tabular-data-package",
        "name": "mlops-industry-research",
        "title": title.get("en"),
        "title_ko": title.ko,
        "version": version,
        **({"licenses": [{"name": licence}]} if licence else {}),
        "resources": [_resource(shape, notes[shape.table.name]) for shape in shapes],
    }


def _hint(column: Typed) -> Any:
    hint = _KINDS[column.type]
    if column.choices:
        hint = Literal[column.choices]
    elif column.pattern:
        hint = Annotated[hint, StringConstraints(pattern=column.pattern)]
    return hint | None if column.nullable else hint


def _field(column: Typed, note: TableNote | None) -> Any:
    unit = {"unit": column.unit} if column.unit else {}
    described = _described(_note_of(column, note))
    return Field(
        title=column.label or None,
        description=described.get("description"),
        json_schema_extra={
            **unit,
            **{key: described[key] for key in described if key[-3:] == "_ko"},
        },
    )


def _described(text: Text | None) -> dict[str, str]:
    return {"description": text.get("en"), "description_ko": text.ko} if text else {}


def _note_of(column: Typed, note: TableNote | None) -> Text | None:
    return note.columns.get(column.column.name.replace("_", "-")) if note else None


def _resource(shape: Shape, note: TableNote) -> dict[str, Any]:
    table, columns = shape.table, shape.columns
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        **_described(note.text),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field_of(column, note) for column in columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": column.name,
                    "reference": {"resource": column.refers_to, "fields": "id"},
                }
                for column in columns
                if column.refers_to
            ],
        },
    }


def _field_of(column: Typed, note: TableNote | None) -> dict[str, Any]:
    constraints = {
        **({} if column.nullable else {"required": True}),
        **({"enum": list(column.choices)} if column.choices else {}),
        **({"pattern": column.pattern} if column.pattern else {}),
    }
    return {
        "name": column.name,
        "type": column.type,
        **({"title": column.label} if column.label else {}),
        **_described(_note_of(column, note)),
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }
