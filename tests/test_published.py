"""The data as files: what they hold, what describes them, and that the two agree."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError as Invalid

from conftest import ROOT
from kb.facts.collections import BY_NAME
from kb.facts.published.column import shape_of
from kb.facts.published.files import INDEX, PACKAGE, csv_path, json_path, schema_path
from kb.facts.published.rows import row_count
from kb.facts.published.schema import notes_of, row_list, row_model
from kb.facts.published.tables import TABLES, UNPUBLISHED, Table
from kb.facts.view import Facts
from kb.memo import Memo
from kb.model.fields import fields_of
from kb.site.downloads import data_files
from texts import Texts, facts_of, project_of, real

LICENCE = "data/v1/LICENCE.txt"
CHANGES = "data/v1/CHANGELOG.md"
TYPES = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return data_files(real())


@pytest.fixture(scope="module")
def package(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[PACKAGE])
    return found


def lines(files: dict[str, bytes], path: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(files[path].decode(), newline=""), strict=True)


def typed(row: dict[str, str], fields: list[dict[str, Any]]) -> dict[str, Any]:
    """A row of a CSV file read as its package says."""
    return {
        field["name"]: TYPES[field["type"]](row[field["name"]]) if row[field["name"]] else None
        for field in fields
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_json_holds_what_its_schema_says(files: dict[str, bytes], table: Table) -> None:
    rows = row_list(shape_of(table)).validate_json(files[json_path(table)])
    schema = json.loads(files[schema_path(table)])
    item = next(iter(schema["$defs"].values()))
    assert rows and len(rows) == row_count(real(), table.name)
    assert list(item["properties"]) == item["required"] == list(type(rows[0]).model_fields)
    assert item["additionalProperties"] is False


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_read_as_its_package_says_is_the_json(
    files: dict[str, bytes], package: dict[str, Any], table: Table
) -> None:
    resource = next(each for each in package["resources"] if each["name"] == table.name)
    fields = resource["schema"]["fields"]
    path = csv_path(table)
    assert path == f"data/{resource['path']}" and not files[path].startswith(b"\xef\xbb\xbf")
    read = [typed(row, fields) for row in lines(files, path)]
    assert read == json.loads(files[json_path(table)])
    for field in fields:
        for value in (row[field["name"]] for row in read):
            rules = field.get("constraints", {})
            assert value is not None or not rules.get("required"), field
            if value is not None:
                assert value in rules.get("enum", [value])
                assert re.search(rules.get("pattern", ""), str(value)), (field, value)


def test_keys_tell_rows_apart_and_lead_to_rows(
    files: dict[str, bytes], package: dict[str, Any]
) -> None:
    rows = {
        each["name"]: list(lines(files, f"data/{each['path']}")) for each in package["resources"]
    }
    for each in package["resources"]:
        key = each["schema"]["primaryKey"]
        assert len({tuple(row[name] for name in key) for row in rows[each["name"]]}) == len(
            rows[each["name"]]
        )
        for foreign in each["schema"]["foreignKeys"]:
            known = {row["id"] for row in rows[foreign["reference"]["resource"]]} | {""}
            assert {row[foreign["fields"]] for row in rows[each["name"]]} <= known


def test_the_schema_refuses_what_is_not_a_row(files: dict[str, bytes]) -> None:
    table = next(table for table in TABLES if table.name == "estimates")
    rows = json.loads(files[json_path(table)])
    for wrong in ({"value_usd": "4.1B"}, {"grade": "D"}, {"year": None}, {"more": 1}):
        with pytest.raises(Invalid):
            row_model(shape_of(table)).model_validate(rows[0] | wrong)


def test_an_estimate_has_a_row_for_each_year_in_whole_dollars(files: dict[str, bytes]) -> None:
    rows = [row for row in lines(files, "data/estimates.csv") if row["id"] == "360iresearch"]
    assert [(row["kind"], row["year"], row["value_usd"], row["rounding_usd"]) for row in rows] == [
        ("base", "2024", "4410000000", "5000000"),
        ("target", "2032", "55660000000", "5000000"),
    ]
    assert {row["grade"] for row in rows} <= set("ABC")
    assert all(row["source_url"].startswith("https://") and row["accessed"] for row in rows)


def test_every_text_has_both_languages_and_a_name_is_the_same_in_both() -> None:
    facts = Facts(real())
    assert facts.estimates["brief"].publisher.en
    for table in TABLES:
        names = [column.name for column in shape_of(table).columns]
        assert len(names) == len(set(names))
        assert [n[:-3] for n in names if n.endswith("_ko")] == [
            n[:-3] for n in names if n.endswith("_en")
        ]


@pytest.mark.parametrize("collection", sorted({table.collection for table in TABLES}))
def test_no_field_of_the_data_is_left_out(collection: str) -> None:
    """What readers see can be downloaded: each field is in a column of some table."""
    ways = {
        way
        for table in TABLES
        if table.collection == collection
        for column in table.columns
        for way in _ways(table, column.steps)
    }
    for note in fields_of(BY_NAME[collection].model):
        path = re.sub(r"\[\]|\.\*", "", note.path)
        is_known = _ALIASES.get(path, path) in ways or f"{collection}.{path}" in UNPUBLISHED
        is_inside = f"{collection}.{path.partition('.')[0]}" in UNPUBLISHED
        assert is_known or is_inside or note.kind.name == "group", f"{note.path} is in no table"


_ALIASES = {
    "stated_cagr.from": "stated_cagr.from_year",
    "stated_cagr.to": "stated_cagr.to_year",
    "licence.id": "licence.spdx",
    **{f"{name}.id": f"{name}.key" for name in ("events", "duties", "elements")},
    **{f"{name}.id": f"{name}.key" for name in ("entry", "work", "exit")},
}


def _ways(table: Table, steps: tuple[str, ...]) -> list[str]:
    """The ways of a column from its record; several where fields stand side by side."""
    starts = [step.split("|") for step in table.each] if steps[0] == "item" else []
    return [".".join([*start, *steps[1:]]) for start in product(*starts)]


def test_the_list_of_tables_names_files_that_exist(files: dict[str, bytes]) -> None:
    index = json.loads(files[INDEX])
    assert [entry["name"] for entry in index["tables"]] == [table.name for table in TABLES]
    for entry in index["tables"]:
        assert entry["description_ko"] and entry["description_en"]
        assert f"data/v1/{entry['path']}" in files
        assert f"data/v1/{entry['schema']}" in files
        assert f"data/{entry['csv'].removeprefix('../')}" in files
        assert entry["rows"] == len(json.loads(files[f"data/v1/{entry['path']}"]))
        assert {"value_usd": "USD"}.items() <= {
            column["name"]: column["unit"] for column in entry["columns"]
        }.items() or entry["name"] not in ("estimates", "deals")


def test_notes_are_of_tables_and_columns_that_exist() -> None:
    columns = {table.name: {c.name.replace("_", "-") for c in table.columns} for table in TABLES}
    for name, note in Facts(real()).table_notes.items():
        assert set(note.columns) <= columns[name], name


def test_a_table_without_a_note_is_described_as_its_collection() -> None:
    assert notes_of(facts_of({}))["domains"].text == BY_NAME["domains"].about


@pytest.fixture(scope="module")
def again() -> tuple[Texts, Memo]:
    """The same data, read a second time."""
    texts = Texts.of_folder(ROOT, "data", "mkdocs.yml", "overrides/kb")
    return texts, project_of(texts)


def test_the_same_data_give_the_same_bytes_and_clash_with_no_chart(
    again: tuple[Texts, Memo],
) -> None:
    made = data_files(again[1])
    assert made == data_files(real())
    assert not [path for path in made if path.startswith("data/charts/")]


def with_licence(again: tuple[Texts, Memo], name: str) -> dict[str, bytes]:
    texts, memo = again
    texts["mkdocs.yml"] = re.sub('licence: ".*?"', f'licence: "{name}"', texts["mkdocs.yml"])
    memo.changed(["mkdocs.yml"])
    return data_files(memo)


def test_where_no_licence_is_named_the_files_say_so(files: dict[str, bytes]) -> None:
    said = files[LICENCE].decode()
    assert "아직 정하지 않았다" in said and "No licence has been named yet" in said
    assert "licenses" not in json.loads(files[PACKAGE])
    assert json.loads(files[INDEX])["licence"] is None


def test_the_licence_that_is_named_stands_everywhere(again: tuple[Texts, Memo]) -> None:
    files = with_licence(again, "CC-BY-4.0")
    said = files[LICENCE].decode()
    assert said.count("CC-BY-4.0") == 2 and "yet" not in said
    assert "are excepted" in said
    assert json.loads(files[PACKAGE])["licenses"] == [{"name": "CC-BY-4.0"}]
    assert json.loads(files[INDEX])["licence"] == "CC-BY-4.0"


def test_the_changes_come_from_the_data_with_the_promise(files: dict[str, bytes]) -> None:
    text = files[CHANGES].decode()
    release = next(iter(Facts(real()).published.values()))
    assert f"## {release.id} ({release.date})" in text
    assert release.text.ko in text and release.text.get("en") in text
    assert "Within v1 no file" in text and "v1 안에서는" in text
    assert "&" not in text and "<" not in text
    assert json.loads(files[INDEX])["version"] == release.id


def test_data_that_are_not_there_make_no_rows() -> None:
    assert row_count(facts_of({}).memo, "estimates") == 0
