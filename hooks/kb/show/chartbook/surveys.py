"""Charts of what surveys found: shares by who was asked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from kb.charts.dots import LOW, MIDDLE, PLAIN, Group, Mark, Row, Scale, dots
from kb.charts.markup import Chart
from kb.model.base import Text
from kb.model.market import Figure
from kb.show.chartbook import answers
from kb.show.chartbook.answers import asker, measured, of_topic, said, sample, size_of, survey
from kb.show.chartbook.named import Choice, NamedChart
from kb.show.directive import Context, DirectiveError

_SIZES = {
    "large": Text(ko="큰 기업", en="large firms"),
    "small": Text(ko="작은 기업", en="small firms"),
    None: Text(ko="전체", en="all"),
}
_LOOKS = {"large": PLAIN, "small": LOW, None: MIDDLE}
_SHARES = Scale(tuple((at, f"{at}%" if at == 100 else str(at)) for at in (0, 50, 100)))

_GAP_TITLE = Text(
    ko="큰 기업이 AI를 쓰는 비율은 작은 기업의 {range}다",
    en="Large firms are {range} times as likely to use AI as small ones",
)
_SPREAD_TITLE = Text(
    ko="AI를 쓴다는 답은 조사에 따라 {low}에서 {high}까지 나온다",
    en="Depending on the survey, {low} to {high} use AI",
)
_USE_FINDING = Text(
    ko="가장 낮은 것은 {low}({low_who}), 가장 높은 것은 {high}({high_who})다. 누구에게 무엇을 물었는지, 큰 기업과 작은 기업을 어디서 나누는지가 조사마다 다르다.",
    en="The lowest is {low} ({low_who}), the highest {high} ({high_who}). Surveys differ in whom they asked, in what they asked, and in where they part large firms from small ones.",
)
_TALENT_TITLE = Text(
    ko="사람이 없거나 구하기 어렵다는 답은 {low}에서 {high}까지 나온다",
    en="Between {low} and {high} lack the people or find them hard to hire",
)
_TALENT_FINDING = Text(
    ko="가장 높은 것은 {where}의 ‘{label}’({who})다. 물음이 저마다 달라 나라끼리의 차이로 읽지 않는다.",
    en="The highest is “{label}” in {where} ({who}). The questions differ, so this is no ranking of countries.",
)
_TOPIC_TITLE = Text(
    ko="가장 높은 것은 ‘{label}’, {value}다",
    en="Highest of all: “{label}”, {value}",
)
_TOPIC_FINDING = Text(
    ko="{who}의 답이다. 답 {count}개를 조사마다 높은 순서로 놓았다. 조사마다 물은 사람과 물음이 달라 다른 조사의 답과는 견주지 않는다.",
    en="That is an answer to {who}. The {count} answers are ranked within each survey. Surveys asked other people other questions, so answers of one are not to be compared with those of another.",
)
_NOWHERE = Text(ko="지역을 밝히지 않은 곳", en="a region not stated")


def ai_use(context: Context, choice: Choice) -> Chart:
    """Who uses AI, by country, survey and size of firm."""
    figures = measured(context.project.facts, "ai-use")
    low, high = min(figures, key=size_of), max(figures, key=size_of)
    ratios = sorted(_ratios(figures))
    values = {
        "low": said(context, low),
        "high": said(context, high),
        "low_who": survey(context, low),
        "high_who": survey(context, high),
        "range": _factors(context, ratios),
    }
    groups = [
        Group(region, tuple(_use_rows(context, list(members))))
        for region, members in _by_region(context, figures)
    ]
    return Chart.of_drawing(
        dots(groups, _SHARES, answers.table(context, figures)),
        id="ai-use",
        lang=context.lang,
        title=context.say(_GAP_TITLE if ratios else _SPREAD_TITLE, **values),
        finding=context.say(_USE_FINDING, **values),
        sources=answers.sources(figures),
    )


def talent_by_country(context: Context, choice: Choice) -> Chart:
    """Who says that people are lacking, by country."""
    figures = measured(context.project.facts, "lacks-talent")
    low, high = min(figures, key=size_of), max(figures, key=size_of)
    groups = [
        Group(region, tuple(_row(context, figure, survey(context, figure)) for figure in members))
        for region, members in _by_region(context, figures)
    ]
    return Chart.of_drawing(
        dots(groups, _SHARES, answers.table(context, figures)),
        id="talent-by-country",
        lang=context.lang,
        title=context.say(_TALENT_TITLE, low=said(context, low), high=said(context, high)),
        finding=context.say(
            _TALENT_FINDING,
            label=context.tr(high.label),
            where=context.tr(high.region or _NOWHERE),
            who=survey(context, high),
        ),
        sources=answers.sources(figures),
    )


def survey_answers(context: Context, choice: Choice) -> Chart:
    """The shares of a topic, ranked within each survey."""
    if choice.topic is None:
        raise DirectiveError(
            "chart: 'survey-answers' 차트에는 topic이 있어야 합니다.",
            'topic="barrier"처럼 주제를 적으십시오.',
        )
    figures = of_topic(context.project.facts, choice.topic)
    high = max(figures, key=size_of)
    by_survey: dict[str, list[Figure]] = {}
    for figure in figures:
        by_survey.setdefault(survey(context, figure), []).append(figure)
    return Chart.of_drawing(
        dots(
            [_survey_group(context, name, members) for name, members in by_survey.items()],
            _SHARES,
            answers.table(context, figures),
        ),
        id=f"survey-answers-{choice.topic}",
        lang=context.lang,
        title=context.say(_TOPIC_TITLE, label=context.tr(high.label), value=said(context, high)),
        finding=context.say(_TOPIC_FINDING, count=len(figures), who=survey(context, high)),
        sources=answers.sources(figures),
    )


def _survey_group(context: Context, name: str, figures: Sequence[Figure]) -> Group:
    """A survey's answers; who was asked stands in its head where all of them share it."""
    ranked = sorted(figures, key=size_of, reverse=True)
    samples = {sample(context, figure) for figure in ranked}
    is_shared = len(samples) == 1
    head = " · ".join(filter(None, (name, *samples))) if is_shared else name
    return Group(
        head,
        tuple(
            Row(
                context.tr(figure.label),
                "" if is_shared else sample(context, figure),
                _mark(context, figure),
            )
            for figure in ranked
        ),
    )


