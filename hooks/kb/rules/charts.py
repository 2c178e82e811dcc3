"""Charts that writers type as `vegalite` fences can be drawn as they mean them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from kb.charts import views
from kb.charts.drawable import parse_drawable
from kb.charts.error import ChartError
from kb.charts.picture import picture
from kb.charts.theme import Spec
from kb.findings.finding import Finding, Note, Rule, Scope, Severity, Span
from kb.korean.wording import listed, suggestion
from kb.memo import Memo, question
from kb.project import DOCS, Project, page, written
from kb.read import Page
from kb.read.fences import fold_fences
from kb.read.lines import Source
from kb.rules.calls import VEGALITE, failures
from kb.rules.causes import compiled, is_unread
from kb.rules.rule import Check, on
from kb.text import Lang

CHART = Rule(
    "page/chart",
    Scope.PAGE,
    Severity.ERROR,
    "직접 쓴 차트는 뜻대로 그려진다.",
    "A chart that is typed into a page can be drawn as it is meant.",
    '"mark": "bra"',
)
CHART_ID = Rule(
    "page/chart-id",
    Scope.SITE,
    Severity.ERROR,
    "서로 다른 차트는 식별자도 다르다.",
    "Different charts have different ids.",
    "```vegalite {#runs}",
)

_CHART = re.compile(r"[`~]{3,}[ {.]*vegalite\b")
_ID = re.compile(r"#([\w-]+)")
_TITLE = re.compile(r"""\btitle=(["'])(.*?)\1""")
_FILES = "data/charts/"
"""Where every chart has a file."""


@dataclass(frozen=True)
class _Fence:
    """A chart's text. line, column: of its first character in the file. id, title: as its first
    line gives them.
    """

    text: str
    line: int
    column: int
    id: str
    title: str


def _charts(project: Project, page: Page) -> Iterator[Finding]:
    yield from _shown_as_code(page)
    fences = list(_fences(page))
    wrong = False
    for fence in fences:
        try:
            _check(fence, page, project)
        except ChartError as error:
            wrong = True
            error.located(fence.text)
            line, column = fence.line + error.line - 1, fence.column + error.column - 1
            yield _finding(page, line, column, error.message, error.hint)
    if fences and not wrong:
        for failure in failures(project.memo, page.key, page.lang):
            if failure.expression == VEGALITE:
                fence = _meant(fences, failure.message)
                yield _finding(page, fence.line - 1, 1, failure.message, failure.hint)


def _shown_as_code(page: Page) -> Iterator[Finding]:
    """Fences that are to be charts and show their JSON instead."""
    if not _MEANT.search(page.body):
        return
    for line in fold_fences(Source.of(page.body).lines):
        opening = line.folded[0].text.strip(" >") if line.folded else ""
        if _MEANT.match(opening) and not _SOUND.fullmatch(opening):
            number, column = page.body_line + line.folded[0].number, line.folded[0].column + 1
            message = "차트가 되지 못하고 JSON이 그대로 보이는 울타리입니다."
            hint = "'```vegalite'나 '```vegalite {#식별자}'로 여십시오."
            yield _finding(page, number, column, message, hint)


_MEANT = re.compile(r"[`~]{3,}[ {.]*vega[-_ ]?(?:lite)?\b", re.I)
_SOUND = re.compile(r"[`~]{3,} *(?:\{ *\.|\.?)vegalite(?: .*|\})?")


def _finding(page: Page, line: int, column: int, message: str, hint: str | None) -> Finding:
    return on(page, line, column, rule=CHART, message=message, hint=hint)


def _meant(fences: list[_Fence], message: str) -> _Fence:
    """The last fence whose id a message names, or else the last of all."""
    return next((f for f in reversed(fences) if f.id and f"'{f.id}'" in message), fences[-1])


def _check(fence: _Fence, page: Page, project: Project) -> None:
    spec = parse_drawable(fence.text, fence.title)
    _check_sources(spec, project)
    drawn = views.of_spec(spec)
    for layout in (drawn.wide, drawn.narrow):
        if layout is not None:
            picture(project.memo, layout, "checked", page.lang)


def _check_sources(spec: Spec, project: Project) -> None:
    known = list(project.facts.sources)
    for name in spec.get("usermeta", {}).get("sources", ()):
        if name not in known and not is_unread(project.facts, "sources", name):
            raise ChartError(
                f"차트의 출처 '{name}'은(는) data/sources에 없습니다.",
                f"쓸 수 있는 식별자: {listed(known)}.{suggestion(name, known)}",
                name,
            )


def _fences(page: Page) -> Iterator[_Fence]:
    if "vegalite" not in page.body:
        return
    for line in fold_fences(Source.of(page.body).lines):
        block = line.folded
        opening = _CHART.search(block[0].text) if block else None
        if opening:
            indent = opening.start()
            text = "\n".join(inner.text[indent:] for inner in block[1:-1])
            given, title = (found.search(block[0].text) for found in (_ID, _TITLE))
            place = page.body_line + block[0].number + 1, block[0].column + indent + 1
            yield _Fence(text, *place, given[1] if given else "", title[2] if title else "")


@question
def charts_by_file(memo: Memo, lang: Lang) -> dict[str, tuple[str, int]]:
    """The first page that needs each chart's data, with a digest of them, by their path."""
    first: dict[str, tuple[str, int]] = {}
    for key, written_in in written(memo):
        if written_in == lang:
            for path, content in _charts_of(memo, key, lang).items():
                first.setdefault(path, (key, content))
    return first


def _charts_of(memo: Memo, key: str, lang: Lang) -> dict[str, int]:
    found = compiled(memo, key, lang)
    files = found.files if found else {}
    return {path: crc32(data) for path, data in files.items() if path.startswith(_FILES)}


def _ids(project: Project, page: Page) -> Iterator[Finding]:
    first = charts_by_file(project.memo, page.lang)
    for path, content in _charts_of(project.memo, page.key, page.lang).items():
        key, other = first.get(path, (page.key, content))
        if other == content:
            continue
        id = path.removeprefix(_FILES).removesuffix(f".{page.lang}.csv")
        place = _place(page, id)
        yield on(
            page,
            place.line,
            place.column,
            rule=CHART_ID,
            message=f"차트 식별자 '{id}'을(를) 다른 페이지의 다른 차트가 이미 씁니다.",
            hint="울타리의 {#식별자}를 바꾸십시오.",
            notes=_first(project.memo, key, page.lang, id),
        )


def _first(memo: Memo, key: str, lang: Lang, id: str) -> tuple[Note, ...]:
    other = page(memo, key, lang)
    return (Note(_place(other, id), "처음 쓴 곳"),) if other else ()


def _place(page: Page, id: str) -> Span:
    """The opening of the fence with an id; the page's start where the id is made by the code."""
    lines = (fence.line - 1 for fence in _fences(page) if fence.id == id)
    return Span(f"{DOCS}/{page.path}", next(lines, 1), 1)


CHECKS = (Check(_charts, (CHART,)), Check(_ids, (CHART_ID,), Scope.PAGE))
