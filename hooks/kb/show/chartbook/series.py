"""Charts of one measure through the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.charts.markup import Chart
from kb.charts.series import Line, Panel, Point, series
from kb.korean.particles import josa
from kb.model.base import Text
from kb.model.market import Figure
from kb.show import numbers
from kb.show.chartbook import answers
from kb.show.chartbook.answers import measured, said, size_of
from kb.show.chartbook.named import Choice, NamedChart
from kb.show.directive import Context

_ROSE = Text(ko="늘었다", en="rose")
_FELL = Text(ko="줄었다", en="fell")
_HELD = Text(ko="그대로다", en="went")
_ROSE_AND = Text(ko="늘었고", en="rose")
_FELL_AND = Text(ko="줄었고", en="fell")
_HELD_AND = Text(ko="그대로고", en="went")
_TO_RISE = Text(ko="늘 전망이다", en="is projected to rise")
_TO_FALL = Text(ko="줄 전망이다", en="is projected to fall")
_CHANGE = Text(
    ko="{what}: {since} {first}에서 {until} {last} {turned}",
    en="{what} {turned} from {first} in {since} to {last} in {until}",
)
_OF_YEAR = Text(ko="{year}년 전망", en="projected in {year}")

_SHORTAGE = Text(
    ko="인력 부족을 꼽은 AI 기업은 {first}에서 {last} {turned}, 뒤이어 잰 부족률은 {then_first}에서 {then_last} {then_turned}",
    en="AI firms naming a shortage of staff {turned} from {first} to {last}; the shortage rate measured since {then_turned} from {then_first} to {then_last}",
)
_SHORTAGE_FINDING = Text(
    ko="앞의 선은 인력 부족을 어려움으로 꼽은 기업의 비율이고, 뒤의 선은 모자라는 사람의 비율이다. 물음이 달라 두 선을 잇지 않았고, 세로 눈금은 같다.",
    en="The first is the share of firms that name a shortage as a difficulty, the second the share of people who are missing. They are different questions, so no line joins them; both stand on one scale.",
)
_INCIDENTS = Text(ko="기록된 AI 사고(건)", en="AI incidents on record")
_INCIDENTS_FINDING = Text(
    ko="한 해에 {percent}% 늘었다. 사고가 는 것과 기록이 는 것은 이 숫자로 가리지 못한다.",
    en="That is {percent}% more within a year. The numbers cannot tell more incidents from more records.",
)
_POWER = Text(ko="데이터센터의 전력", en="Electricity for data centres")
_POWER_FINDING = Text(
    ko="점선은 전망이다. 데이터센터 전체의 전력이며 AI의 몫만 센 것이 아니다.",
    en="The dashed line is a projection. It is the electricity of all data centres, not the share of AI.",
)
_FINOPS = Text(ko="AI 지출을 관리하는 팀", en="The share of teams that manage AI spending")
_FINOPS_FINDING = Text(
    ko="핀옵스 재단의 조사에 답한 이들의 비율이다. 해마다 물은 말이 조금씩 다르게 전해진다.",
    en="Shares of those who answered the survey of the FinOps Foundation, whose question is reported in slightly different words each year.",
)
_MEDALS = Text(
    ko="MLE-bench에서 메달을 딸 성적을 낸 대회", en="Competitions won to medal level in MLE-bench"
)
_MEDALS_FINDING = Text(
    ko="저장소가 서로 견줄 수 있다고 본 기록의 그때까지 최고다. 속이 빈 점은 저장소가 따로 둔 기록이라 선에 잇지 않았다: {apart}.",
    en="The line holds the best up to each date of the entries that the repository treats as comparable. The hollow mark is an entry that the repository sets apart, so no line leads to it: {apart}.",
)


def talent_shortage(context: Context, choice: Choice) -> Chart:
    """Firms that name a shortage, and the rate that is measured since, clearly apart."""
    facts = context.project.facts
    named, rate = (_in_time(measured(facts, f"shortage-{kind}")) for kind in ("named", "rate"))
    panels = [
        Panel(context.tr(figures[-1].label), (_line(context, figures),))
        for figures in (named, rate)
    ]
    return _chart(
        context,
        "talent-shortage",
        panels,
        [*named, *rate],
        context.say(
            _SHORTAGE,
            **_ends(context, named, (_ROSE_AND, _FELL_AND, _HELD_AND)),
            **{f"then_{key}": value for key, value in _ends(context, rate).items()},
        ),
        context.say(_SHORTAGE_FINDING),
    )


def ai_incidents(context: Context, choice: Choice) -> Chart:
    """Incidents on record by year."""
    figures = _in_time(measured(context.project.facts, "ai-incidents"))
    growth = 100 * (size_of(figures[-1]) / size_of(figures[0]) - 1)
    finding = context.say(_INCIDENTS_FINDING, percent=f"{growth:.0f}")
    return _plain(context, "ai-incidents", figures, _INCIDENTS, finding)


def data_centre_power(context: Context, choice: Choice) -> Chart:
    """Electricity of data centres, measured and projected."""
    figures = _in_time(measured(context.project.facts, "data-centre-power"))
    return _plain(context, "data-centre-power", figures, _POWER, context.say(_POWER_FINDING))


def finops_ai_spend(context: Context, choice: Choice) -> Chart:
    """Teams that manage what AI costs, by year."""
    figures = _in_time(measured(context.project.facts, "finops-ai-spend"))
    return _plain(context, "finops-ai-spend", figures, _FINOPS, context.say(_FINOPS_FINDING))


def mle_bench(context: Context, choice: Choice) -> Chart:
    """The best entries of a benchmark for agents, with their names, and one set apart."""
    facts = context.project.facts
    figures = _in_time(measured(facts, "mle-bench-medals"))
    apart = _in_time(measured(facts, "mle-bench-set-apart"))
    lines = (
        _named(_line(context, figures)),
        replace(_line(context, apart), is_apart=True),
    )
    names = ", ".join(
        f"{context.tr(each.item or each.label)} {said(context, each)}" for each in apart
    )
    return _chart(
        context,
        "mle-bench",
        [Panel("", lines)],
        [*figures, *apart],
        _change(context, _MEDALS, figures),
        context.say(_MEDALS_FINDING, apart=names),
    )


def _plain(context: Context, id: str, figures: Sequence[Figure], what: Text, finding: str) -> Chart:
    panels = [Panel("", (_line(context, figures),))]
    return _chart(context, id, panels, figures, _change(context, what, figures), finding)


def _chart(
    context: Context,
    id: str,
    panels: Sequence[Panel],
    figures: Sequence[Figure],
    title: str,
    finding: str,
) -> Chart:
    return Chart.of_drawing(
        series(panels, answers.table(context, figures)),
        id=id,
        lang=context.lang,
        title=title,
        finding=finding,
        sources=answers.sources(figures),
    )


def _in_time(figures: Sequence[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda figure: (_time(figure), figure.as_of))


def _time(figure: Figure) -> float:
    """The year that a figure is about, with the part of it that its date names."""
    if figure.year:
        return float(figure.year)
    year, month, day = (*(int(part) for part in figure.as_of.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 365


def _is_ahead(figure: Figure) -> bool:
    """Whether it was stated before the year that it is about."""
    return bool(figure.year) and str(figure.year) > figure.as_of[:4]


def _when(context: Context, figure: Figure) -> str:
    return numbers.date(str(figure.year or figure.as_of[:7]), context.lang)


def _line(context: Context, figures: Sequence[Figure]) -> Line:
    return Line(
        tuple(
            Point(
                _time(figure),
                size_of(figure),
                said(context, figure),
                _when(context, figure),
                _note(context, figure),
                ahead=_is_ahead(figure),
            )
            for figure in figures
        )
    )


def _note(context: Context, figure: Figure) -> str:
    """Whose a value is, or which year's projection."""
    if _is_ahead(figure):
        return context.say(_OF_YEAR, year=figure.as_of[:4])
    return context.tr(figure.item) if figure.item else ""


