"""Charts of the market's size."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kb.charts import market as drawn
from kb.charts.comparable import Compared
from kb.charts.comparable import comparable as drawn_comparable
from kb.charts.markup import Chart
from kb.facts.market import Range, comparable, range_of, shown_years, valued
from kb.facts.view import Facts, ids_having
from kb.korean.particles import josa
from kb.model.base import Text
from kb.model.market import Estimate
from kb.model.quantities import Usd
from kb.show import numbers
from kb.show.chartbook.named import Choice, NamedChart, some, words
from kb.show.directive import Context, DirectiveError

_GROWTH = Text(
    ko="해마다 평균 {growth}",
    en="{growth} a year on average",
)
_FORECAST_TITLE = Text(
    ko="{topic} 시장이 {base_year}년 {base}에서 {target_year}년 {target_to} 커진다고 본다",
    en="The {publisher} expects the market to grow from {base} in {base_year} to {target} in {target_year}",
)
_FORECAST_FINDING = Text(
    ko="{base_year}년과 {target_year}년의 두 값이 발표된 것이다. 그 사이는 해마다 {growth}씩 고르게 는다고 보고 그렸다.",
    en="The two values of {base_year} and {target_year} were published. The path between them assumes steady growth of {growth} a year.",
)
_ESTIMATES_TITLE = Text(
    ko="추정 {count}건은 시장이 해마다 {slow}에서 {fast}까지 커진다고 본다",
    en="{count} estimates see the market grow by anything from {slow} to {fast} a year",
)
_ESTIMATES_FINDING = Text(
    ko="기준 연도 시장은 {low}({low_year}년)부터 {high}({high_year}년)까지, 목표 연도 시장은 {least}({least_year}년)부터 {most}({most_year}년)까지 벌어진다. 이름 옆은 두 값에서 계산한 한 해 성장률이고, 금액의 축은 같은 비율이 같은 거리인 로그 눈금이다.",
    en="The base-year market ranges from {low} ({low_year}) to {high} ({high_year}), and the target-year market from {least} ({least_year}) to {most} ({most_year}). Beside each name stands the yearly growth that its two values imply; the axis of sums is logarithmic, so equal growth is an equal way.",
)
_COMPARABLE_TITLE = Text(
    ko="같은 해로 맞추면 {year}년 시장은 {range}로 갈린다",
    en="Put on the same year, estimates for {year} spread over {range}",
)
_COMPARABLE_FINDING = Text(
    ko="추정마다 다른 기준 연도와 목표 연도를 저마다의 성장률로 두 해에 맞추었다(우리 계산). {year_0}년은 {range_0}({count_0}건), {year_1}년은 {range_1}({count_1}건)이다.",
    en="Each estimate is put on two years at its own growth between its own base and target year (our computation): {range_0} in {year_0} ({count_0} estimates) and {range_1} in {year_1} ({count_1}).",
)
_COMPARABLE_LEAD = Text(
    ko="{publisher}의 {year}년 {amount} 출처를 찾지 못해 범위에 넣지 않았다.",
    en="The figure of the {publisher} for {year}, {plain}, has no source that we could find and stays out of the range.",
)
_COMPARABLE_UNREACHED = Text(
    ko="{year}년에 이르지 않는 추정: {names}.",
    en="Estimates that do not reach {year}: {names}.",
)


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
    heads = words(
        context, "chart-year", "chart-value", "chart-kind", "chart-published", "chart-implied"
    )
    return Chart.of_drawing(
        drawn.forecast(shown, _money(context), heads | {"growth": context.say(_GROWTH, **values)}),
        id=f"market-forecast-{record.id}",
        lang=context.lang,
        title=context.say(_FORECAST_TITLE, **values),
        finding=context.say(_FORECAST_FINDING, **values),
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
    shown = [
        _estimate(context, record, lead=record.use == "headline")
        for record in some(records, "추정치가")
    ]
    rates = sorted(record.implied_growth.percent for record in records)
    heads = words(
        context, "chart-publisher", "chart-base", "chart-target", "chart-grade"
    ) | _grades(context)
    return Chart.of_drawing(
        drawn.estimates(
            shown, _money(context), heads | {"growth": context.templates.word("stated-cagr")}
        ),
        id=f"market-estimates-{choice.scope or 'all'}",
        lang=context.lang,
        title=context.say(
            _ESTIMATES_TITLE,
            count=len(shown),
            slow=numbers.percent(rates[0], 0),
            fast=numbers.percent(rates[-1], 0),
        ),
        finding=_estimates_finding(context, shown),
        sources=tuple(dict.fromkeys(record.source for record in records)),
    )


def _estimates_finding(context: Context, shown: Sequence[drawn.Estimate]) -> str:
    """Between which sums the estimates lie in their base and in their target years."""
    bases = sorted((item.base for item in shown), key=lambda amount: amount.usd)
    targets = sorted((item.target for item in shown), key=lambda amount: amount.usd)
    ends = {"low": bases[0], "high": bases[-1], "least": targets[0], "most": targets[-1]}
    texts = {name: amount.text for name, amount in ends.items()}
    years = {f"{name}_year": amount.year for name, amount in ends.items()}
    return context.say(_ESTIMATES_FINDING, **texts, **years)


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
        for record in some(records, "추정치가")
    ]
    heads = words(context, "chart-publisher", "chart-grade") | _grades(context)
    named = {
        f"year-{at}": context.templates.word("in-year", year=year) for at, year in enumerate(years)
    }
    return Chart.of_drawing(
        drawn_comparable(items, _money(context), heads | named),
        id=f"market-comparable-{scope}",
        lang=context.lang,
        title=context.say(_COMPARABLE_TITLE, year=years[1], range=_range(context, ranges[1])),
        finding=_comparable_finding(context, lead, years, ranges),
        sources=tuple(dict.fromkeys(record.source for record in records)),
    )


def _grades(context: Context) -> dict[str, str]:
    """What the grades of sources are called, as `grade-A`."""
    word = context.templates.word
    return {f"grade-{grade}": word(f"chart-grade-{grade.lower()}") for grade in "ABCU"}


def _range(context: Context, found: Range | None) -> str:
    return numbers.usd_range(found.low, found.high, context.lang) if found else "—"


def _amount_in(context: Context, record: Estimate, year: int) -> drawn.Amount | None:
    found = valued(record, year)
    if found is None:
        return None
    ends = {record.base.year: record.base.usd, record.target.year: record.target.usd}
    text = (
        numbers.usd(ends[year], context.lang)
        if found.is_published
        else numbers.about_usd(found.usd, context.lang)
    )
    return drawn.Amount(year, float(found.usd), text)


def _comparable_finding(
    context: Context, lead: Estimate, years: tuple[int, int], ranges: Sequence[Range | None]
) -> str:
    said = _amount_in(context, lead, years[1])
    unreached = ranges[1].unreached if ranges[1] else ()
    names = ", ".join(context.tr(estimate.publisher) for estimate in unreached)
    parts = [
        context.say(
            _COMPARABLE_FINDING,
            **{f"year_{at}": year for at, year in enumerate(years)},
            **{f"range_{at}": _range(context, found) for at, found in enumerate(ranges)},
            **{f"count_{at}": len(found.values) if found else 0 for at, found in enumerate(ranges)},
        ),
        context.say(
            _COMPARABLE_LEAD,
            publisher=context.tr(lead.publisher),
            amount=josa(said.text, "은/는") if said else "",
            plain=said.text if said else "",
            year=years[1],
        ),
        context.say(_COMPARABLE_UNREACHED, names=names, year=years[1]) if names else "",
    ]
    return " ".join(filter(None, parts))


def headline_estimate(facts: Facts) -> Estimate:
    """The one estimate that stands for the market. Raises DirectiveError where there is none."""
    found = ids_having(facts.memo, "estimates", "use", "headline")
    if not found:
        raise DirectiveError(
            "대표 추정치가 없습니다.",
            "data/market/estimates.yml에서 추정치 하나를 use: headline으로 두십시오.",
        )
    return facts.estimates[found[0]]


def _estimate(context: Context, record: Estimate, lead: bool = False) -> drawn.Estimate:
    growth = record.stated_cagr.percent + "%" if record.stated_cagr else "—"
    base, target = (
        drawn.Amount(end.year, float(end.usd.value), numbers.usd(end.usd, context.lang))
        for end in (record.base, record.target)
    )
    grade = context.project.facts.sources[record.source].quality
    implied = numbers.percent(record.implied_growth.percent, 0)
    name = context.tr(record.publisher)
    return drawn.Estimate(name, base, target, grade, growth, lead, implied)


def _money(context: Context) -> drawn.Money:
    """Computed sums, to three digits, as the reader's language writes them."""

    def money(usd: float) -> str:
        rounded = Decimal(f"{usd / 1e9:.3g}").normalize()
        return numbers.usd(Usd(f"{rounded:f}B"), context.lang)

    return money


CHARTS = {
    "market-forecast": NamedChart(market_forecast, "estimates", ("estimate",), 'estimate="brief"'),
    "market-estimates": NamedChart(market_estimates, "estimates", ("scope",), 'scope="mlops"'),
    "market-comparable": NamedChart(market_comparable, "estimates", ("scope",)),
}
