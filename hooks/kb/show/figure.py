"""A number of the data, in the reader's units, with its source."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.facts.currency import dated_at
from kb.facts.symbols import ESTIMATE_PARTS, datum_of_figure, figure_key
from kb.korean.wording import listed, suggestion
from kb.model.base import Text
from kb.model.market import Estimate
from kb.model.sources import Source
from kb.show.directive import Context, DirectiveError, Fragment, directive
from kb.show.numbers import percent, quantity, usd


@dataclass(frozen=True)
class _Number:
    """A number ready to be shown. computed: ours, from two printed numbers.

    due: until when a look at it holds, where it ages.
    """

    text: str
    source: Source
    computed: bool = False
    due: str = ""


@directive(
    about=Text(
        ko="자료의 숫자 하나를 읽는 이의 단위로 쓰고 출처를 잇는다.",
        en="One number of the data in the reader's units, linked to its source.",
    ),
    arguments={
        "key": Text(
            ko="figures.식별자, 또는 market.추정치.부분. 부분은 base, target, cagr, implied",
            en="figures.ID, or market.ESTIMATE.PART where the part is base, target, cagr or implied",
        ),
    },
    examples=('figure("market.brief.target")', 'figure("market.brief.cagr") | josa("으로/로")'),
    inline=True,
)
def figure(context: Context, key: str) -> Fragment:
    """An inline number.

    key: `figures.<id>`, or `market.<estimate>.<part>` with the part base, target (US dollars),
    cagr (% a year as stated) or implied (% a year, computed from the end points).
    """
    number = _look_up(context, key)
    citation = context.cite(number.source.id)
    html = context.render(
        "figure",
        number=number,
        citation=citation,
        id=context.unique_id(f"fig-{key}"),
    )
    tail = context.render("unverified") if number.source.is_unverified else Markup()
    return Fragment.inline(html, number.text, tail)


def _look_up(context: Context, key: str) -> _Number:
    facts, (collection, id) = context.project.facts, datum_of_figure(key)
    part = key.rpartition(".")[2]
    if key == f"figures.{id}" and id in facts.figures:
        record = facts.figures[id]
        dated = dated_at(context.memo, record)
        return _Number(
            quantity(record.value, record.unit, context.lang),
            facts.sources[record.source],
            due=dated.due if dated else "",
        )
    if collection == "estimates" and id in facts.estimates and part in ESTIMATE_PARTS:
        return _of_estimate(context, facts.estimates[id], part)
    known = [f"figures.{name}" for name in facts.figures]
    known += [figure_key(name, part) for name in facts.estimates for part in ESTIMATE_PARTS]
    raise DirectiveError(
        f"figure: '{key}'은(는) 없는 수치입니다.",
        f"쓸 수 있는 키: {listed(known, 6)}.{suggestion(key, known)}",
    )


def _of_estimate(context: Context, estimate: Estimate, part: str) -> _Number:
    source = context.project.facts.sources[estimate.source]
    if part == "base":
        return _Number(usd(estimate.base.usd, context.lang), source)
    if part == "target":
        return _Number(usd(estimate.target.usd, context.lang), source)
    if part == "implied":
        return _Number(percent(estimate.implied_growth.percent, 1), source, computed=True)
    if estimate.stated_cagr is None:
        raise DirectiveError(
            f"figure: '{estimate.id}' 추정치에는 발표된 성장률이 없습니다.",
            f"계산한 성장률은 market.{estimate.id}.implied입니다.",
        )
    return _Number(f"{estimate.stated_cagr.percent}%", source)
