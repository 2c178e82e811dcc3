"""What fails in the code of a directive is told as a fault of the code, once, and the rest goes on."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from kb.content.compile import content
from kb.memo import Memo
from kb.project import Project
from kb.rules.check import findings
from kb.rules.code import CHECKS
from kb.show import level as module
from kb.show.templates import Templates
from test_content import project
from texts import project_of

CALL = '{{ level("automl") }}'


def told(memo: Memo) -> list[str]:
    return [str(finding) for check in CHECKS for finding in check.look(Project(memo))]


def line_of(code: Any, text: str) -> int:
    lines, first = inspect.getsourcelines(code)
    return first + next(number for number, line in enumerate(lines) if text in line)


def fails(*_: object) -> None:
    raise TypeError("no such thing")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> str:
    """A directive whose own code raises. The place in it."""
    monkeypatch.setattr(module, "edition_or_latest", fails)
    return f"hooks/kb/show/level.py:{line_of(module.level.function, 'edition_or_latest(')}"


def test_a_failing_directive_is_one_finding_with_its_line_and_the_first_call(broken: str) -> None:
    texts = project(a=f"가 {CALL} 나 {CALL}", b=f"다 {CALL}", c='{{ figure("figures.x") }}')
    texts["docs/a.en.md"] = texts["docs/a.md"]
    memo = project_of(texts)
    (found,) = told(memo)
    assert found.startswith(
        "docs/a.md:6:3: 지시어의 코드가 실패했습니다: TypeError: no such thing."
    )
    assert f"페이지의 잘못이 아닙니다. {broken}의 코드를 고치십시오. [code/fault]" in found
    assert found.endswith("→ a.md, b.md")
    every = [str(finding) for finding in findings(memo)]
    assert found in every and any("docs/c.md:6:1" in one for one in every), "the check goes on"


def test_the_page_keeps_a_gap_with_the_fault_and_the_rest_is_there(broken: str) -> None:
    found = content(project_of(project(a=f"앞 {CALL} 뒤")), "a", "ko", "ko")
    assert found and "kb-gap" in found.html and "TypeError: no such thing" in found.html
    assert "앞 " in found.html and " 뒤" in found.html


def test_a_fault_in_a_title_and_in_a_heading_is_told(broken: str) -> None:
    texts = project(a=f"## {CALL} {{#one}}", b="글")
    texts["docs/b.md"] = texts["docs/b.md"].replace("title: 가", f"title: '{CALL}'")
    (found,) = told(project_of(texts))
    assert found.startswith("docs/a.md:6:4:") and found.endswith("→ a.md, b.md")


def test_what_fails_when_the_call_is_written_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    render = Templates.render

    def fails_at_levels(templates: Templates, name: str, **values: Any) -> Any:
        return fails() if name == "level" else render(templates, name, **values)

    monkeypatch.setattr(Templates, "render", fails_at_levels)
    (found,) = told(project_of(project(a=f"가 {CALL}")))
    assert "hooks/kb/show/directive.py:" in found and "docs/a.md:6:3" in found


def test_what_is_filled_in_last_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    render = Templates.render

    def fails_at_sources(templates: Templates, name: str, **values: Any) -> Any:
        return fails() if name == "sources" else render(templates, name, **values)

    monkeypatch.setattr(Templates, "render", fails_at_sources)
    (found,) = told(project_of(project(a="{{ sources() }}")))
    assert "docs/a.md:6:1" in found


def test_arguments_that_do_not_fit_are_the_mistake_of_the_page(broken: str) -> None:
    memo = project_of(project(a='{{ level() }}\n\n{{ level("automl", technology="automl") }}'))
    said = [str(finding) for finding in findings(memo)]
    assert any("level에 'technology' 인자가 없습니다. 쓰는 법: level(" in one for one in said)
    assert any("level에 'technology' 인자를 두 번 썼습니다." in one for one in said)
    assert not told(memo)


def test_a_mended_directive_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = project(a=CALL)
    with monkeypatch.context() as within:
        within.setattr(module, "edition_or_latest", fails)
        assert told(project_of(texts))
    assert not told(project_of(texts))


def test_a_question_that_fails_when_it_is_asked_again_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = project(a=CALL)
    memo = project_of(texts)
    assert not told(memo)
    monkeypatch.setattr(module, "edition_or_latest", fails)
    texts["data/maturity/2026.yml"] = texts["data/maturity/2026.yml"].replace("없음", "많음")
    memo.changed(["data/maturity/2026.yml"])
    assert told(memo)
