"""The chart of the dates of laws."""

from __future__ import annotations

from collections.abc import Sequence

from kb.charts import lanes
from kb.charts.markup import Chart
from kb.charts.table import Table
from kb.model.base import Event, Text
from kb.model.market import Regulation
from kb.show import numbers
from kb.show.chartbook.named import Choice, NamedChart, day_of_data, some, words
from kb.show.directive import Context

_SINCE = 2025
"""What came before is folded: it stands as a number beside its lane."""
_LOOKS = {"law": lanes.Look("full", "c1")}
_TITLE = Text(
    ko="{date} 이후로 남은 AI 규제 일정은 {count}건, 가장 가까운 것은 {next_date}이다",
    en="{count} dates of AI regulation lie after {date}; the next is {next_date}",
)
_TITLE_DONE = Text(
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


Dated = tuple[Regulation, Event]


def regulation_timeline(context: Context, choice: Choice) -> Chart:
    """A lane for each law: those with dates still to come first, the soonest on top."""
    facts = context.project.facts
    as_of = day_of_data(context)
    dated = some([law for law in facts.regulations.values() if law.events], "법의 날짜가")
    ordered = _in_order(dated)
    coming = [(law, event) for law, event in ordered if event.date > as_of]
    heads = words(context, "chart-date", "chart-track", "chart-event", "chart-today")
    as_of_text = numbers.date(as_of, context.lang)
    said = {"date": as_of_text, "count": len(coming), "year": _SINCE}
    if coming:
        law, event = coming[0]
        said |= {
            "next_date": numbers.date(event.date, context.lang),
            "next": f"{context.tr(law.name)}: {context.tr(event.text)}",
        }
    return Chart.of_drawing(
        lanes.lanes(
            _shown(context, ordered, as_of),
            heads | {"as_of": context.templates.word("as-of", date=as_of_text)},
            _table(context, ordered, heads),
        ),
        id="regulation-timeline",
        lang=context.lang,
        title=context.say(_TITLE if coming else _TITLE_DONE, **said),
        finding=context.say(_FINDING if coming else _DONE, **said),
        sources=tuple(dict.fromkeys(event.source for _, event in coming)),
    )


def _shown(context: Context, ordered: Sequence[Dated], as_of: str) -> lanes.Lanes:
    """Laws by whether something is still to come, those with nothing since the start folded."""
    dated = list({law.id: law for law, _ in ordered}.values())
    kept = [law for law in dated if max(event.date for event in law.events) >= str(_SINCE)]
    ahead = [law for law in kept if _next(law, as_of)]
    done = [law for law in kept if law not in ahead]
    ahead.sort(key=lambda law: _next(law, as_of))
    done.sort(key=lambda law: max(event.date for event in law.events), reverse=True)
    word = context.templates.word
    named = ((word("laws-ahead"), ahead), (word("laws-done"), done))
    left = [context.tr(law.name) for law in dated if law not in kept]
    return lanes.Lanes(
        groups=tuple(
            lanes.Group(name, tuple(_lane(context, law, ordered, as_of) for law in laws))
            for name, laws in named
            if laws
        ),
        looks=_LOOKS,
        years=(_SINCE, max(_SINCE, int(as_of[:4]), int(ordered[-1][1].date[:4]))),
        as_of=as_of,
        folded=word("laws-before", year=_SINCE, names=", ".join(left)) if left else "",
        key=(("law", False, word("law-past")), ("law", True, word("law-ahead"))),
    )


def _next(law: Regulation, as_of: str) -> str:
    """The first date of a law that is still to come; empty where there is none."""
    return min((event.date for event in law.events if event.date > as_of), default="")


def _lane(context: Context, law: Regulation, ordered: Sequence[Dated], as_of: str) -> lanes.Lane:
    earlier = sum(event.date < str(_SINCE) for event in law.events)
    return lanes.Lane(
        name=context.tr(law.name),
        address=context.page_for("regulations", law.id) or "",
        marks=tuple(
            _mark(context, law, event, row, as_of)
            for row, (owner, event) in enumerate(ordered)
            if owner.id == law.id and event.date >= str(_SINCE)
        ),
        earlier=context.templates.word("laws-earlier", count=earlier) if earlier else "",
    )


def _mark(context: Context, law: Regulation, event: Event, row: int, as_of: str) -> lanes.Mark:
    is_ahead = event.date > as_of
    return lanes.Mark(
        date=event.date,
        kind="law",
        title=f"{context.tr(law.name)}: {event.date}",
        rows=(row,),
        address=context.source_url(event.source) or context.page_for("regulations", law.id) or "",
        hollow=is_ahead,
        label=_without_year(context, event.date) if is_ahead else "",
        when=True,
    )


def _in_order(dated: Sequence[Regulation]) -> list[Dated]:
    """Every date of all laws, the oldest first, as the rows of the table and marks count them."""
    pairs = [(law, event) for law in dated for event in law.events]
    return sorted(pairs, key=lambda pair: (pair[1].date, pair[0].id))


def _table(context: Context, ordered: Sequence[Dated], heads: dict[str, str]) -> Table:
    return Table(
        columns=(heads["date"], heads["track"], heads["event"]),
        rows=tuple(
            (event.date, context.tr(law.name), context.tr(event.text)) for law, event in ordered
        ),
    )


def _without_year(context: Context, date: str) -> str:
    """Month and day of a date; its year where no more is known."""
    words = numbers.date(date, context.lang).split()
    within = words[1:] if context.lang == "ko" else words[:-1]
    return " ".join(within or words)


CHARTS = {"regulation-timeline": NamedChart(regulation_timeline, "regulations")}
