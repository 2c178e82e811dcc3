"""Charts by name."""

from __future__ import annotations

from dataclasses import replace

from kb.charts.markup import chart_markup
from kb.facts.view import field_values
from kb.model.base import EditionRef, EstimateRef, Text
from kb.show.chartbook import CHARTS
from kb.show.chartbook.named import Choice
from kb.show.directive import Context, DirectiveError, Fragment, directive


@directive(
    about=Text(
        ko="차트 하나를 그림, 그림에서 읽을 것, 출처, 자료 표와 함께 보인다.",
        en="A chart with its finding in words, its sources and its data as a table.",
    ),
    arguments={
        "name": Text(ko="어느 차트인지", en="Which chart"),
        "estimate": Text(
            ko="market-forecast에서 그릴 추정치. 없으면 대표 추정치",
            en="For market-forecast: the estimate to draw; the headline estimate if left out",
        ),
        "scope": Text(
            ko="market-estimates와 market-comparable에서 견줄 시장 범위",
            en="For market-estimates and market-comparable: the scope to compare",
        ),
        "edition": Text(
            ko="성숙도 차트에서 그릴 판. 없으면 최신 판",
            en="For the maturity charts: the edition; the latest if left out",
        ),
        "topic": Text(
            ko="survey-answers에서 그릴 주제", en="For survey-answers: the topic to draw"
        ),
    },
    examples=tuple(
        f'chart("{name}", {chart.example})' if chart.example else f'chart("{name}")'
        for name, chart in CHARTS.items()
    ),
    values={
        "name": lambda facts: CHARTS,
        "scope": lambda facts: field_values(facts.memo, "estimates", "scope"),
        "topic": lambda facts: field_values(facts.memo, "figures", "topic"),
    },
)
def chart(
    context: Context,
    name: str,
    estimate: EstimateRef | None = None,
    scope: str | None = None,
    edition: EditionRef | None = None,
    topic: str | None = None,
) -> Fragment:
    """A picture with its finding in words, its sources and its data as a table.

    name: of the chart. estimate, scope, edition, topic: what it shows, where it takes that.
    """
    given = {"estimate": estimate, "scope": scope, "edition": edition, "topic": topic}
    takes = CHARTS[name].takes
    for argument, value in given.items():
        if value is not None and argument not in takes:
            raise DirectiveError(
                f"chart: '{name}' 차트는 '{argument}' 인자를 받지 않습니다.",
                f"받는 인자: {', '.join(takes) or '없음'}.",
            )
    return _fragment(context, name, Choice(**given))


@directive(
    about=Text(
        ko="한 판의 기술 레이더. 고리는 성숙도, 부채꼴은 영역이다.",
        en="The radar of an edition: rings are levels, sectors are domains.",
    ),
    arguments={
        "edition": Text(
            ko="어느 판인지. 없으면 최신 판", en="Which edition; the latest if left out"
        ),
    },
    examples=("maturity_radar()", 'maturity_radar(edition="2024")'),
)
def maturity_radar(context: Context, edition: EditionRef | None = None) -> Fragment:
    """The radar of an edition, the latest if none is given."""
    return _fragment(context, "maturity-radar", Choice(edition=edition))


@directive(
    about=Text(
        ko="모든 기술의 성숙도가 판마다 어떻게 바뀌었는지 그린다.",
        en="Every technology's level through the editions.",
    ),
    examples=("maturity_timeline()",),
)
def maturity_timeline(context: Context) -> Fragment:
    """Every technology's level through the editions."""
    return _fragment(context, "maturity-timeline", Choice())


def _fragment(context: Context, name: str, choice: Choice) -> Fragment:
    data = CHARTS[name].data, choice.edition or choice.estimate or ""
    drawn = replace(CHARTS[name].draw(context, choice), data=data)
    return Fragment(lambda: chart_markup(drawn, context), drawn.finding)
