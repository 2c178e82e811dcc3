"""The amounts that prose gives a deal and an estimate are those of their records."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.view import Facts
from kb.findings.finding import Rule, Scope, Severity
from kb.memo import Memo, question
from kb.rules.prose.part import Part, Wrong, clauses_of, looking, within
from kb.rules.prose.values import amounts, deals_named, is_amount

PROSE_AMOUNT = Rule(
    "prose/amount",
    Scope.PAGE,
    Severity.ERROR,
    "글이 추정한 곳이나 인수한 두 쪽과 함께 적은 금액은 기록의 금액이다.",
    "An amount beside who estimates it, or beside both sides of a deal, is the record's.",
    "Institute는 시장을 210억 달러로 본다",
)


def _deals(memo: Memo, whole: Part) -> Iterator[Wrong]:
    for part in clauses_of(whole) if any(amounts(whole.text)) else ():
        found = list(amounts(part.text))
        for deal in deals_named(memo, part.text) if found else ():
            for stated in found:
                if deal.usd and not is_amount(stated.value, deal.usd):
                    what = f"{deal.buyer.ko}의 {deal.bought.ko} 인수 금액"
                    told = within(part, whole, stated)
                    yield Wrong(told, what, deal.usd, deal, ("usd",))


def _estimates(memo: Memo, part: Part) -> Iterator[Wrong]:
    found = list(amounts(part.text))
    for name, ids in publishers(memo) if found else ():
        if name in part.text:
            known = [Facts(memo).estimates[id] for id in ids]
            values = [amount.usd for one in known for amount in (one.base, one.target)]
            for stated in found:
                if not any(is_amount(stated.value, value) for value in values):
                    right = ", ".join(values)
                    yield Wrong(stated, f"{name}의 추정", right, known[0], ("target", "usd"))


@question
def publishers(memo: Memo) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who estimates the market, by name in each language, with the estimates."""
    found: dict[str, list[str]] = {}
    for estimate in Facts(memo).estimates.values():
        for name in filter(None, dict.fromkeys((estimate.publisher.ko, estimate.publisher.en))):
            found.setdefault(name, []).append(estimate.id)
    return tuple((name, tuple(ids)) for name, ids in found.items())


CHECKS = (looking(PROSE_AMOUNT, _deals), looking(PROSE_AMOUNT, _estimates))
