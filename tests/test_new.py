"""Skeletons of new things: right as they are, so that writers begin with a site that builds."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import copy_project
from kb.commands.main import main
from kb.commands.new import KINDS, ScaffoldError, scaffold
from kb.findings.finding import Severity
from kb.site.build import Build, settings_of

TODAY = datetime.date(2026, 11, 23)
NAMES = {
    "vendor": "acme",
    "technology": "model-caching",
    "edition": "2027",
    "term": "shadow-copy",
    "page": "trends/small-models",
}


def check(root: Path) -> set[str]:
    """What is wrong, and warnings about the new, each as `path rule`."""
    build = Build.load(root, settings_of(root / "mkdocs.yml", TODAY.isoformat()))
    return {
        f"{finding.path} {finding.rule}"
        for finding in build.findings
        if finding.severity is Severity.ERROR or not finding.rule.startswith("translation/")
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return check(copy_project(tmp_path_factory.mktemp("before") / "kb"))


def test_every_kind_is_tried_here() -> None:
    assert KINDS.keys() == NAMES.keys()


@pytest.mark.parametrize("kind", NAMES)
def test_a_skeleton_makes_a_project_without_errors(
    kind: str, before: set[str], tmp_path: Path
) -> None:
    root = copy_project(tmp_path / "kb")
    written = scaffold(root, kind, NAMES[kind], TODAY)
    assert all(path.exists() for path in written)
    # A page has to be put into the menu by hand; the finding says how.
    expected = {"docs/trends/small-models.md nav/omitted"} if kind == "page" else set()
    assert check(root) - before == expected


def test_an_edition_carries_the_one_before_without_its_moves(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "kb")
    scaffold(root, "edition", "2027", TODAY)
    facts = Build.load(root, settings_of(root / "mkdocs.yml")).project.facts
    old, new = facts.editions["2026"], facts.editions["2027"]
    assert list(new.assessments) == list(old.assessments)
    assert new.as_of == "2027" and new.reviewed == "2026-11-23"
    for name, assessment in new.assessments.items():
        assert assessment.level == old.assessments[name].level
        assert assessment.challenge.en == old.assessments[name].challenge.en
        assert assessment.move is None


def test_an_edition_between_two_others_follows_the_earlier(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "maturity"
    folder.mkdir(parents=True)
    for year, level in (("2024", "initial"), ("2026", "mature")):
        text = f"assessments:\n  automl: {{level: {level}, move: 까닭}}\n"
        (folder / f"{year}.yml").write_text(text, "utf-8")
    scaffold(tmp_path, "edition", "2025", TODAY)
    text = (folder / "2025.yml").read_text("utf-8")
    assert "level: initial" in text and "까닭" not in text


def test_a_first_edition_has_nothing_to_carry(tmp_path: Path) -> None:
    scaffold(tmp_path, "edition", "2024", TODAY)
    assert "assessments: {}" in (tmp_path / "data/maturity/2024.yml").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["Acme", "acme corp", "에이크미", "../acme", "acme/x", "-acme", "a_b"]
)
def test_what_cannot_be_an_address_is_no_id(name: str, tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="식별자로 쓸 수 없다"):
        scaffold(tmp_path, "vendor", name, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_page_may_lie_in_a_folder_but_not_outside(tmp_path: Path) -> None:
    assert scaffold(tmp_path, "page", "trends/x/y", TODAY) == [tmp_path / "docs/trends/x/y.md"]
    with pytest.raises(ScaffoldError):
        scaffold(tmp_path, "page", "../x", TODAY)


def test_what_exists_is_never_overwritten(tmp_path: Path) -> None:
    page = tmp_path / "docs/vendors/acme.md"
    page.parent.mkdir(parents=True)
    page.write_text("mine")
    with pytest.raises(ScaffoldError, match="이미 있다"):
        scaffold(tmp_path, "vendor", "acme", TODAY)
    assert page.read_text() == "mine"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "무엇을 만들지(KIND) 고른다: vendor, technology, edition, term, page"),
        (["vendro", "acme"], "혹시 'vendor'?"),
        (["term"], "make new KIND=term ID=my-term"),
    ],
)
def test_the_command_says_in_korean_what_it_needs(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(main, ["new", *arguments])
    assert result.exit_code == 1
    assert told in result.output
