"""White space that looks like a blank and is none, where Markdown wants one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.findings import rules
from kb.findings.finding import Finding
from kb.project import Project
from kb.read import Page
from kb.read.fences import fold_fences
from kb.read.lines import Source
from kb.rules.rule import Check, on

_WIDE = "\u00a0\u2000-\u200a\u202f\u3000"
_ANY = re.compile(f"[{_WIDE}]")
_BLANKS = f"[ {_WIDE}]*[{_WIDE}][ {_WIDE}]*"
_AFTER_MARK = re.compile(
    rf"[ >]*(?:[-*+]|\d+\.|!!!|\?\?\?\+?|===[!+]?|`{{3,}}|~{{3,}})(?P<blanks>{_BLANKS})(?=\S)"
)
_BEFORE_MARK = re.compile(rf"(?P<blanks>{_BLANKS})(?=(?:[-*+]|\d+\.)[ {_WIDE}]+\S)")
_BEFORE_ATTRIBUTES = re.compile(
    rf"#{{1,6}}.*?\S(?P<blanks>{_BLANKS})(?=\{{:?[ ]*[#.][^{{}}]*\}}[ ]*$)"
)


_AT_END = re.compile(rf".*?(?P<blanks>{_BLANKS})$")
_PATTERNS = (_AFTER_MARK, _BEFORE_MARK, _BEFORE_ATTRIBUTES, _AT_END)


def _spaces(project: Project, page: Page) -> Iterator[Finding]:
    for number, column, blanks in _found(page, *_PATTERNS):
        wide = next(char for char in blanks if char != " ")
        line = page.body.split("\n")[number - page.body_line]
        is_end = column - 1 + len(blanks) == len(line)
        plain = "" if is_end else " " * (len(blanks) if column == 1 else 1)
        yield on(
            page,
            number,
            column,
            rule=rules.SPACE,
            message=f"보통 빈칸이 아닌 U+{ord(wide):04X}이(가) 있어 마크다운이 알아보지 못합니다.",
            hint="지우십시오." if is_end else "보통 빈칸으로 바꾸십시오.",
            length=len(blanks),
            mend=(blanks, plain),
        )


def spoilt_lines(page: Page) -> set[int]:
    """Lines of a page that are not seen as what they are for such white space."""
    return {number for number, _, _ in _found(page, *_PATTERNS)}


def _found(page: Page, *patterns: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of each, outside of code."""
    if not _ANY.search(page.body):
        return
    source = Source.of(page.body)
    for line in fold_fences(source.lines):
        if line.folded or not _ANY.search(line.text):
            continue
        for pattern in patterns:
            if found := pattern.match(line.text):
                place = source.place(
                    source.offset(line.number, line.column + found.start("blanks"))
                )
                yield page.body_line + place[0] - 1, place[1], found["blanks"]


CHECKS = (Check(_spaces, (rules.SPACE,)),)
