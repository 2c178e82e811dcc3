"""The charts that pages can call by name: data in, title, picture and finding in words out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kb.charts import events, market, maturity
from kb.charts.comparable import Compared
from kb.charts.comparable import comparable as drawn_comparable
from kb.charts.draw import Drawing
from kb.charts.markup import Chart
from kb.charts.radar import radar
from kb.facts.market import Range, comparable, range_of, shown_years, valued
from kb.facts.maturity import (
    Standing,
    assessments,
    edition_before,
    edition_or_latest,
    editions,
    history,
)
from kb.facts.view import Facts, field_values, ids_having
from kb.korean.particles import josa
from kb.model.market import Estimate
from kb.model.maturity import LEVELS, Edition
from kb.model.quantities import Usd
from kb.show import numbers
from kb.show.directive import Context, DirectiveError


@dataclass(frozen=True)
class Choice:
    """What a call chooses from a chart's data."""

    estimate: str | None = None
    scope: str | None = None
    edition: str | None = None


@dataclass(frozen=True)
class NamedChart:
    """A chart by name. data: the collection that it draws. takes: arguments it knows."""

    draw: Callable[[Context, Choice], Chart]
    data: str
    takes: tuple[Literal["estimate", "scope", "edition"], ...] = ()


def market_forecast(context: Context, choice: Choice) -> Chart:
    """One estimate from its base year to its target year."""
    facts = context.project.facts
    record = facts.estimates[choice.estimate] if choice.estimate else headline_estimate(facts)
    shown = _estimate(context, record)
    growth = numbers.percent(record.implied_growth.percent, 1)
    values = {
        "publisher": shown.name,
        "topic": josa(shown.name, "은/는"),
        "base": shown.base.text,
        "base_year": record.base.year,
        "target": shown.target.text,
        "target_to": josa(shown.target.text, "으로/로"),
        "target_year": record.target.year,
        "growth": growth,
    }
    words = _words(
        context, "chart-year", "chart-value", "chart-kind", "chart-published", "chart-implied"
    )
    return Chart.of_drawing(
        market.forecast(
            shown, _money(context), words | {"growth": _say(context, "chart-growth", **values)}
        ),
        id=f"market-forecast-{record.id}",
        lang=context.lang,
        title=_say(context, "chart-forecast-title", **values),
        finding=_say(context, "chart-forecast-finding", **values),
        sources=(record.source,),
    )


def market_estimates(context: Context, choice: Choice) -> Chart:
    """All estimates of one scope that may be compared, warnings left out."""
    facts = context.project.facts
    chosen = (
        ids_having(facts.memo, "estimates", "scope", choice.scope)
        if choice.scope
        else facts.estimates
    )
    records = [facts.estimates[id] for id in chosen if facts.estimates[id].use != "warning"]
    shown = [_estimate(context, record, lead=record.use == "headline") for record in records]
    bases = sorted(shown, key=lambda item: item.base.usd)
    targets = sorted(shown, key=lambda item: item.target.usd)
    words = _words(
        context, "chart-publisher", "chart-base", "chart-target", "chart-grade"
    ) | _grades(context)
    return Chart.of_drawing(
        market.estimates(shown, _money(context), words | {"growth": _say(context, "stated-cagr")}),
        id=f"market-estimates-{choice.scope or 'all'}",
        lang=context.lang,
        title=_say(context, "chart-estimates-title"),
        finding=_say(
            context,
            "chart-estimates-finding",
            count=len(shown),
            low=bases[0].base.text,
            low_year=bases[0].base.year,
            high=bases[-1].base.text,
            high_year=bases[-1].base.year,
            least=targets[0].target.text,
            least_year=targets[0].target.year,
            most=targets[-1].target.text,
            most_year=targets[-1].target.year,
        ),
        sources=tuple(dict.fromkeys(record.source for record in records)),
    )


def market_comparable(context: Context, choice: Choice) -> Chart:
    """Estimates of one scope on the same two years, the one without a source apart."""
    facts = context.project.facts
    lead = headline_estimate(facts)
    scope = choice.scope or lead.scope
    years = shown_years(facts, lead)
    records = [*comparable(facts, scope), *([lead] if lead.scope == scope else [])]
    ranges = [range_of(facts, scope, year) for year in years]
    items = [
        Compared(
            context.tr(record.publisher),
            (_amount_in(context, record, years[0]), _amount_in(context, record, years[1])),
            facts.sources[record.source].quality,
            apart=record is lead,
        )
        for record in records
    ]
    words = _words(context, "chart-publisher", "chart-grade") | _grades(context)
    named = {f"year-{at}": _say(context, "in-year", year=year) for at, year in enumerate(years)}
    return Chart.of_drawing(
        drawn_comparable(items, _money(context), words | named),
        id=f"market-comparable-{scope}",
        lang=context.lang,
        title=_say(
            context, "chart-comparable-title", year=years[1], range=_range(context, ranges[1])
        ),
        finding=_comparable_finding(context, lead, years, ranges),
        sources=tuple(dict.fromkeys(record.source for record in records)),
    )


