"""Charts that writers type as `vegalite` fences can be drawn as they mean them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.charts import views
from kb.charts.check import check_source
from kb.charts.error import ChartError
from kb.charts.picture import picture
from kb.charts.theme import Spec
from kb.findings.finding import Finding
from kb.korean.wording import listed, suggestion
from kb.project import Project
from kb.read import Page
from kb.read.fences import fold_fences
from kb.read.lines import Source
from kb.rules.rule import on

_CHART = re.compile(r"[`~]{3,}[ {.]*vegalite\b")


@dataclass(frozen=True)
class _Fence:
    """A chart's text. line, column: of its first character in the file."""

    text: str
    line: int
    column: int


def charts(project: Project) -> Iterator[Finding]:
    for page in project.pages.values():
        for fence in _fences(page):
            try:
                _check(fence.text, page, project)
            except ChartError as error:
                yield on(
                    page,
                    fence.line + error.line - 1,
                    fence.column + error.column - 1,
                    rule="page/chart",
                    message=error.message,
                    hint=error.hint,
                )


def _check(text: str, page: Page, project: Project) -> None:
    spec = check_source(text)
    _check_sources(spec, project)
    drawn = views.of_spec(spec)
    for layout in (drawn.wide, drawn.narrow):
        if layout is not None:
            picture(layout, "checked", page.lang, project.root / ".cache")


def _check_sources(spec: Spec, project: Project) -> None:
    known = list(project.facts.sources)
    for name in spec.get("usermeta", {}).get("sources", ()):
        if name not in known:
            raise ChartError(
                f"차트의 출처 '{name}'은(는) data/sources에 없습니다.",
                f"쓸 수 있는 식별자: {listed(known)}.{suggestion(name, known)}",
                name,
            )


def _fences(page: Page) -> Iterator[_Fence]:
    for line in fold_fences(Source.of(page.body).lines):
        block = line.folded
        opening = _CHART.search(block[0].text) if block else None
        if opening:
            indent = opening.start()
            text = "\n".join(inner.text[indent:] for inner in block[1:-1])
            yield _Fence(text, page.body_line + block[0].number + 1, block[0].column + indent + 1)
