"""What editors read: schemas of the data, which files they are for, what can be completed."""

from __future__ import annotations

import datetime
import json
from pathlib import Path, PurePath
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from lxml import etree

from conftest import ROOT
from kb.commands.main import main
from kb.content.compile import context_of
from kb.editors.files import committed_files, stale_files, write_editor_files
from kb.editors.schemas import schema, schema_path, schemas
from kb.editors.settings import settings_files
from kb.editors.snippets import SNIPPETS, snippets
from kb.facts.collections import COLLECTIONS
from kb.facts.load import files_of, ids, plain_value
from kb.folder import Folder
from kb.memo import Memo
from kb.show.directive import DirectiveError
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES
from texts import Texts, project_of, project_texts, real


def small() -> Memo:
    fixture = Texts.of(ROOT / "tests" / "fixture", below="data")
    return project_of(project_texts(fixture))


def as_json(value: Any) -> Any:
    """A value of YAML as editors read it: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_what_editors_read_in_the_repository_is_up_to_date() -> None:
    assert stale_files(real()) == [], "run `make schema`"


def test_no_schema_is_left_of_a_collection_that_is_gone() -> None:
    kept = {path.name for path in (ROOT / "data" / "schema").iterdir()}
    assert kept == {f"{collection.name}.json" for collection in COLLECTIONS}


def test_every_file_of_the_data_has_the_schema_of_its_collection_alone() -> None:
    memo, wired = real(), json.loads(settings_files()[".vscode/settings.json"])["yaml.schemas"]
    for collection in COLLECTIONS:
        for path in files_of(memo, collection.name):
            found = [schema for schema, files in wired.items() if PurePath(path).match(files)]
            assert found == [f"./{schema_path(collection.name)}"], path


def test_no_editor_finds_a_mistake_where_the_check_finds_none() -> None:
    memo = real()
    for collection in COLLECTIONS:
        validator = Draft202012Validator(json.loads(schema(memo, collection.name)))
        for path in files_of(memo, collection.name):
            found = validator.iter_errors(as_json(plain_value(memo, path)[1]))
            assert not [f"{path}: {error.message}" for error in found]


def test_what_differs_is_stale_until_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    memo = Memo(Folder(tmp_path))
    wanted = committed_files(memo)
    assert stale_files(memo) == list(wanted)
    assert write_editor_files(memo, tmp_path) == [*wanted, SNIPPETS]
    assert stale_files(memo) == [] and write_editor_files(memo, tmp_path) == []
    changed = tmp_path / "data" / "schema" / "vendors.json"
    changed.write_text(changed.read_text("utf-8").replace("회사 또는 재단", "회사"), "utf-8")
    memo.changed(["data/schema/vendors.json"])
    assert stale_files(memo) == ["data/schema/vendors.json"]


def test_the_command_names_what_it_writes_and_what_is_stale(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    stale = CliRunner().invoke(main, ["schema", "--check", "--root", str(tmp_path)])
    assert stale.exit_code == 1 and "data/schema/vendors.json" in stale.output
    written = CliRunner().invoke(main, ["schema", "--root", str(tmp_path)])
    assert written.exit_code == 0 and ".vscode/settings.json" in written.output
    again = CliRunner().invoke(main, ["schema", "--check", "--root", str(tmp_path)])
    assert (again.exit_code, again.output) == (0, "")


def test_a_schema_tells_an_editor_labels_choices_and_what_is_required() -> None:
    vendor = json.loads(schema(small(), "vendors"))
    assert vendor["properties"]["company"]["title"] == "회사 또는 재단"
    assert vendor["properties"]["company"]["description"] == "회사 또는 재단. 보기: Google"
    assert "company" in vendor["required"] and "suits" not in vendor["required"]
    assert vendor["properties"]["kind"]["enum"] == ["cloud", "company", "project"]
    assert vendor["additionalProperties"] is False


def test_a_schema_names_the_ids_that_a_field_takes() -> None:
    memo = small()
    vendor = json.loads(schema(memo, "vendors"))
    assert list(vendor["properties"]["capabilities"]["properties"]) == sorted(
        ids(memo, "capabilities")
    )
    edition = json.loads(schema(memo, "editions"))
    assert list(edition["properties"]["assessments"]["properties"]) == ["automl"]
    assert "enum" not in edition["$defs"]["Evidence"]["anyOf"][0]["properties"]["source"]


def test_a_schema_of_many_records_is_a_map_of_them() -> None:
    sources = json.loads(schema(small(), "sources"))
    assert sources["type"] == "object"
    assert sources["additionalProperties"] == {"$ref": "#/$defs/Source"}


@pytest.mark.parametrize("path", settings_files())
def test_each_editor_knows_the_schema_of_each_file(path: str) -> None:
    text = settings_files()[path]
    if path.endswith(".json"):
        settings = json.loads(text)
        lsp = settings.get("lsp", {}).get("yaml-language-server", {}).get("settings", {})
        wired = settings.get("yaml.schemas") or lsp["yaml"]["schemas"]
    else:
        found = etree.fromstring(text.encode()).iter("SchemaInfo")
        values = [{o.get("name"): o.get("value") for o in info.iter("option")} for info in found]
        wired = {f"./{value['relativePathToSchema']}": value["path"] for value in values}
    assert wired == {f"./{schema_path(c.name)}": f"data/{c.path}" for c in COLLECTIONS}
    assert {name.removeprefix("./") for name in wired} == schemas(small()).keys()


def test_ids_directives_and_terms_can_be_completed() -> None:
    found = json.loads(snippets(small())).values()
    in_pages = {one["prefix"]: one["body"] for one in found if one["scope"] == "markdown"}
    in_data = {one["prefix"]: one["body"] for one in found if one["scope"] == "yaml"}
    assert in_pages["vendor_card"] == '{{ vendor_card("${1|alpha|}") }}'
    assert in_pages["cite-report"] == '{{ cite("report") }}'
    assert in_pages["figure-market.first.target"] == '{{ figure("market.first.target") }}'
    assert in_pages["드리프팅"] == "드리프트"
    assert in_data["report"] == "report"
    assert DIRECTIVES.keys() <= in_pages.keys()


def test_what_is_completed_without_a_place_to_fill_can_be_called() -> None:
    memo = small()
    evaluator = Evaluator(DIRECTIVES, context_of(memo, "index", "ko", "ko"))
    bodies = [one["body"] for one in json.loads(snippets(memo)).values()]
    for body in (body for body in bodies if body.startswith("{{ ") and "$" not in body):
        try:
            evaluator.evaluate(body.strip("{} "))
        except DirectiveError as error:
            pytest.fail(f"{body}: {error.message}")