def _range(context: Context, found: Range | None) -> str:
    return numbers.usd_range(found.low, found.high, context.lang) if found else "—"


def _amount_in(context: Context, record: Estimate, year: int) -> market.Amount | None:
    found = valued(record, year)
    if found is None:
        return None
    ends = {record.base.year: record.base.usd, record.target.year: record.target.usd}
    text = (
        numbers.usd(ends[year], context.lang)
        if found.is_published
        else numbers.about_usd(found.usd, context.lang)
    )
    return market.Amount(year, float(found.usd), text)


def _comparable_finding(
    context: Context, lead: Estimate, years: tuple[int, int], ranges: Sequence[Range | None]
) -> str:
    said = _amount_in(context, lead, years[1])
    unreached = ranges[1].unreached if ranges[1] else ()
    names = ", ".join(context.tr(estimate.publisher) for estimate in unreached)
    parts = [
        _say(
            context,
            "chart-comparable-finding",
            **{f"year_{at}": year for at, year in enumerate(years)},
            **{f"range_{at}": _range(context, found) for at, found in enumerate(ranges)},
            **{f"count_{at}": len(found.values) if found else 0 for at, found in enumerate(ranges)},
        ),
        _say(
            context,
            "chart-comparable-lead",
            publisher=context.tr(lead.publisher),
            amount=josa(said.text, "은/는") if said else "",
            plain=said.text if said else "",
            year=years[1],
        ),
        _say(context, "chart-comparable-unreached", names=names, year=years[1]) if names else "",
    ]
    return " ".join(filter(None, parts))


def maturity_levels(context: Context, choice: Choice) -> Chart:
    """Every technology of an edition with its level, by domain."""
    return _of_edition(context, choice, "levels", maturity.levels)


def maturity_radar(context: Context, choice: Choice) -> Chart:
    """The radar of an edition: level is the ring, domain the sector."""
    return _of_edition(context, choice, "radar", radar)


def maturity_timeline(context: Context, choice: Choice) -> Chart:
    """Every technology through all editions."""
    facts = context.project.facts
    columns = [maturity.Edition(edition.id, edition.as_of) for edition in editions(facts)]
    latest = edition_or_latest(facts, None)
    items = [
        maturity.History(
            row.technology.id,
            context.tr(row.technology.name),
            _domain(context, row),
            {past.edition.id: past.assessment.level for past in history(facts, row.technology.id)},
        )
        for row in assessments(facts, latest)
    ]
    words = _words(
        context, "chart-technology", "chart-domain", "chart-level", "chart-edition", "chart-absent"
    )
    return Chart.of_drawing(
        maturity.timeline(items, columns, _scale(context), words),
        id="maturity-timeline",
        lang=context.lang,
        title=_say(context, "chart-timeline-title"),
        finding=_moves(context, latest),
        sources=_edition_sources(editions(facts)),
    )


def regulation_timeline(context: Context, choice: Choice) -> Chart:
    """The dates of all laws in one order, from the year in which the data were last looked at."""
    facts = context.project.facts
    as_of = max(field_values(facts.memo, "sources", "accessed"))
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
        for law, event in dated
    ]
    coming = sorted((item for item in items if item.date > as_of), key=lambda item: item.date)
    words = _words(context, "chart-date", "chart-track", "chart-event")
    shown_date = numbers.date(as_of, context.lang)
    return Chart.of_drawing(
        events.events(
            items, as_of, words | {"as_of": _say(context, "chart-as-of", date=shown_date)}
        ),
        id="regulation-timeline",
        lang=context.lang,
        title=_say(context, "chart-regulation-title", year=since),
        finding=_say(
            context,
            "chart-regulation-finding" if coming else "chart-regulation-done",
            date=shown_date,
            count=len(coming),
            next_date=numbers.date(coming[0].date, context.lang) if coming else "",
            next=f"{coming[0].track}: {coming[0].text}" if coming else "",
        ),
        sources=tuple(dict.fromkeys(event.source for _, event in dated)),
    )


CHARTS: Mapping[str, NamedChart] = {
    "market-forecast": NamedChart(market_forecast, "estimates", ("estimate",)),
    "market-estimates": NamedChart(market_estimates, "estimates", ("scope",)),
    "market-comparable": NamedChart(market_comparable, "estimates", ("scope",)),
    "maturity-levels": NamedChart(maturity_levels, "editions", ("edition",)),
    "maturity-radar": NamedChart(maturity_radar, "editions", ("edition",)),
    "maturity-timeline": NamedChart(maturity_timeline, "editions"),
    "regulation-timeline": NamedChart(regulation_timeline, "regulations"),
}


