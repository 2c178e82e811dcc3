"""The code of directives carries out what pages call."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kb.addresses import page_path
from kb.findings.finding import Finding, Note, Rule, Scope, Severity, Span
from kb.memo import Memo, question
from kb.project import DOCS, Project, page, written
from kb.rules.calls import GAP
from kb.rules.causes import compiled, late_html
from kb.rules.rule import Check
from kb.show.directive import CODE
from kb.text import SOURCE_LANG, Lang

FAULT = Rule(
    "code/fault",
    Scope.SITE,
    Severity.ERROR,
    "지시어의 코드는 제대로 쓴 부름을 모두 실행한다.",
    "A directive's code carries out every call that is written as it should be.",
    "return None + 1",
)


def _faults(project: Project) -> Iterator[Finding]:
    """Each fault once, at the first call that meets it."""
    met: dict[str, list[tuple[str, Span]]] = {}
    for key, lang in sorted(written(project.memo), key=lambda one: one[1] != SOURCE_LANG):
        for fault, span in faults_of(project.memo, key, lang):
            met.setdefault(fault, []).append((page_path(key), span))
    for fault, calls in met.items():
        path, line, message = fault.split(":", 2)
        yield Finding(
            FAULT,
            calls[0][1],
            message,
            f"페이지의 잘못이 아닙니다. {path}:{line}의 코드를 고치십시오.",
            (Note(Span(path, int(line), 1), "실패한 곳"),),
            pages=tuple(dict.fromkeys(page for page, _ in calls)),
        )


@question
def faults_of(memo: Memo, key: str, lang: Lang) -> tuple[tuple[str, Span], ...]:
    """What calls of a page meet that is wrong with the code, each with the call's place."""
    found, own = compiled(memo, key, lang), page(memo, key, lang)
    if found is None or own is None:
        return ()
    met = [(failure.expression, failure.fault, failure.name) for failure in found.failures]
    shown = found.html + late_html(memo, key, lang)
    met += [(html.unescape(gap[3]), html.unescape(gap[2]), "") for gap in _gaps(shown)]
    calls = reversed(own.calls)  # so that the first of several counts
    places = {call.expr: (call.line, call.column, call.end - call.start) for call in calls}
    return tuple(
        (fault, Span(f"{DOCS}/{own.path}", *places.get(expression, (own.line_of(name), 1, 0))))
        for expression, fault, name in met
        if fault
    )


def _gaps(text: str) -> Iterator[re.Match[str]]:
    return (gap for gap in GAP.finditer(text) if gap[1] == CODE)


CHECKS = (Check(_faults, (FAULT,)),)
