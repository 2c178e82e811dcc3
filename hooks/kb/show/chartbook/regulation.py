"""The chart of the dates of laws."""

from __future__ import annotations

from kb.charts import events
from kb.charts.markup import Chart
from kb.facts.view import field_values
from kb.model.base import Text
from kb.show import numbers
from kb.show.chartbook.named import Choice, NamedChart, some, words
from kb.show.directive import Context

_AS_OF = Text(
    ko="{date} 기준",
    en="as of {date}",
)
_TITLE = Text(
    ko="{year}년부터의 AI 규제 일정",
    en="Dates of AI regulation since {year}",
)
_FINDING = Text(
    ko="{date} 이후로 남은 일정은 {count}건이다. 가장 가까운 것은 {next_date}, {next}",
    en="{count} dates lie after {date}. The next is {next_date}: {next}",
)
_DONE = Text(
    ko="{date} 이후로 남은 일정은 없다.",
    en="No dates lie after {date}.",
)


def regulation_timeline(context: Context, choice: Choice) -> Chart:
    """The dates of all laws in one order, from the year in which the data were last looked at."""
    facts = context.project.facts
    as_of = max(some(field_values(facts.memo, "sources", "accessed"), "출처가"))
    since = as_of[:4]
    dated = [
        (law, event)
        for law in facts.regulations.values()
        for event in law.events
        if event.date >= since
    ]
    items = [
        events.Event(
            event.date,
            _without_year(context, event.date),
            context.tr(event.text),
            context.tr(law.name),
        )
        for law, event in some(dated, "법의 날짜가")
    ]
    coming = sorted((item for item in items if item.date > as_of), key=lambda item: item.date)
    heads = words(context, "chart-date", "chart-track", "chart-event")
    shown_date = numbers.date(as_of, context.lang)
    return Chart.of_drawing(
        events.events(items, as_of, heads | {"as_of": context.say(_AS_OF, date=shown_date)}),
        id="regulation-timeline",
        lang=context.lang,
        title=context.say(_TITLE, year=since),
        finding=context.say(
            _FINDING if coming else _DONE,
            date=shown_date,
            count=len(coming),
            next_date=numbers.date(coming[0].date, context.lang) if coming else "",
            next=f"{coming[0].track}: {coming[0].text}" if coming else "",
        ),
        sources=tuple(dict.fromkeys(event.source for _, event in dated)),
    )


def _without_year(context: Context, date: str) -> str:
    return (
        numbers.date(date, context.lang).replace(f"{date[:4]}년 ", "").replace(f" {date[:4]}", "")
    )


CHARTS = {"regulation-timeline": NamedChart(regulation_timeline, "regulations")}
