"""Each wrong input gives exactly its findings, at the right place."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.findings.finding import Finding, Severity, ordered
from kb.read import yamlfile
from kb.site.build import Build, settings_of

TESTS = Path(__file__).parent
CATALOGUE: list[dict[str, Any]] = yamlfile.parse(
    (TESTS / "catalogue.yml").read_text("utf-8"), "catalogue.yml"
)[0].value
TODAY = "2026-06-01"


def project_in(folder: Path) -> Path:
    """A copy of the sound fixture project, with the real templates and words."""
    root = folder / "project"
    shutil.copytree(TESTS / "fixture", root)
    shutil.copytree(TESTS.parent / "overrides" / "kb", root / "overrides" / "kb")
    shutil.copy(TESTS.parent / "data" / "words.yml", root / "data" / "words.yml")
    return root


def check(root: Path) -> list[Finding]:
    return Build.load(root, settings_of(root / "mkdocs.yml", TODAY)).findings


def short(finding: Finding) -> str:
    return f"{finding.path}:{finding.line}:{finding.column} {finding.rule}"


@cache
def sound(folder: Path) -> frozenset[str]:
    return frozenset(short(finding) for finding in check(project_in(folder)))


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    return sound(tmp_path_factory.mktemp("sound"))


def change(root: Path, entry: dict[str, Any]) -> None:
    path = root / entry["file"]
    if "write" in entry:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry["write"] + "\n", "utf-8")
    elif "remove" in entry:
        path.unlink()
    else:
        old, new = entry["edit"]
        text = path.read_text("utf-8")
        assert old in text, f"{entry['name']}: the fixture no longer has {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_fixture_project_has_no_errors(tmp_path: Path) -> None:
    wrong = [f for f in check(project_in(tmp_path)) if f.severity is Severity.ERROR]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry["name"])
def test_a_wrong_input_gives_exactly_its_findings(
    entry: dict[str, Any], tmp_path: Path, baseline: frozenset[str]
) -> None:
    root = project_in(tmp_path)
    for edit in (entry, *entry.get("also", ())):
        change(root, edit)
    found = {short(finding) for finding in check(root)} - baseline
    assert sorted(found) == sorted(entry["expect"])


def test_every_rule_has_an_entry_in_the_catalogue() -> None:
    told = re.compile(r'["\']((?:yaml|schema|data|market|sources|maturity|review|vendors|corrections'
                      r'|glossary|page|nav|translation|chart)/[a-z-]+)["\']')  # fmt: skip
    sources = (TESTS.parent / "hooks" / "kb").rglob("*.py")
    rules = {rule for path in sources for rule in told.findall(path.read_text("utf-8"))}
    covered = {expected.rpartition(" ")[2] for entry in CATALOGUE for expected in entry["expect"]}
    assert rules == covered


def test_findings_speak_korean_and_name_the_mend(tmp_path: Path) -> None:
    root = project_in(tmp_path)
    change(root, {"name": "", "file": "data/maturity/2026.yml", "edit": ["developing", "matur"]})
    text = "\n".join(str(finding) for finding in check(root))
    assert (
        "data/maturity/2026.yml:6:12: 'matur'은(는) 허용되지 않는 값입니다. "
        "허용값: initial, developing, mature. 혹시 'mature'? [schema/choice] → index.md"
    ) in text


def test_files_of_the_branch_come_first_and_errors_before_warnings() -> None:
    findings = [
        Finding("a.yml", 1, 1, Severity.WARNING, "x/y", "늦음"),
        Finding("a.yml", 9, 1, Severity.ERROR, "x/y", "나중"),
        Finding("b.yml", 2, 1, Severity.ERROR, "x/y", "먼저"),
    ]
    assert [f.message for f in ordered(findings, {"b.yml"})] == ["먼저", "나중", "늦음"]
