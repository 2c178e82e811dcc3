"""The published tables as bytes, by path below the site's root."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from kb.facts.published.column import Shape, Typed, shape_of
from kb.facts.published.rows import Value, rows
from kb.facts.published.schema import Notes, data_package, json_schema, notes_of
from kb.facts.published.tables import TABLES, Table
from kb.facts.view import Facts
from kb.model.base import Text
from kb.model.published import Release

FOLDER = "data"
VERSION = "v1"
VERSIONED = f"{FOLDER}/{VERSION}"
PACKAGE = f"{FOLDER}/datapackage.json"
INDEX = f"{VERSIONED}/index.json"


def csv_path(table: Table) -> str:
    return f"{FOLDER}/{table.name}.csv"


def json_path(table: Table) -> str:
    return f"{VERSIONED}/{table.name}.json"


def schema_path(table: Table) -> str:
    return f"{VERSIONED}/schema/{table.name}.json"


def table_files(facts: Facts, title: Text, licence: str) -> dict[str, bytes]:
    """Every table as CSV and JSON, their schemas, the list of them and the data package.

    title: of the whole. licence: of what is ours; empty where none has been named.
    """
    notes = notes_of(facts)
    release = latest(facts)
    version = release.id if release else ""
    made = [(shape, rows(facts, shape)) for shape in map(shape_of, TABLES)]
    shapes = [shape for shape, _ in made]
    found = {
        PACKAGE: _json(data_package(shapes, notes, title, version, licence)),
        INDEX: _json(
            {
                "version": version,
                "date": release.date if release else None,
                "title_ko": title.ko,
                "title_en": title.get("en"),
                "licence": licence or None,
                "data_package": "../datapackage.json",
                "tables": [_entry(shape, notes, len(held)) for shape, held in made],
            }
        ),
    }
    for shape, held in made:
        found |= _of_table(shape, held, notes)
    return found


def latest(facts: Facts) -> Release | None:
    """The last of the published versions; None where there is none yet."""
    return max(facts.published.values(), key=lambda release: release.date, default=None)


def _of_table(shape: Shape, found: list[dict[str, Value]], notes: Notes) -> dict[str, bytes]:
    table = shape.table
    return {
        csv_path(table): _csv(shape.columns, found),
        json_path(table): _lines(found),
        schema_path(table): _json(json_schema(shape, notes)),
    }


def _entry(shape: Shape, notes: Notes, count: int) -> dict[str, Any]:
    """A table in the list of them; paths are relative to the list."""
    table = shape.table
    text = notes[table.name].text
    return {
        "name": table.name,
        "description_ko": text.ko,
        "description_en": text.get("en"),
        "path": f"{table.name}.json",
        "csv": f"../{table.name}.csv",
        "schema": f"schema/{table.name}.json",
        "rows": count,
        "key": list(table.key),
        "columns": [
            {"name": column.name, "type": column.type, "unit": column.unit or None}
            for column in shape.columns
        ],
    }


def _csv(columns: tuple[Typed, ...], found: list[dict[str, Value]]) -> bytes:
    """RFC 4180 in UTF-8 without a byte order mark, which would be part of the first name."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([_cell(row[column.name]) for column in columns] for row in found)
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _lines(found: list[dict[str, Value]]) -> bytes:
    """A row in each line, so that what changed can be seen."""
    lines: Iterator[str] = (json.dumps(row, ensure_ascii=False) for row in found)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
