"""Texts of the data are plain: no HTML, no calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.findings.finding import Finding
from kb.model.base import Text, walk
from kb.project import Project
from kb.rules.rule import at

_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|<!--|\{\{|\{%")


def markup(project: Project) -> Iterator[Finding]:
    for _, record in project.facts.records():
        for loc, value in walk(record):
            if not isinstance(value, Text):
                continue
            for lang in ("ko", "en"):
                found = _MARKUP.search(getattr(value, lang) or "")
                if found:
                    field = () if value.proper else (lang,)
                    yield at(
                        record,
                        *loc,
                        *field,
                        rule="data/markup",
                        message=f"데이터의 글에 '{found[0]}'을(를) 쓸 수 없습니다.",
                        hint="HTML과 지시어 없이 글만 쓰십시오.",
                    )
                    break