def _of_edition(
    context: Context,
    choice: Choice,
    kind: str,
    draw: Callable[..., Drawing],
) -> Chart:
    facts = context.project.facts
    edition = edition_or_latest(facts, choice.edition)
    has_before = edition_before(facts, edition) is not None
    items = [
        maturity.Assessed(
            row.technology.id,
            context.tr(row.technology.name),
            _domain(context, row),
            row.assessment.level,
            row.before.level if row.before else None,
            new=has_before and row.is_new,
            rising=row.assessment.trend == "up",
            watch=row.assessment.watch,
            detail={_say(context, "challenge"): context.tr(row.assessment.challenge)},
        )
        for row in assessments(facts, edition)
    ]
    words = _words(
        context, "chart-technology", "chart-domain", "chart-level", "chart-before",
        "chart-rising", "chart-watch", "chart-new", "chart-moved",
    )  # fmt: skip
    return Chart.of_drawing(
        draw(items, _scale(context), words),
        id=f"maturity-{kind}-{edition.id}",
        lang=context.lang,
        title=_say(context, f"chart-{kind}-title", date=edition.as_of),
        finding=" ".join(filter(None, (_counts(context, edition), _moves(context, edition)))),
        sources=_edition_sources([edition]),
    )


def headline_estimate(facts: Facts) -> Estimate:
    """The one estimate that stands for the market. Raises DirectiveError where there is none."""
    found = ids_having(facts.memo, "estimates", "use", "headline")
    if not found:
        raise DirectiveError(
            "대표 추정치가 없습니다.",
            "data/market/estimates.yml에서 추정치 하나를 use: headline으로 두십시오.",
        )
    return facts.estimates[found[0]]


def _estimate(context: Context, record: Estimate, lead: bool = False) -> market.Estimate:
    growth = record.stated_cagr.percent + "%" if record.stated_cagr else "—"
    base, target = (
        market.Amount(end.year, float(end.usd.value), numbers.usd(end.usd, context.lang))
        for end in (record.base, record.target)
    )
    grade = context.project.facts.sources[record.source].quality
    return market.Estimate(context.tr(record.publisher), base, target, grade, growth, lead)


def _money(context: Context) -> market.Money:
    """Computed sums, to three digits, as the reader's language writes them."""

    def money(usd: float) -> str:
        rounded = Decimal(f"{usd / 1e9:.3g}").normalize()
        return numbers.usd(Usd(f"{rounded:f}B"), context.lang)

    return money


def _scale(context: Context) -> list[maturity.Level]:
    marks: tuple[Literal["ring", "half", "full"], ...] = ("ring", "half", "full")
    names = context.project.facts.levels
    return [
        maturity.Level(level, context.tr(names[level].name), mark)
        for level, mark in zip(LEVELS, marks, strict=True)
    ]


def _domain(context: Context, row: Standing) -> str:
    return context.tr(context.project.facts.domains[row.technology.domain].name)


def _counts(context: Context, edition: Edition) -> str:
    """How many technologies stand at each level, the highest first."""
    names = context.project.facts.levels
    levels = [assessment.level for assessment in edition.assessments.values()]
    counts = [
        _say(context, "chart-count", level=context.tr(names[level].name), count=levels.count(level))
        for level in reversed(LEVELS)
        if level in levels
    ]
    return _say(context, "chart-counts", total=len(levels), counts=", ".join(counts))


def _moves(context: Context, edition: Edition) -> str:
    """The technologies whose level changed since the edition before."""
    rows = assessments(context.project.facts, edition)
    up = [context.tr(row.technology.name) for row in rows if row.steps > 0]
    down = [context.tr(row.technology.name) for row in rows if row.steps < 0]
    parts = [
        _say(context, key, names=", ".join(names))
        for key, names in (("chart-moved-up", up), ("chart-moved-down", down))
        if names
    ]
    return " ".join(parts) or _say(context, "chart-moved-none")


def _edition_sources(chosen: Iterable[Edition]) -> tuple[str, ...]:
    return tuple(edition.source for edition in chosen if edition.source)


def _without_year(context: Context, date: str) -> str:
    return (
        numbers.date(date, context.lang).replace(f"{date[:4]}년 ", "").replace(f" {date[:4]}", "")
    )


def _say(context: Context, key: str, **values: object) -> str:
    return context.templates.word(key, **values)


def _grades(context: Context) -> dict[str, str]:
    """What the grades of sources are called, as `grade-A`."""
    return {f"grade-{grade}": _say(context, f"chart-grade-{grade.lower()}") for grade in "ABCU"}


def _words(context: Context, *keys: str) -> dict[str, str]:
    """The words of a picture, by their keys without `chart-`."""
    return {key.removeprefix("chart-"): _say(context, key) for key in keys}
