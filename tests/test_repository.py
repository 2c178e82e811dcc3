"""What hosts, editors and git read of the repository is what they take."""

from __future__ import annotations

import configparser
import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

GITHUB = ROOT / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
TOP = {"name", "description", "title", "labels", "body", "assignees", "projects", "type"}
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}
"""What the host's documentation says of forms: the keys of one, and those of each kind of field."""


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def ignored(*paths: str) -> list[str]:
    command = ["git", "-C", str(ROOT), "check-ignore", "--no-index", *paths]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_one(path: Path) -> None:
    form = loaded(path)
    assert {"name", "description", "body"} <= form.keys() <= TOP
    assert all(isinstance(form[key], str) and form[key] for key in ("name", "description"))
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 0
    for field in form["body"]:
        assert field.keys() <= {"type", "id", "attributes", "validations"}
        assert field["attributes"].keys() <= ATTRIBUTES[field["type"]]
        assert field["type"] == "markdown" or field["attributes"]["label"]
        assert field.get("validations", {}).keys() <= {"required"}
        options = field["attributes"].get("options", ["one"])
        assert options and len(options) == len(set(options))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_in_both_languages(path: Path) -> None:
    form = loaded(path)
    labels = [field["attributes"]["label"] for field in form["body"]]
    for text in (form["name"], *labels):
        korean, _, english = text.partition(" · ")
        assert not korean.isascii() and english.isascii() and english


def test_there_is_a_form_for_a_wrong_fact_a_new_vendor_and_a_translation() -> None:
    assert [path.stem for path in FORMS] == ["new-vendor", "translation", "wrong-fact"]
    assert loaded(GITHUB / "ISSUE_TEMPLATE" / "config.yml") == {"blank_issues_enabled": True}


def test_hooks_of_commits_are_ours_and_fetch_nothing() -> None:
    (repo,) = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    for hook in repo["hooks"]:
        assert hook["language"] == "system" and "additional_dependencies" not in hook


def test_hooks_of_commits_run_in_the_environment_of_the_project(tmp_path: Path) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho ours "$@"\n')
    python.chmod(0o755)
    (repo,) = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    said = [
        subprocess.run(
            [*shlex.split(hook["entry"]), "a.py"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hook in repo["hooks"]
    ]
    assert said == ["ours -m kb check\n", "ours -m ruff check a.py\n"]


def test_editors_and_git_agree_on_the_ends_of_lines() -> None:
    settings = configparser.ConfigParser()
    settings.read_string("[top]\n" + (ROOT / ".editorconfig").read_text("utf-8"))
    assert settings["*"]["end_of_line"] == "lf" and settings["*"]["charset"] == "utf-8"
    assert (ROOT / ".gitattributes").read_text("utf-8").startswith("* text=auto eol=lf\n")


def test_editors_are_told_of_extensions() -> None:
    told = json.loads((ROOT / ".vscode" / "extensions.json").read_text("utf-8"))
    assert told.keys() == {"recommendations"}


def test_of_the_settings_of_editors_only_the_shared_ones_are_kept() -> None:
    kept = (".vscode/settings.json", ".zed/settings.json", ".idea/jsonSchemas.xml")
    own = (".idea/workspace.xml", ".vscode/kb.code-snippets")
    assert ignored(*kept, *own) == list(own)


def test_both_guides_for_contributors_lead_to_files_that_are_there() -> None:
    for name in ("CONTRIBUTING.md", "CONTRIBUTING.en.md"):
        text = (ROOT / name).read_text("utf-8")
        for target in (part.partition(")")[0] for part in text.split("](")[1:]):
            assert (ROOT / target).exists(), target
