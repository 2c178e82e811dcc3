"""The market in one year, over all estimates that may be compared."""

from __future__ import annotations

from kb.facts.market import range_of
from kb.facts.view import field_values
from kb.model.base import Identifier, Text
from kb.model.market import Year
from kb.show.chartbook.market import headline_estimate
from kb.show.directive import Context, DirectiveError, Fragment, directive
from kb.show.numbers import usd_range


@directive(
    about=Text(
        ko="비교할 수 있는 추정치를 한 해에 맞춘 범위를 글 속에 쓴다. 우리 계산이라고 표시된다.",
        en="The range of all comparable estimates put on one year, in a sentence; marked as computed by us.",
    ),
    arguments={
        "scope": Text(ko="어느 시장인지", en="Which market"),
        "year": Text(ko="어느 해인지", en="Which year"),
    },
    examples=('market_range("mlops", 2028)',),
    inline=True,
    values={"scope": lambda facts: field_values(facts.memo, "estimates", "scope")},
)
def market_range(context: Context, scope: Identifier, year: Year | None = None) -> Fragment:
    """The least and the most that comparable estimates expect of a year, computed and marked so;
    of the year that the leading estimate expects where none is given.
    """
    facts = context.project.facts
    year = year or headline_estimate(facts).target.year
    found = range_of(facts, scope, year)
    if found is None:
        raise DirectiveError(f"market_range: {year}년을 다룬 '{scope}' 추정치가 없습니다.")
    text = usd_range(found.low, found.high, context.lang)
    return context.inline("market_range", text, range=text)
