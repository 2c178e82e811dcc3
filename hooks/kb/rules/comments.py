"""No value of the data or of front matter ends where a `#` makes a comment of its rest unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.memo import text
from kb.project import DOCS, Project
from kb.rules.rule import Check

COMMENT = Rule(
    "yaml/comment",
    Scope.FILE,
    Severity.WARNING,
    "값 뒤의 주석은 빈칸 둘로 떼고 '# '로 시작한다. 빈칸 뒤의 #부터는 값이 아니다.",
    "A comment behind a value is set off by two blanks and begins with '# '. What follows a blank and # is none of the value.",
    "name: 알파 # 1",
)
_COMMENT = re.compile(r"(?<=\S)(?:[ \t]#|[ \t]+#(?=\S))")
"""One that is not set off by two blanks and followed by one, as those that are meant are."""
_FRONT_MATTER = re.compile(r"(?:---\n)(.*?\n)---\n", re.S)


def _cut_off(project: Project, path: str) -> Iterator[Finding]:
    written = _yaml(project, path)
    if not _COMMENT.search(written):
        return
    lines = written.split("\n")
    for line, column in _ends(written):
        comment = _COMMENT.match(lines[line], column)
        if comment:
            yield Finding(
                COMMENT,
                Span(path, line + 1 + path.startswith(DOCS), comment.end()),
                "값이 여기에서 끝나고 '#'부터는 주석이 됩니다.",
                "글이면 값을 따옴표로 감싸고, 주석이면 앞에 빈칸 둘, 뒤에 하나를 두십시오.",
            )


def _yaml(project: Project, path: str) -> str:
    """The YAML of a data file, or of a page's front matter; nothing of other files."""
    found = text(project.memo, path) or ""
    if path.endswith(".md"):
        front = _FRONT_MATTER.match(found)
        return front[1] if front else ""
    return found if path.endswith((".yml", ".yaml")) else ""


def _ends(written: str) -> list[tuple[int, int]]:
    """Line and column, from 0, where each value without quotes ends."""
    try:
        return [
            (token.end_mark.line, token.end_mark.column)
            for token in yaml.scan(written, Loader=yaml.CSafeLoader)
            if isinstance(token, yaml.ScalarToken) and token.plain
        ]
    except (yaml.YAMLError, UnicodeError):  # told by another rule
        return []


CHECKS = (Check(_cut_off, (COMMENT,)),)
