"""Findings as they are shown, and the mends that are carried out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.findings.finding import Finding, Fix, Note, Span
from kb.findings.fix import fixed
from kb.findings.render import as_annotation, as_html, as_json, as_text
from kb.folder import Folder
from kb.memo import Memo
from kb.rules.misfits import CHOICE
from kb.rules.translation import STALE
from kb.show.templates import templates

ROOT = Path(__file__).parents[1]
SPAN = Span("data/vendors/alpha.yml", 2, 14, 5)
FINDING = Finding(
    CHOICE,
    SPAN,
    "'actve'은(는) 허용되지 않는 값입니다.",
    "허용값: active.",
    notes=(Note(Span("data/vendors/beta.yml", 1, 1), "먼저 쓴 곳"),),
    datum=("vendors", "alpha"),
    fix=Fix(SPAN, "actve", "active"),
    pages=("vendors/alpha.md",),
)
FILES = {
    "data/vendors/alpha.yml": "이름: 알파\n상태: {value: actve}\n",
    "data/vendors/beta.yml": "이름: 베타\n",
}


def text_of(finding: Finding, line: str) -> list[str]:
    return as_text(finding, lambda path: line).splitlines()


def test_a_finding_is_shown_with_its_line_its_notes_and_its_mend() -> None:
    assert as_text(FINDING, FILES.get).splitlines() == [
        str(FINDING),
        "    2 | 상태: {value: actve}",
        f"      | {' ' * 15}^^^^^",
        "  data/vendors/beta.yml:1:1: 먼저 쓴 곳",
        "    1 | 이름: 베타",
        "      | ^^",
        "  고칠 수 있음: 'actve' → 'active'",
    ]


@pytest.mark.parametrize(
    ("line", "column", "length", "mark"),
    [
        ("abc def", 5, 3, "    ^^^"),
        ("가나다 라마", 5, 2, "       ^^^^"),
        ("가나다 라마", 3, 1, "    ^^"),
        ("ab", 3, 0, "  ^"),
        ("\tab", 2, 1, " ^"),
        ("a", 1, 0, "^"),
        ("（가）", 2, 1, "  ^^"),
    ],
)
def test_the_mark_stands_below_its_span(line: str, column: int, length: int, mark: str) -> None:
    found = Finding(CHOICE, Span("a.yml", 1, column, length), "틀림")
    assert text_of(found, line)[2] == f"      | {mark}"


def test_a_long_line_is_shown_around_the_span() -> None:
    line = "가" * 500 + "틀린" + "가" * 500
    _, shown, mark = text_of(Finding(CHOICE, Span("a.yml", 1, 501, 2), "틀림"), line)
    at = mark.index("^")
    assert len(shown) < 200
    assert mark.count("^") == 4
    assert shown.index("틀린") == 8 + (at - 8) // 2


def test_a_finding_without_a_line_is_shown_in_one() -> None:
    assert as_text(Finding(CHOICE, Span("a.yml", 9, 1), "틀림"), lambda path: None) == (
        "a.yml:9:1: 틀림 [schema/choice]"
    )
    assert text_of(Finding(CHOICE, Span("a.yml", 1, 1), "틀림"), "") == [
        "a.yml:1:1: 틀림 [schema/choice]"
    ]


def test_unseen_characters_are_named_and_take_a_place() -> None:
    fix = Fix(Span("a.md", 1, 2, 1), "\u00a0", " ")
    lines = text_of(Finding(CHOICE, fix.span, "틀림", fix=fix), "-\x07가")
    assert lines[1:] == ["    1 | - 가", "      |  ^", "  고칠 수 있음: U+00A0 → U+0020"]


def test_an_annotation_escapes_what_github_reads() -> None:
    span = Span("docs/a,b:c.md", 3, 7, 2)
    found = Finding(STALE, span, "100% 낡음\r\n둘째 줄", "a: b, c")
    assert as_annotation(found) == (
        "::warning file=docs/a%2Cb%3Ac.md,line=3,col=7,title=translation/stale,endColumn=9"
        "::100%25 낡음%0A둘째 줄 a: b, c"
    )


def test_json_has_every_field() -> None:
    (found,) = json.loads(json.dumps(as_json([FINDING])))["findings"]
    assert as_json([])["version"] == 1
    assert found == {
        "rule": "schema/choice",
        "scope": "file",
        "severity": "error",
        "path": "data/vendors/alpha.yml",
        "line": 2,
        "column": 14,
        "length": 5,
        "message": FINDING.message,
        "hint": FINDING.hint,
        "notes": [
            {
                "path": "data/vendors/beta.yml",
                "line": 1,
                "column": 1,
                "length": 0,
                "message": "먼저 쓴 곳",
            }
        ],
        "datum": {"collection": "vendors", "id": "alpha"},
        "fix": {
            "path": "data/vendors/alpha.yml",
            "line": 2,
            "column": 14,
            "length": 5,
            "old": "actve",
            "new": "active",
        },
        "pages": ["vendors/alpha.md"],
    }


def test_html_escapes_what_a_writer_typed(tmp_path: Path) -> None:
    found = Finding(CHOICE, SPAN, "'<script>'은(는) 없습니다.", "<b>")
    html = as_html([found, FINDING], templates(Memo(Folder(ROOT), {}, tmp_path), "ko").render)
    assert html.count('<article class="kb-finding kb-finding--error">') == 2
    assert "<script>" not in html and "<b>" not in html
    assert "data/vendors/beta.yml:1:1" in html


def mend(line: int, column: int, old: str, new: str) -> Fix:
    return Fix(Span("a.md", line, column, len(old)), old, new)


def test_mends_are_carried_out_where_their_old_text_stands() -> None:
    text = "가 나\n다 라 나\n"
    fixes = [mend(2, 5, "나", "너"), mend(1, 3, "나", "너너"), mend(1, 1, "없음", "x")]
    assert fixed(text, fixes) == "가 너너\n다 라 너\n"


def test_of_two_mends_that_meet_only_the_first_is_carried_out() -> None:
    assert fixed("abcdef", [mend(1, 1, "abc", "x"), mend(1, 3, "cd", "y")]) == "xdef"
    assert fixed("abcdef", [mend(1, 1, "abc", "x"), mend(1, 1, "abc", "x")]) == "xdef"


@pytest.mark.parametrize("line", [0, 2, 9])
def test_a_mend_outside_of_the_text_is_none(line: int) -> None:
    assert fixed("abc", [mend(line, 1, "abc", "x")]) == "abc"


def test_a_mend_may_take_something_away() -> None:
    assert fixed("\ufeff---\n", [mend(1, 1, "\ufeff", "")]) == "---\n"


HOSTILE = Finding(
    CHOICE, Span("docs/a\n::error file=b::c.md", 1, 1), "'\x1b[2J\u202e##[error]\r\nx'"
)


def test_what_a_file_says_moves_no_terminal_and_commands_no_workflow() -> None:
    for told in (str(HOSTILE), as_text(HOSTILE, FILES.get), as_annotation(HOSTILE)):
        assert told.isprintable() and "\\##[error]" in told
    assert "<U+001B>[2J<U+202E>" in str(HOSTILE)
    assert as_annotation(HOSTILE).startswith("::error file=docs/a%0A%3A%3Aerror file=b%3A%3Ac.md,")
    command = Finding(CHOICE, Span("::set-output name=a::b", 1, 1), "x")
    assert str(command).startswith("\\::set-output")
