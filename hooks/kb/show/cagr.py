"""Stated against implied growth, in a sentence."""

from __future__ import annotations

from kb.model.base import EstimateRef, Text
from kb.show.directive import Context, Fragment, directive
from kb.show.numbers import percent


@directive(
    about=Text(
        ko="추정치 하나의 발표된 성장률과 계산한 성장률을 견주어 한 마디로 말한다.",
        en="Compares an estimate's stated growth with the computed one in a clause.",
    ),
    arguments={
        "estimate": Text(ko="어느 추정치인지", en="Which estimate"),
    },
    examples=('cagr("brief")',),
    inline=True,
)
def cagr(context: Context, estimate: EstimateRef) -> Fragment:
    """An inline sentence part: the stated rate, the implied one, its band, and whether they agree."""
    record = context.project.facts.estimates[estimate]
    growth = record.implied_growth
    stated = record.stated_cagr
    values = {
        "implied": percent(growth.percent, 1),
        "low": percent(growth.low, 1),
        "high": percent(growth.high, 1),
        "stated": f"{stated.percent}%" if stated else "",
    }
    key = "cagr-implied-only"
    if stated:
        key = "cagr-agrees" if growth.allows(stated.percent) else "cagr-differs"
    text = context.templates.word(key, **values)
    return context.inline(
        "cagr",
        text,
        sentence=text,
        citation=context.cite(record.source),
        id=context.unique_id(f"cagr-{estimate}"),
    )
