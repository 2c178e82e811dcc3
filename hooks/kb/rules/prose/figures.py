"""A number that the data hold is called, not typed: a typed one stays behind when they change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kb.facts.symbols import figure_key
from kb.facts.view import Facts
from kb.findings.finding import Finding, Rule, Scope, Severity
from kb.memo import Memo, question, tool
from kb.model.quantities import Printed
from kb.project import Project
from kb.read import Page
from kb.read.sentences import code_spans
from kb.rules.prose.part import sentences_of, sources_in
from kb.rules.rule import Check, on, place_in_body
from kb.show.numbers import quantity, usd
from kb.text import Lang

FIGURE = Rule(
    "prose/figure",
    Scope.PAGE,
    Severity.WARNING,
    "자료에 있는 숫자는 글에 적지 않고 부른다. 다른 출처를 단 문장과 한 자리 숫자는 보지 않는다.",
    "A number that the data hold is called, not typed. Sentences that cite another source, and numbers of one digit, are let be.",
    "시장은 2028년 209억 달러가 된다",
)
_FEWEST = 2
"""Digits that count, of a number that is looked for: 5%, 30% and 5 years stand for much else."""


def _typed(project: Project, page: Page) -> Iterator[Finding]:
    memo = project.memo
    pattern, known = figure_pattern(memo, page.lang), figures_by_form(memo, page.lang)
    if pattern is None:
        return
    code = list(code_spans(page.body))
    for part in sentences_of(memo, page.key, page.lang):
        for found in pattern.finditer(part.text):
            at = part.start + found.start()
            cited = {source.id for source in sources_in(memo, part)}
            figures = [key for key, source in known[found[0]] if not cited or source in cited]
            if not figures or any(start <= at < end for start, end in code):
                continue
            place = place_in_body(page, at)
            yield on(
                page,
                place.line,
                place.column,
                rule=FIGURE,
                message=f"'{found[0]}'은(는) 자료에 있는 숫자를 손으로 적은 것 같습니다.",
                hint=f'{{{{ figure("{figures[0]}") }}}}을 부르십시오. 다른 숫자면 그 출처를 다십시오.',
                length=len(found[0]),
            )


@question
def figures_by_form(memo: Memo, lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """The key and the source of each figure, by how readers see it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key, value, form, source in _figures(Facts(memo), lang):
        if _digits(value) >= _FEWEST:
            found.setdefault(form, []).append((key, source))
    return found


def _figures(facts: Facts, lang: Lang) -> Iterator[tuple[str, Printed, str, str]]:
    """Key, value, form and source of all that `figure` shows with a unit, as it was printed."""
    for id, figure in facts.figures.items():
        if figure.unit != "count":
            form = quantity(figure.value, figure.unit, lang)
            yield f"figures.{id}", figure.value, form, figure.source
    for id, estimate in facts.estimates.items():
        for name, end in (("base", estimate.base), ("target", estimate.target)):
            yield figure_key(id, name), end.usd, usd(end.usd, lang), estimate.source
        if stated := estimate.stated_cagr:
            yield figure_key(id, "cagr"), stated.percent, f"{stated.percent}%", estimate.source


def _digits(value: Printed) -> int:
    """How many digits of a number count: 2 of 0.43, 1 of 30."""
    return len(Decimal(value.value).normalize().as_tuple().digits)


@tool
def figure_pattern(memo: Memo, lang: Lang) -> re.Pattern[str] | None:
    """Finds numbers as readers see them, the longest first; None where there are none."""
    forms = sorted(figures_by_form(memo, lang), key=len, reverse=True)
    every = "|".join(map(re.escape, forms))
    return re.compile(rf"(?<![\d.,$₩~–-])(?:{every})(?![\d%]|[.,]\d)") if forms else None


CHECKS = (Check(_typed, (FIGURE,)),)
