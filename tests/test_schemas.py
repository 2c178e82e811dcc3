"""The JSON Schemas that editors read are those of the models."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import ROOT
from kb.facts.collections import COLLECTIONS
from kb.facts.schemas import schemas, stale_schemas, write_schemas


def test_the_schemas_in_the_repository_are_up_to_date() -> None:
    assert stale_schemas(ROOT) == [], "run `make schema`"


def test_no_schema_is_left_of_a_collection_that_is_gone() -> None:
    kept = {path.name for path in (ROOT / "data" / "schema").iterdir()}
    assert kept == {f"{collection.name}.json" for collection in COLLECTIONS}


def test_every_file_of_the_data_names_a_schema_that_exists() -> None:
    for path in (ROOT / "data").rglob("*.yml"):
        first = path.read_text("utf-8").partition("\n")[0]
        _, marked, name = first.partition("$schema=")
        assert not marked or (path.parent / name.strip()).exists(), path


def test_a_schema_that_differs_is_stale_until_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert len(stale_schemas(tmp_path)) == len(COLLECTIONS)
    write_schemas(tmp_path)
    assert stale_schemas(tmp_path) == []
    changed = tmp_path / "data" / "schema" / "vendors.json"
    changed.write_text(changed.read_text("utf-8").replace("회사 또는 재단", "회사"), "utf-8")
    assert stale_schemas(tmp_path) == ["vendors.json"]


def test_a_schema_tells_an_editor_labels_choices_and_what_is_required() -> None:
    vendor = json.loads(dict(schemas())["vendors.json"])
    assert vendor["properties"]["company"]["title"] == "회사 또는 재단"
    assert "company" in vendor["required"] and "suits" not in vendor["required"]
    assert vendor["properties"]["kind"]["enum"] == ["cloud", "company", "project"]
    assert vendor["additionalProperties"] is False


def test_a_schema_of_many_records_is_a_map_of_them() -> None:
    sources = json.loads(dict(schemas())["sources.json"])
    assert sources["type"] == "object"
    assert sources["additionalProperties"] == {"$ref": "#/$defs/Source"}