def _named(line: Line) -> Line:
    """The same with a text only at what has a name, at the first and at the last."""
    last = len(line.points) - 1
    return Line(
        tuple(
            replace(point, quiet=not point.note and at not in (0, last))
            for at, point in enumerate(line.points)
        )
    )


def _change(context: Context, what: Text, figures: Sequence[Figure]) -> str:
    """How a measure went from its first figure to its last, in a sentence."""
    since, until = (_when(context, figure) for figure in (figures[0], figures[-1]))
    ends = _ends(context, figures)
    return context.say(_CHANGE, what=context.say(what), since=since, until=until, **ends)


def _ends(
    context: Context,
    figures: Sequence[Figure],
    words: tuple[Text, Text, Text] = (_ROSE, _FELL, _HELD),
) -> dict[str, str]:
    """The first and the last value, and the word for the way between: `words` up, down, level."""
    first, last = figures[0], figures[-1]
    way = size_of(last) - size_of(first)
    if _is_ahead(last):
        words = (_TO_RISE, _TO_FALL, words[2])
    value = said(context, last)
    return {
        "first": said(context, first),
        "last": josa(value, "으로/로") if context.lang == "ko" else value,
        "turned": context.say(words[0] if way > 0 else words[1] if way < 0 else words[2]),
    }


CHARTS = {
    "talent-shortage": NamedChart(talent_shortage, "figures"),
    "ai-incidents": NamedChart(ai_incidents, "figures"),
    "data-centre-power": NamedChart(data_centre_power, "figures"),
    "finops-ai-spend": NamedChart(finops_ai_spend, "figures"),
    "mle-bench": NamedChart(mle_bench, "figures"),
}