def _by_region(context: Context, figures: Sequence[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    """Figures by region, in the order of the data; within one the newest first."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(context.tr(figure.region or _NOWHERE), []).append(figure)
    for region, members in found.items():
        yield region, sorted(members, key=lambda figure: figure.as_of, reverse=True)


def _row(context: Context, figure: Figure, who: str) -> Row:
    about = " · ".join(filter(None, (who, sample(context, figure))))
    return Row(context.tr(figure.label), about, _mark(context, figure))


def _mark(context: Context, figure: Figure) -> tuple[Mark, ...]:
    return (Mark(size_of(figure), said(context, figure)),)


def _use_rows(context: Context, figures: Sequence[Figure]) -> Iterator[Row]:
    """A row for each survey; a second part of its sample has a row of its own."""
    for name, members in itertools.groupby(figures, key=lambda each: survey(context, each)):
        together = list(members)
        whole = [figure for figure in together if figure.firm_size is None]
        first = [each for each in whole if sample(context, each) == sample(context, whole[0])]
        sized = [figure for figure in together if figure.firm_size]
        rows = [[*first, *sized], *([figure] for figure in whole if figure not in first)]
        for row in rows:
            yield Row(name, _asked(context, row), tuple(_sized(context, row)))


def _sized(context: Context, figures: Iterable[Figure]) -> Iterator[Mark]:
    for figure in figures:
        yield Mark(
            size_of(figure),
            said(context, figure),
            _LOOKS[figure.firm_size],
            context.say(_SIZES[figure.firm_size]),
        )


def _asked(context: Context, row: Sequence[Figure]) -> str:
    """Whom a row's survey asked: not the part of it that a size of firm makes, where it has more."""
    if len(row) == 1 or row[0].firm_size is None:
        return sample(context, row[0])
    same_survey = (
        figure
        for figure in context.project.facts.figures.values()
        if figure.topic == row[0].topic
        and figure.as_of == row[0].as_of
        and figure.firm_size is None
        and figure.asked_by
        and asker(context, figure) == asker(context, row[0])
    )
    whole = next(same_survey, None)
    return sample(context, whole) if whole else ""


def _ratios(figures: Sequence[Figure]) -> Iterator[float]:
    """How many times the share of small firms that of large ones is, where a survey has both."""
    by_survey: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in figures:
        if figure.firm_size and figure.asked_by:
            key = figure.asked_by.ko, figure.as_of[:4]
            by_survey.setdefault(key, {})[figure.firm_size] = figure
    for pair in by_survey.values():
        if len(pair) == 2 and size_of(pair["small"]):
            yield size_of(pair["large"]) / size_of(pair["small"])


def _factors(context: Context, ratios: Sequence[float]) -> str:
    """The least and the greatest factor to two digits: 2.2~12배, 2.2 to 12."""
    if not ratios:
        return ""
    texts = dict.fromkeys(f"{float(f'{ratio:.2g}'):g}" for ratio in (ratios[0], ratios[-1]))
    return f"{'~'.join(texts)}배" if context.lang == "ko" else " to ".join(texts)


CHARTS = {
    "ai-use": NamedChart(ai_use, "figures"),
    "talent-by-country": NamedChart(talent_by_country, "figures"),
    "survey-answers": NamedChart(survey_answers, "figures", ("topic",), 'topic="barrier"'),
}
