"""What charts of single figures share: which they draw, their words, and the table below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.charts.table import Cell, Table
from kb.facts.view import Facts, ids_having
from kb.model.market import Figure
from kb.show import numbers
from kb.show.chartbook.named import some
from kb.show.directive import Context


def measured(facts: Facts, measure: str) -> Sequence[Figure]:
    """The figures of one measure, in the order of the data. DirectiveError where there are none."""
    found = ids_having(facts.memo, "figures", "measure", measure)
    return some([facts.figures[id] for id in found], f"{measure} 수치가")


def of_topic(facts: Facts, topic: str) -> Sequence[Figure]:
    """The shares that stand under a topic. DirectiveError where there are none."""
    found = (facts.figures[id] for id in ids_having(facts.memo, "figures", "topic", topic))
    return some([figure for figure in found if figure.unit == "percent"], f"{topic} 비율이")


def size_of(figure: Figure) -> float:
    return float(figure.value.value)


def said(context: Context, figure: Figure) -> str:
    """Its value with its unit, as readers write it."""
    return numbers.quantity(figure.value, figure.unit, context.lang)


def asker(context: Context, figure: Figure) -> str:
    """Who asked: as the figure says, else who published its source."""
    if figure.asked_by:
        return context.tr(figure.asked_by)
    source = context.project.facts.sources[figure.source]
    return source.publisher or context.tr(source.title)


def survey(context: Context, figure: Figure) -> str:
    """Who asked and in which year."""
    return f"{asker(context, figure)}, {figure.as_of[:4]}"


def sample(context: Context, figure: Figure) -> str:
    """Who was asked; nothing where it is not known."""
    return context.tr(figure.sample) if figure.sample else ""


def sources(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.source for figure in figures))


def table(context: Context, figures: Sequence[Figure]) -> Table:
    """What was found, who asked whom and when; the file has values without their unit."""
    word = context.templates.word
    value = word("value")
    return Table(
        columns=(
            word("what"),
            word("chart-asked-by"),
            word("sample"),
            word("date"),
            Cell(value, f"{value}, {_UNITS.get(figures[0].unit, figures[0].unit)}"),
        ),
        rows=tuple(
            (
                context.tr(figure.label),
                asker(context, figure),
                sample(context, figure) or "–",
                figure.as_of,
                Cell(said(context, figure), f"{figure.value.value:f}"),
            )
            for figure in figures
        ),
    )


_UNITS = {"percent": "%", "usd": "USD", "twh": "TWh"}
