"""Charts of what models cost, and how fast that fell."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal

from kb.charts.dots import LOW, PLAIN, Group, Mark, Row, Scale, dots
from kb.charts.markup import Chart
from kb.model.base import Text
from kb.model.market import Figure
from kb.model.quantities import Usd
from kb.show import numbers
from kb.show.chartbook import answers
from kb.show.chartbook.answers import asker, measured, said, sample, size_of
from kb.show.chartbook.named import Choice, NamedChart, some
from kb.show.directive import Context

_TITLE = Text(
    ko="같은 출력 100만 토큰이 {low}에서 {high}까지 {times}배 차이 난다",
    en="A million output tokens cost anything from {low} to {high}, {times} times as much",
)
_FINDING = Text(
    ko="가장 싼 것은 {cheapest}, 가장 비싼 것은 {dearest}다. 한 모델 안에서는 출력 값이 입력의 {least}~{most}배다. 가로축은 같은 배수가 같은 거리인 로그 눈금이고, 값은 {date}의 정가다.",
    en="{cheapest} is the cheapest, {dearest} the dearest. Within a model, output costs {least} to {most} times as much as input. The horizontal axis is logarithmic: an equal factor is an equal way. List prices of {date}.",
)
_FALL_TITLE = Text(
    ko="같은 성능의 토큰 값은 해마다 적게는 {least}분의 1, 많게는 {most}분의 1로 떨어졌다",
    en="The price of the same performance fell by a factor of {least} to {most} a year",
)
_FALL_FINDING = Text(
    ko="한 해에 몇 분의 1이 됐는지를 분석마다 적었다. 가로축은 같은 배수가 같은 거리인 로그 눈금이다. 판매 가격이고, 새 모델의 값이 아니라 먼저 나온 모델과 같은 성능의 값이다.",
    en="Each analysis tells by what factor prices fell within a year. The horizontal axis is logarithmic: an equal factor is an equal way. These are selling prices, and not those of the newest models but of performance that was there before.",
)
_INPUT = Text(ko="입력", en="input")
_OUTPUT = Text(ko="출력", en="output")


def token_prices(context: Context, choice: Choice) -> Chart:
    """Prices of input and output by model, the dearest first, on a scale of equal factors."""
    pairs = _pairs(context)
    figures = [figure for pair in pairs for figure in pair]
    rows = tuple(
        Row(
            _model(context, two),
            sample(context, two),
            (
                Mark(size_of(one), said(context, one), LOW, context.say(_INPUT)),
                Mark(size_of(two), said(context, two), PLAIN, context.say(_OUTPUT)),
            ),
        )
        for one, two in pairs
    )
    low, high = pairs[-1][1], pairs[0][1]
    return Chart.of_drawing(
        dots(
            [Group("", rows)],
            _powers(figures, _dollars(context)),
            answers.table(context, figures),
        ),
        id="token-prices",
        lang=context.lang,
        title=context.say(
            _TITLE,
            low=said(context, low),
            high=said(context, high),
            times=f"{size_of(high) / size_of(low):.3g}",
        ),
        finding=_prices_finding(context, pairs),
        sources=answers.sources(figures),
    )


def _pairs(context: Context) -> Sequence[tuple[Figure, Figure]]:
    """Input and output of each model, the dearest first. DirectiveError where there are none."""
    facts = context.project.facts
    inputs = {_model(context, figure): figure for figure in measured(facts, "token-input")}
    outputs = sorted(measured(facts, "token-output"), key=size_of, reverse=True)
    named = [(_model(context, figure), figure) for figure in outputs]
    pairs = [(inputs[model], figure) for model, figure in named if model in inputs]
    return some(pairs, "입력과 출력의 값이")


def _prices_finding(context: Context, pairs: Sequence[tuple[Figure, Figure]]) -> str:
    least = size_of(pairs[-1][1])
    cheapest = [_model(context, two) for _, two in pairs if size_of(two) == least]
    factors = sorted(size_of(two) / size_of(one) for one, two in pairs)
    return context.say(
        _FINDING,
        cheapest=", ".join(cheapest),
        dearest=_model(context, pairs[0][1]),
        least=f"{factors[0]:.2g}",
        most=f"{factors[-1]:.2g}",
        date=numbers.date(max(two.as_of for _, two in pairs), context.lang),
    )


def price_falls(context: Context, choice: Choice) -> Chart:
    """How fast prices of equal performance fell a year, by analysis."""
    figures = measured(context.project.facts, "price-fall")
    least, most = (edge(figures, key=size_of) for edge in (min, max))
    marks: dict[tuple[str, str], list[Mark]] = {}
    for figure in figures:
        place = asker(context, figure), sample(context, figure)
        marks.setdefault(place, []).append(Mark(size_of(figure), said(context, figure)))
    rows = [Row(*place, tuple(found)) for place, found in marks.items()]
    return Chart.of_drawing(
        dots(
            [Group("", tuple(rows))],
            _powers(figures, lambda power: f"{10**power:,}"),
            answers.table(context, figures),
        ),
        id="price-falls",
        lang=context.lang,
        title=context.say(_FALL_TITLE, least=f"{size_of(least):g}", most=f"{size_of(most):g}"),
        finding=context.say(_FALL_FINDING),
        sources=answers.sources(figures),
    )


def _model(context: Context, figure: Figure) -> str:
    return context.tr(figure.item or figure.label)


def _powers(figures: Sequence[Figure], write: Callable[[int], str]) -> Scale:
    """Powers of ten from just below the least value to just above the greatest."""
    sizes = [size_of(figure) for figure in figures]
    first, last = math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes)))
    last = max(last, first + 1)  # where all are the same power
    return Scale(
        tuple((10.0**power, write(power)) for power in range(first, last + 1)), is_log=True
    )


def _dollars(context: Context) -> Callable[[int], str]:
    """Powers of ten in dollars."""
    return lambda power: numbers.usd(Usd(f"{Decimal(10) ** power:f}"), context.lang)


CHARTS = {
    "token-prices": NamedChart(token_prices, "figures"),
    "price-falls": NamedChart(price_falls, "figures"),
}
