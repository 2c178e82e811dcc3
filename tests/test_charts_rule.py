"""What a writer is told of a chart typed into a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kb.findings.finding import Finding
from kb.rules.check import page_findings
from test_findings import memo_of, sound_texts
from texts import Texts

GOOD: dict[str, Any] = {
    "title": "실행 수",
    "description": "실행이 늘었다.",
    "data": {"values": [{"month": "2026-01", "runs": 3}]},
    "mark": "bar",
    "encoding": {"y": {"field": "runs", "type": "quantitative"}},
}
HEAD = "---\ntitle: 가\ndescription: 나\n---\n\n글\n\n"
Check = Callable[[str], list[Finding]]


@pytest.fixture(scope="module")
def check() -> Check:
    """Findings on the charts of a page with this text."""
    texts = Texts(sound_texts())
    memo = memo_of(texts)

    def findings(text: str) -> list[Finding]:
        texts["docs/market/runs.md"] = text
        memo.changed(["docs/market/runs.md"])
        found = page_findings(memo, "market/runs", "ko")
        assert all(finding.rule.id == "page/chart" for finding in found), found
        return list(found)

    return findings


def fenced(spec: dict[str, Any]) -> str:
    return f"{HEAD}```vegalite\n{json.dumps(spec, ensure_ascii=False)}\n```\n"


def test_a_good_chart_is_left_alone(check: Check) -> None:
    assert check(fenced(GOOD)) == []


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_misspelled_field_is_told_at_its_place(check: Check, indent: str) -> None:
    spec = GOOD | {"encoding": {"y": {"field": "run", "type": "quantitative"}}}
    box = '!!! note "가"\n\n' if indent else ""
    source = json.dumps(spec, ensure_ascii=False, indent=1)
    lines = ["```vegalite", *source.splitlines(), "```"]
    text = HEAD + box + "\n".join(indent + line for line in lines) + "\n"
    (finding,) = check(text)
    line = text.splitlines()[finding.span.line - 1]
    assert line[finding.span.column - 1 :].startswith('"run"')
    assert finding.span.path == "docs/market/runs.md"
    assert "열 'run'" in finding.message


def test_a_chart_that_draws_nothing_is_told(check: Check) -> None:
    (finding,) = check(fenced(GOOD | {"transform": [{"filter": "datum.runs > 9"}]}))
    assert "그려진 것이 없습니다" in finding.message


def test_a_source_that_is_not_there_is_told(check: Check) -> None:
    (finding,) = check(fenced(GOOD | {"usermeta": {"sources": ["nobody-2026"]}}))
    assert "nobody-2026" in finding.message


def test_a_chart_inside_another_fence_is_an_example(check: Check) -> None:
    assert check(HEAD + "````\n```vegalite\n{}\n```\n````\n") == []


@pytest.mark.parametrize(
    "options", ['title="실행 수"', "linenums=\"1\" wide='yes'", '{#runs title="실행 수"}']
)
def test_a_chart_with_options_is_drawn(check: Check, options: str) -> None:
    untitled = {key: value for key, value in GOOD.items() if key != "title"}
    spec = untitled if "title" in options else GOOD
    assert check(fenced(spec).replace("vegalite", f"vegalite {options}")) == []
