"""Charts of the maturity of technologies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from kb.charts import maturity
from kb.charts.draw import Drawing
from kb.charts.markup import Chart
from kb.facts.maturity import (
    Standing,
    assessments,
    edition_before,
    edition_or_latest,
    editions,
    history,
)
from kb.model.base import Text
from kb.model.maturity import LEVELS, Edition
from kb.show import numbers
from kb.show.chartbook.named import Choice, NamedChart, some, words
from kb.show.directive import Context

_LEVELS_TITLE = Text(
    ko="{when}의 기술: {tally}",
    en="Technologies in {when}: {tally}",
)
_TIMELINE_TITLE = Text(
    ko="{first}에서 {last} 사이에 {moves}",
    en="Between {first} and {last}, {moves}",
)
_WENT_UP = Text(ko="{names} 오름", en="{names} went up")
_WENT_DOWN = Text(ko="{names} 내림", en="{names} went down")
_STAYED = Text(ko="단계가 바뀐 기술 없음", en="no technology changed level")
_TIMELINE_FINDING = Text(
    ko="둘 이상의 판에서 평가한 기술 {both}개 가운데 {moved}개의 단계가 바뀌었다. 나머지는 표에 있다.",
    en="Of {both} technologies assessed in more than one edition, {moved} changed level. The table has the others.",
)
_COUNT = Text(
    ko="{level} {count}개",
    en="{level} {count}",
)
_COUNTS = Text(
    ko="{total}개 기술 가운데 {counts}다.",
    en="Of {total} technologies: {counts}.",
)
_MOVED_UP = Text(
    ko="직전 판보다 오른 것: {names}.",
    en="Up since the edition before: {names}.",
)
_MOVED_DOWN = Text(
    ko="직전 판보다 내린 것: {names}.",
    en="Down since the edition before: {names}.",
)
_MOVED_NONE = Text(
    ko="직전 판과 견주어 단계가 바뀐 것은 없다.",
    en="No technology has changed level since the edition before.",
)


def maturity_levels(context: Context, choice: Choice) -> Chart:
    """Every technology of an edition with its level, by domain."""
    return of_edition(context, choice.edition, "levels", _LEVELS_TITLE, maturity.levels)


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
        for row in some(assessments(facts, latest), "평가가")
    ]
    heads = words(
        context, "chart-technology", "chart-domain", "chart-level", "chart-edition", "chart-absent"
    )
    return Chart.of_drawing(
        maturity.timeline(items, columns, _scale(context), heads),
        id="maturity-timeline",
        lang=context.lang,
        title=context.say(
            _TIMELINE_TITLE,
            first=numbers.date(columns[0].name, context.lang),
            last=numbers.date(columns[-1].name, context.lang),
            moves=_went(context, items),
        ),
        finding=context.say(
            _TIMELINE_FINDING,
            both=sum(len(item.levels) > 1 for item in items),
            moved=sum(item.moved for item in items),
        ),
        sources=_edition_sources(editions(facts)),
    )


def _went(context: Context, items: Sequence[maturity.History]) -> str:
    """Which technologies went up and which down from their first edition to their last."""
    ways: dict[bool, list[str]] = {True: [], False: []}
    for item in items:
        levels = [LEVELS.index(level) for level in item.levels.values()]
        if levels[0] != levels[-1]:
            ways[levels[-1] > levels[0]].append(item.name)
    parts = [
        context.say(sentence, names=", ".join(ways[up]))
        for up, sentence in ((True, _WENT_UP), (False, _WENT_DOWN))
        if ways[up]
    ]
    return ", ".join(parts) or context.say(_STAYED)


def of_edition(
    context: Context,
    chosen: str | None,
    kind: str,
    title: Text,
    draw: Callable[..., Drawing],
) -> Chart:
    """A picture of an edition. chosen: its id, or None for the latest. title: see `_titled`."""
    edition = edition_or_latest(context.project.facts, chosen)
    heads = words(
        context, "chart-technology", "chart-domain", "chart-level", "chart-before",
        "chart-rising", "chart-falling", "chart-watch", "chart-new", "chart-moved", "chart-from",
    )  # fmt: skip
    return Chart.of_drawing(
        draw(_assessed(context, edition), _scale(context), heads),
        id=f"maturity-{kind}-{edition.id}",
        lang=context.lang,
        title=_titled(context, title, edition),
        finding=" ".join(filter(None, (_counts(context, edition), _moves(context, edition)))),
        sources=_edition_sources([edition]),
    )


def _assessed(context: Context, edition: Edition) -> list[maturity.Assessed]:
    """The technologies of an edition as pictures show them."""
    facts = context.project.facts
    has_before = edition_before(facts, edition) is not None
    return [
        maturity.Assessed(
            row.technology.id,
            context.tr(row.technology.name),
            _domain(context, row),
            row.assessment.level,
            row.before.level if row.before else None,
            new=has_before and row.is_new,
            rising=row.assessment.trend == "up",
            falling=row.assessment.trend == "down",
            watch=row.assessment.watch,
            detail={context.templates.word("challenge"): context.tr(row.assessment.challenge)},
            address=context.page_for("technologies", row.technology.id) or "",
        )
        for row in some(assessments(facts, edition), "평가가")
    ]


def _titled(context: Context, title: Text, edition: Edition) -> str:
    """A title with the edition's date, how many technologies stand at each level, how many are in
    all and how many of them at the highest.
    """
    levels = [assessment.level for assessment in edition.assessments.values()]
    return context.say(
        title,
        date=edition.as_of,
        when=numbers.date(edition.as_of, context.lang),
        tally=_tally(context, edition),
        total=len(levels),
        mature=levels.count(LEVELS[-1]),
    )


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
    """How many technologies there are, and how many stand at each level."""
    return context.say(_COUNTS, total=len(edition.assessments), counts=_tally(context, edition))


def _tally(context: Context, edition: Edition) -> str:
    """How many technologies stand at each level, the highest first."""
    names = context.project.facts.levels
    levels = [assessment.level for assessment in edition.assessments.values()]
    counts = [
        context.say(_COUNT, level=context.tr(names[level].name), count=levels.count(level))
        for level in reversed(LEVELS)
        if level in levels
    ]
    return ", ".join(counts)


def _moves(context: Context, edition: Edition) -> str:
    """The technologies whose level changed since the edition before."""
    rows = assessments(context.project.facts, edition)
    up = [context.tr(row.technology.name) for row in rows if row.steps > 0]
    down = [context.tr(row.technology.name) for row in rows if row.steps < 0]
    parts = [
        context.say(sentence, names=", ".join(names))
        for sentence, names in ((_MOVED_UP, up), (_MOVED_DOWN, down))
        if names
    ]
    return " ".join(parts) or context.say(_MOVED_NONE)


def _edition_sources(chosen: Iterable[Edition]) -> tuple[str, ...]:
    return tuple(edition.source for edition in chosen if edition.source)


CHARTS = {
    "maturity-levels": NamedChart(maturity_levels, "editions", ("edition",), 'edition="2024"'),
    "maturity-timeline": NamedChart(maturity_timeline, "editions"),
}
