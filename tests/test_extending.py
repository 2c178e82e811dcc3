"""What the guide for engineers says is so: its code, as it stands there, works in a small project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from conftest import ROOT, TESTS, keep_charts

CITED = "360iresearch-mlops-2025"
"""The source that the guide names: whoever follows it does so in the real data."""
GUIDE = ROOT / "docs" / "contributing" / "extending.md"
PAGE = "docs/extending.md"
HEAD = "---\ntitle: 보기\ndescription: 안내의 보기\n---\n"
ALL = (
    "\n{{ data_reference(fields=True) }}\n\n{{ rule_reference() }}\n\n{{ directive_reference() }}\n"
)
SHOWN = """
import json
from pathlib import Path

import pytest

from kb.content.compile import content
from kb.open import open_project
from kb.rules.check import findings
from kb.site.downloads import data_files

memo = open_project(Path.cwd())
shown = content(memo, "extending", "ko", "ko")
told = {"html": shown.html, "findings": [*map(str, findings(memo))]}
told["files"] = {path: held.decode() for path, held in data_files(memo).items()}
told["csv"] = shown.files["data/charts/source-timeline.ko.csv"].decode()
Path("told.json").write_text(json.dumps(told))
chosen = "(full and stop) or every_rule_is_checked"
pytest.main(["-p", "no:cacheprovider", "tests/test_findings.py", "-k", chosen])
"""
"""Writes down what the project shows, finds and publishes, and tries its entry in the catalogue."""


def blocks(guide: Path) -> list[tuple[str, str]]:
    """The code of a guide that says where it belongs: a file, or a file and the list in it."""
    found = re.findall(
        r'^```\w+ title="([^"]+)"\n(.*?)^```$', guide.read_text("utf-8"), re.M | re.S
    )
    return [(place, code) for place, code in found]


def put(root: Path, place: str, code: str) -> None:
    """Put a block where it says that it belongs: at the end of a file, or of a list in one."""
    path, _, name = place.partition(": ")
    file = root / path
    text = file.read_text("utf-8") if file.exists() else ""
    if name:
        end = text.index("\n)\n", text.index(f"\n{name} = (\n")) + 1
        assert code.count("\n") == 1, f"{place} takes one line"
        text = text[:end] + code + text[end:]
    else:
        text += code
    file.write_text(text, "utf-8")


def cited() -> dict[str, Any]:
    """The record of the source that the guide names, with dates as they are typed."""
    file = ROOT / "data" / "sources" / "market.yml"
    records: dict[str, dict[str, Any]] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    return records[CITED]


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture project with the code of this repository and all that the guide adds to it."""
    root = tmp_path_factory.mktemp("extended")
    shutil.copytree(TESTS / "fixture", root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "hooks", root / "hooks")  # with what Python has compiled of it
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "data" / "words.yml", root / "data")
    keep_charts(root)
    (root / "data" / "sources" / "cited.yml").write_text(yaml.safe_dump({CITED: cited()}), "utf-8")
    shutil.copytree(TESTS / "fixture", root / "tests" / "fixture")
    for name in ("conftest.py", "texts.py", "test_findings.py", "catalogue.yml"):
        shutil.copy(TESTS / name, root / "tests")
    (root / PAGE).write_text(HEAD, "utf-8")
    for place, code in blocks(GUIDE):
        put(root, place, f"\n{code}" if place == PAGE else code)
    (root / PAGE).write_text((root / PAGE).read_text("utf-8") + ALL, "utf-8")
    return root


@pytest.fixture(scope="module")
def carried_out(extended: Path) -> str:
    """What is said while the additions are carried out."""
    environment = os.environ | {"PYTHONPATH": str(extended / "hooks")}
    command = [sys.executable, "-c", SHOWN]
    result = subprocess.run(
        command, cwd=extended, env=environment, capture_output=True, text=True, check=False
    )
    assert (extended / "told.json").exists(), result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def told(extended: Path, carried_out: str) -> dict[str, Any]:
    """What the project with the additions shows, finds and publishes."""
    found: dict[str, Any] = json.loads((extended / "told.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def shown(told: dict[str, Any]) -> html.HtmlElement:
    return html.fragment_fromstring(told["html"], create_parent="div")


def test_both_languages_show_the_same_code() -> None:
    assert blocks(GUIDE) == blocks(GUIDE.with_suffix(".en.md"))


def test_each_addition_is_one_file_of_code_and_one_line() -> None:
    code = [place for place, _ in blocks(GUIDE) if place.startswith("hooks/")]
    files = [place for place in code if ": " not in place]
    lines = [place.partition(": ")[0] for place in code if ": " in place]
    assert [Path(file).parent.as_posix() for file in files] == [
        "hooks/kb/rules",
        "hooks/kb/show",
        "hooks/kb/show",
        "hooks/kb/show/chartbook",
        "hooks/kb/model",
    ]
    assert len(lines) == len(files) + 1, "the last one publishes"
    assert not any((ROOT / file).exists() for file in files)


def test_what_is_added_breaks_nothing(told: dict[str, Any]) -> None:
    assert [
        one for one in told["findings"] if "[translation/" not in one and "nused]" not in one
    ] == []


def test_the_rule_finds_what_the_catalogue_says(carried_out: str) -> None:
    assert "2 passed" in carried_out


def test_the_directive_shows_its_table(shown: html.HtmlElement) -> None:
    (table,) = shown.xpath("//table[caption = '보고서']")
    assert table.xpath(".//tbody/tr/th/text()") == ["Market report", cited()["title"]]
    assert table.xpath(".//tbody/tr/td/text()") == ["A", cited()["quality"]]


def test_the_inline_directive_stands_in_its_sentence(shown: html.HtmlElement) -> None:
    (sentence,) = shown.xpath("//p[contains(., '이 보고서를 낸 곳은')]")
    assert sentence.text_content() == f"이 보고서를 낸 곳은 {cited()['publisher']}다."


def test_the_chart_is_drawn_with_its_finding_and_its_data(
    shown: html.HtmlElement, told: dict[str, Any]
) -> None:
    (figure,) = shown.xpath("//figure[.//*[contains(., '출처가 나온 때')]]")
    assert figure.xpath(".//*[local-name() = 'svg']")
    assert "발행일을 아는 출처는 2건이다." in figure.text_content()
    assert "2024,Market report" in told["csv"]


def test_the_record_is_in_the_table_for_download_and_described(told: dict[str, Any]) -> None:
    assert told["files"]["data/books.csv"].splitlines()[1].startswith("handbook,운영 길잡이,")
    schema = json.loads(told["files"]["data/v1/schema/books.json"])
    assert schema["description_ko"] == "이 분야의 책이다."


def test_all_of_it_is_in_the_reference(shown: html.HtmlElement) -> None:
    for id in (
        "rule-page-title",
        "directive-sources-of-kind",
        "directive-publisher-of",
        "data-books",
    ):
        assert shown.xpath(f"//*[@id='{id}']"), id
    codes = shown.xpath("//code/text()")
    assert '{{ chart("source-timeline") }}' in codes and "published" in codes
