"""Every call in a page can be carried out, in every language that the page has."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings.finding import Finding
from kb.project import Project
from kb.read import Call, Page, PageError
from kb.rules.rule import on
from kb.show.directive import Context, DirectiveError
from kb.show.evaluate import Evaluator, plain
from kb.show.registry import DIRECTIVES
from kb.show.templates import templates_of
from kb.text import LANGS

RULE = "page/call"


def calls(project: Project) -> Iterator[Finding]:
    for page, context in _contexts(project):
        evaluator = Evaluator(DIRECTIVES, context)
        for call in page.calls:
            try:
                fragment = evaluator.evaluate(call.expr)
            except DirectiveError as error:
                yield on(
                    page, call.line, call.column, rule=RULE, message=error.message, hint=error.hint
                )
                continue
            if fragment.block and not call.in_heading and not _stands_alone(page, call):
                yield on(
                    page,
                    call.line,
                    call.column,
                    rule="page/block-call",
                    message=f"'{call.expr}'은(는) 한 줄에 홀로 있어야 합니다.",
                    hint="앞뒤에 빈 줄을 두고 다른 글 없이 쓰십시오.",
                )


def calls_above(project: Project) -> Iterator[Finding]:
    """Calls in titles and descriptions, which menus and search engines show as plain text."""
    for page, context in _contexts(project):
        for name in ("title", "description"):
            try:
                plain(str(page.meta.get(name) or ""), context)
            except (DirectiveError, PageError) as error:
                hint = error.hint if isinstance(error, DirectiveError) else None
                yield on(page, page.line_of(name), rule=RULE, message=error.message, hint=hint)


def _contexts(project: Project) -> Iterator[tuple[Page, Context]]:
    templates = {lang: templates_of(project.root, project.facts, lang) for lang in LANGS}
    for page in project.pages.values():
        yield page, Context(project, templates[page.lang], page.key, page.lang, DIRECTIVES)


def _stands_alone(page: Page, call: Call) -> bool:
    before = page.body[: call.start].rpartition("\n")[2]
    after = page.body[call.end :].partition("\n")[0]
    return not before.strip(" >-") and not after.strip()
