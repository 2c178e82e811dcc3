"""Skeletons of new things: right as they are, so that writers begin with a site that builds."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from kb.commands.main import main
from kb.commands.new import KINDS, ScaffoldError, scaffold
from kb.facts.maturity import editions
from kb.findings.finding import Severity
from kb.memo import Memo
from kb.project import Project
from kb.rules.check import findings
from texts import SETTINGS, Texts, project_of
from texts import TODAY as DAY

TODAY = datetime.date.fromisoformat(DAY)
NAMES = {  # that nobody will ever give
    "vendor": "zz-fresh",
    "technology": "zz-fresh",
    "edition": "2049",
    "term": "zz-fresh",
    "page": "trends/zz-fresh",
}


def check(memo: Memo) -> set[str]:
    """What is wrong, and warnings about the new but for what is still to be written."""
    return {
        f"{finding.span.path} {finding.rule.id}"
        for finding in findings(memo)
        if finding.severity is Severity.ERROR
        or not finding.rule.id.startswith(("translation/", "file/scaffold", "addresses/unlisted"))
    }


def skeletons(root: Path, *kinds: str) -> Texts:
    """The files of new things. root: an empty folder."""
    shutil.copytree(ROOT / "data" / "maturity", root / "data" / "maturity")
    written = [path for kind in kinds for path in scaffold(root, kind, NAMES[kind], TODAY)]
    return Texts({path.relative_to(root).as_posix(): path.read_text("utf-8") for path in written})


def test_every_kind_is_tried_here() -> None:
    assert KINDS.keys() == NAMES.keys()


@pytest.fixture(scope="module")
def sound() -> Texts:
    """The real data and settings, with few pages; one shows the first edition and the last."""
    front = "---\ntitle: 성숙도\ndescription: 두 판\n---\n\n"
    shown = '{{ maturity_table(edition="2024") }}\n\n{{ maturity_moves() }}\n'
    pages = {**Texts.of(ROOT / "tests" / "fixture", below="docs"), "docs/both.md": front + shown}
    return Texts(pages | Texts.of_folder(ROOT, "data", "overrides/kb", "mkdocs.yml"))


@pytest.fixture(scope="module")
def checked(sound: Texts) -> tuple[Texts, Memo, set[str]]:
    """The same in a memo of its own, with what is wrong."""
    texts = Texts(sound)
    memo = project_of(texts)
    return texts, memo, check(memo)


@pytest.mark.parametrize("kind", NAMES)
def test_a_skeleton_brings_no_mistake(
    kind: str, checked: tuple[Texts, Memo, set[str]], tmp_path: Path
) -> None:
    texts, memo, before = checked
    new = skeletons(tmp_path, kind)
    assert not new.keys() & texts.keys()
    texts |= new
    memo.changed(new)
    found = check(memo)
    for path in new:
        del texts[path]
    memo.changed(new)
    # A page has to be put into the menu by hand; the finding says how.
    expected = {"docs/trends/zz-fresh.md nav/omitted"} if kind == "page" else set()
    assert found - before == expected


@pytest.mark.slow
def test_the_real_project_with_a_skeleton_of_each_kind_has_no_mistake(tmp_path: Path) -> None:
    real = Texts.of_folder(ROOT, *SETTINGS, "data", "docs", "overrides/kb")
    new = skeletons(tmp_path, *NAMES)
    found = findings(project_of(Texts(real | new)))
    wrong = [f for f in found if f.severity is Severity.ERROR or f.span.path in new]
    assert {
        f"{finding.span.path} {finding.rule.id}"
        for finding in wrong
        if not finding.rule.id.startswith(("translation/", "file/scaffold", "addresses/unlisted"))
    } == {"docs/trends/zz-fresh.md nav/omitted"}


def test_an_edition_carries_the_one_before_without_its_moves(sound: Texts, tmp_path: Path) -> None:
    facts = Project(project_of(Texts(sound | skeletons(tmp_path, "edition")))).facts
    *_, old, new = editions(facts)
    assert list(new.assessments) == list(old.assessments)
    assert new.as_of == NAMES["edition"] and new.reviewed == DAY
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


def test_an_edition_is_named_by_its_year(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="연도"):
        scaffold(tmp_path, "edition", "next", TODAY)


@pytest.mark.parametrize("before", ["assesments: {}", "- a", "assessments: [a]"])
def test_an_edition_that_cannot_be_read_is_named(before: str, tmp_path: Path) -> None:
    (tmp_path / "data" / "maturity").mkdir(parents=True)
    (tmp_path / "data" / "maturity" / "2026.yml").write_text(before, "utf-8")
    with pytest.raises(ScaffoldError, match=r"2026\.yml"):
        scaffold(tmp_path, "edition", "2027", TODAY)


def test_a_first_edition_has_nothing_to_carry(tmp_path: Path) -> None:
    scaffold(tmp_path, "edition", "2024", TODAY)
    assert "assessments: {}" in (tmp_path / "data/maturity/2024.yml").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["acme.yml", "Acme", "acme corp", "에이크미", "../acme", "acme/x", "-acme", "a_b"]
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


def test_the_command_names_what_it_has_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", "vendor", "acme", "--root", str(tmp_path)])
    assert result.exit_code == 0
    for path in ("data/vendors/acme.yml", "docs/vendors/acme.md"):
        assert path in result.output and (tmp_path / path).exists()
