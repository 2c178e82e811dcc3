"""What a page's writer takes for Markdown or HTML, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.findings import rules
from kb.findings.finding import Finding
from kb.project import Project
from kb.read import Leftover, Page
from kb.rules.rule import Check, on

_SHOWN = {
    "list": ("목록 앞에 빈 줄이 없어 글로 이어집니다.", "목록 앞에 빈 줄을 두십시오."),
    "list-sign": (
        "목록이 되지 않는 표시입니다.",
        "앞에 빈 줄을 두고 '- '나 '1. '로 쓰십시오. 부호 뒤에는 빈칸을 둡니다.",
    ),
    "fence": (
        "코드 울타리가 닫히지 않았거나 첫 줄의 설정을 알 수 없어 글로 찍힙니다.",
        "여는 줄과 같은 부호로 같은 들여쓰기에서 닫고, 식별자는 {#이름}으로 쓰십시오.",
    ),
    "table": (
        "표가 되지 못하고 글로 찍힙니다.",
        "앞뒤에 빈 줄을 두고 둘째 줄에 칸 수만큼 | --- |를 쓰십시오.",
    ),
    "surplus": (
        "머리 줄보다 칸이 많아 넘치는 칸이 사라집니다.",
        "칸 수를 맞추십시오. 칸 안의 |는 \\|로 씁니다.",
    ),
    "nested": (
        "들여쓰기가 빈칸 넷이 아니어서 안쪽 목록이 되지 않습니다.",
        "빈칸 넷으로 들이십시오.",
    ),
    "box": (
        "상자나 탭이 되지 못하고 글로 찍힙니다.",
        '앞에 빈 줄을 두고 !!! note "제목"처럼 보통 따옴표로 쓰십시오.',
    ),
    "heading": ("전각 '＃'은 제목이 되지 않습니다.", "'## 제목 {#id}'로 쓰십시오."),
    "heading-in": ("들여 쓴 '#'은 제목이 되지 않습니다.", "줄의 맨 앞에 쓰십시오."),
    "box-other": ("다른 도구의 상자 문법입니다.", '상자는 !!! note "제목"으로 씁니다.'),
    "include": ("다른 도구의 문법입니다.", "다른 파일은 끼워 넣을 수 없습니다. 지우십시오."),
    "braces": ("지시어의 괄호가 맞지 않습니다.", "반각 중괄호 둘로 쓰십시오: {{ … }}"),
    "program": ("다른 도구의 문법입니다.", "지시어는 {{ … }}로 씁니다. 주석은 <!-- … -->입니다."),
    "wiki-link": ("다른 도구의 링크입니다.", "[글](페이지.md)로 쓰십시오."),
    "marks": ("이 사이트에 없는 서식이라 부호가 그대로 찍힙니다.", "부호를 지우십시오."),
    "icon": ("이 사이트에 없는 그림 문자라 글로 찍힙니다.", "지우십시오."),
    "comment": ("주석이 닫히지 않았습니다.", "'-->'로 닫으십시오."),
    "link": ("괄호의 짝이 맞지 않는 링크입니다.", "[글](주소)로 쓰십시오."),
    "bold": ("굵은 글씨의 표시가 짝이 맞지 않습니다.", "**글**처럼 닫거나 지우십시오."),
    "code": ("코드의 표시가 닫히지 않았습니다.", "`글`처럼 닫거나 지우십시오."),
    "footnote": ("정의가 없는 각주입니다.", "[^이름]: 글 꼴로 정의하거나 지우십시오."),
    "reference": ("정의가 없는 링크입니다.", "[글](주소)로 쓰거나 [이름]: 주소를 더하십시오."),
}
"""By kind: message and hint on what is printed as text, or lost."""
_HTML = {
    "tag": (
        "쓸 수 없는 HTML로 읽혀 보이지 않거나 페이지를 바꿉니다.",
        "글이라면 `…`로 감싸거나 <를 &lt;로 쓰십시오.",
    ),
    "handler": ("HTML에 스크립트를 쓸 수 없습니다.", "이 속성을 지우십시오."),
}
_MENDS: dict[str, Callable[[str], str]] = {
    "list": lambda old: f"\n{old}",
    "nested": lambda old: "    ",
    "heading-in": lambda old: old.lstrip(),
}
"""Mends that are certain, by kind."""


def _leftovers(project: Project, page: Page) -> Iterator[Finding]:
    for left in page.leftovers:
        rule = rules.HTML if left.kind in _HTML else rules.LEFTOVER
        message, hint = (_HTML | _SHOWN)[left.kind]
        mend = _MENDS.get(left.kind) if left.column == 1 else None
        yield on(
            page,
            left.line,
            left.column,
            rule=rule,
            message=f"'{_short(left)}': {message}" if left.text.strip() else message,
            hint=hint,
            length=len(left.text),
            mend=(left.text, mend(left.text)) if mend else None,
        )


def _short(left: Leftover) -> str:
    text = left.text.strip()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 30

CHECKS = (Check(_leftovers, (rules.LEFTOVER, rules.HTML)),)
