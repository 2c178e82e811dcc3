"""What a skeleton puts into a new file as a sample does not reach readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb.facts.collections import BY_NAME
from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.memo import Memo, text, tool
from kb.project import DOCS, Project, page_paths
from kb.rules.rule import Check, collection_of

SCAFFOLD = Rule(
    "file/scaffold",
    Scope.FILE,
    Severity.WARNING,
    "뼈대의 보기글은 남기지 않는다.",
    "None of a skeleton's sample text is left.",
    "summary: {ko: 한 줄 소개, en: One-line summary}",
)

_SCAFFOLDS = Path(__file__).parents[1] / "commands" / "scaffolds"
_COMMENT = re.compile(r"(?:^|\s+)# .*")
_HANGUL = re.compile("[가-힣]")


@tool
def sample_lines(memo: Memo) -> frozenset[str]:
    """The lines of all skeletons that are to be written anew."""
    texts = (path.read_text("utf-8") for path in sorted(_SCAFFOLDS.iterdir()))
    lines = (_plain(line) for content in texts for line in content.split("\n"))
    return frozenset(line for line in lines if _HANGUL.search(line) and "$" not in line)


def _plain(line: str) -> str:
    """A line without its comment; a heading is none."""
    return line.strip() if line.startswith("##") else _COMMENT.sub("", line).strip()


def _samples(project: Project, path: str) -> Iterator[Finding]:
    memo = project.memo
    name = collection_of(memo, path)
    is_page = path.removeprefix(f"{DOCS}/") in page_paths(memo)
    if not is_page and not (name and BY_NAME[name].one_file_each):
        return
    samples = sample_lines(memo)
    for number, line in enumerate((text(memo, path) or "").split("\n"), start=1):
        if _plain(line) in samples:
            span = Span(path, number, 1, len(line))
            message = "뼈대의 보기글이 그대로 남아 있습니다."
            yield Finding(SCAFFOLD, span, message, "내용을 쓰거나 지우십시오.")


CHECKS = (Check(_samples, (SCAFFOLD,)),)
