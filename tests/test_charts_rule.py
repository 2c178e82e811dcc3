"""What a writer is told of a chart typed into a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.facts.load import Facts
from kb.findings.finding import Finding
from kb.project import Project
from kb.read import parse_page
from kb.rules.charts import charts

GOOD: dict[str, Any] = {
    "title": "실행 수",
    "description": "실행이 늘었다.",
    "data": {"values": [{"month": "2026-01", "runs": 3}]},
    "mark": "bar",
    "encoding": {"y": {"field": "runs", "type": "quantitative"}},
}
HEAD = "---\ntitle: 가\ndescription: 나\n---\n\n글\n\n"


def found(spec: dict[str, Any], tmp_path: Path) -> list[Finding]:
    """Findings of a page with a chart."""
    source = json.dumps(spec, ensure_ascii=False)
    page = parse_page("market/size.md", f"{HEAD}```vegalite\n{source}\n```\n")
    return list(charts(Project(tmp_path, Facts(), {("market/size", "ko"): page})))


def test_a_good_chart_is_left_alone(tmp_path: Path) -> None:
    assert found(GOOD, tmp_path) == []


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_misspelled_field_is_told_at_its_place(tmp_path: Path, indent: str) -> None:
    spec = GOOD | {"encoding": {"y": {"field": "run", "type": "quantitative"}}}
    box = '!!! note "가"\n\n' if indent else ""
    source = json.dumps(spec, ensure_ascii=False, indent=1)
    lines = ["```vegalite", *source.splitlines(), "```"]
    text = HEAD + box + "\n".join(indent + line for line in lines) + "\n"
    page = parse_page("market/size.md", text)
    (finding,) = charts(Project(tmp_path, Facts(), {("market/size", "ko"): page}))
    line = text.splitlines()[finding.line - 1]
    assert line[finding.column - 1 :].startswith('"run"')
    assert (finding.path, finding.rule) == ("docs/market/size.md", "page/chart")
    assert "열 'run'" in finding.message


def test_a_chart_that_draws_nothing_is_told(tmp_path: Path) -> None:
    (finding,) = found(GOOD | {"transform": [{"filter": "datum.runs > 9"}]}, tmp_path)
    assert "그려진 것이 없습니다" in finding.message


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    (finding,) = found(GOOD | {"usermeta": {"sources": ["nobody-2026"]}}, tmp_path)
    assert "nobody-2026" in finding.message


def test_a_chart_inside_another_fence_is_an_example(tmp_path: Path) -> None:
    page = parse_page("a.md", HEAD + "````\n```vegalite\n{}\n```\n````\n")
    assert list(charts(Project(tmp_path, Facts(), {("a", "ko"): page}))) == []
