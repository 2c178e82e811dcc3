"""Charts by name."""

from __future__ import annotations

from dataclasses import replace

from kb.charts.markup import chart_markup
from kb.facts.view import field_values
from kb.model.base import EditionRef, EstimateRef
from kb.show.chartbook import CHARTS, Choice
from kb.show.directive import Context, DirectiveError, Fragment, directive

_MATURITY = ("editions", "technologies", "domains", "levels")


@directive(
    examples=(
        'chart("market-forecast", estimate="brief")',
        'chart("market-estimates", scope="mlops")',
        'chart("maturity-levels", edition="2024")',
        'chart("regulation-timeline")',
    ),
    values={
        "name": lambda facts: CHARTS,
        "scope": lambda facts: field_values(facts.memo, "estimates", "scope"),
    },
)
def chart(
    context: Context,
    name: str,
    estimate: EstimateRef | None = None,
    scope: str | None = None,
    edition: EditionRef | None = None,
) -> Fragment:
    """A picture with its finding in words, its sources and its data as a table.

    name: of the chart. estimate, scope, edition: what it shows, where it takes that.
    """
    given = {"estimate": estimate, "scope": scope, "edition": edition}
    takes = CHARTS[name].takes
    for argument, value in given.items():
        if value is not None and argument not in takes:
            raise DirectiveError(
                f"chart: '{name}' 차트는 '{argument}' 인자를 받지 않습니다.",
                f"받는 인자: {', '.join(takes) or '없음'}.",
            )
    return _fragment(context, name, Choice(**given))


@directive(examples=("maturity_radar()", 'maturity_radar(edition="2024")'))
def maturity_radar(context: Context, edition: EditionRef | None = None) -> Fragment:
    """The radar of an edition, the latest if none is given."""
    return _fragment(context, "maturity-radar", Choice(edition=edition))


@directive(examples=("maturity_timeline()",))
def maturity_timeline(context: Context) -> Fragment:
    """Every technology's level through the editions."""
    return _fragment(context, "maturity-timeline", Choice())


def _fragment(context: Context, name: str, choice: Choice) -> Fragment:
    data = CHARTS[name].data, choice.edition or choice.estimate or ""
    drawn = replace(CHARTS[name].draw(context, choice), data=data)
    return Fragment(lambda: chart_markup(drawn, context), drawn.finding)
