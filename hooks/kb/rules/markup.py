"""Texts of the data are plain: no HTML, no calls, no formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.model.base import Record, Text, walk
from kb.project import Project
from kb.rules.rule import Check, at

MARKUP = Rule(
    "data/markup",
    Scope.RECORD,
    Severity.ERROR,
    "자료의 글에는 HTML과 지시어, 수식이 없다.",
    "Texts of the data have no HTML, no calls and no formulas.",
    "ko: <b>드리프트</b>",
)

_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|<!--|\{\{|\{%")
_FORMULA = re.compile(r"\s*(?:[=@]|[+-](?![\d\s.]))")


def _markup(project: Project, record: Record) -> Iterator[Finding]:
    for loc, value in walk(record):
        if not isinstance(value, Text):
            continue
        for lang in ("ko", "en"):
            found = _MARKUP.search(getattr(value, lang) or "")
            if found:
                field = () if value.proper else (lang,)
                yield at(
                    project,
                    record,
                    *loc,
                    *field,
                    rule=MARKUP,
                    message=f"데이터의 글에 '{found[0]}'을(를) 쓸 수 없습니다.",
                    hint="HTML과 지시어 없이 글만 쓰십시오.",
                )
                break


def _formula(project: Project, record: Record) -> Iterator[Finding]:
    """Texts that a program which opens the published tables would work out instead of showing."""
    for loc, value in walk(record):
        texts = (value.ko, value.en) if isinstance(value, Text) else (value,)
        for text in texts:
            if isinstance(text, str) and _FORMULA.match(text):
                message = f"'{text[:_LONGEST]}'을(를) 표 계산 프로그램이 수식으로 읽습니다."
                hint = "'=', '+', '-', '@'로 시작하지 마십시오."
                yield at(project, record, *loc, rule=MARKUP, message=message, hint=hint)
                break


_LONGEST = 30

CHECKS = (Check(_markup, (MARKUP,)), Check(_formula, (MARKUP,)))
