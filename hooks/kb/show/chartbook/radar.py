"""The radar, and what its script reads: for each edition a file with its picture and a card for
each technology, fetched when a reader asks for the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from markupsafe import Markup

from kb.charts.markup import Chart
from kb.charts.radar import radar
from kb.charts.scene import Scene
from kb.facts.maturity import (
    Standing,
    assessments,
    edition_before,
    edition_or_latest,
    editions,
    moves,
)
from kb.memo import Memo, question
from kb.model.base import Text
from kb.model.maturity import LEVELS, Edition, Trend
from kb.project import Project
from kb.show.chartbook.maturity import of_edition
from kb.show.chartbook.named import Choice, NamedChart
from kb.show.directive import Context
from kb.show.templates import templates
from kb.text import Lang

FOLDER = "assets/radar"
"""Folder of these files, below the site's root."""
_TRENDS: tuple[Trend | Literal["moved"], ...] = ("up", "flat", "down", "moved")
_TITLE = Text(
    ko="기술 {total}개 가운데 {mature}개가 성숙했다({when})",
    en="{mature} of {total} technologies are mature ({when})",
)
_REASON = Text(
    ko="{name}: {before} → {now}. {why}",
    en="{name}: {before} → {now}. {why}",
)


def maturity_radar(context: Context, choice: Choice) -> Chart:
    """The radar of an edition: level is the ring, domain the sector. A form chooses another one."""
    shown = edition_or_latest(context.project.facts, choice.edition)
    chart = _radar(context, shown)
    return replace(chart, tools=lambda: _tools(context, shown))


def _radar(context: Context, edition: Edition) -> Chart:
    return of_edition(context, edition.id, "radar", _TITLE, radar)


def _reason(context: Context, row: Standing) -> str:
    """A move with its reason, in words."""
    names = context.project.facts.levels
    before, why = row.before, row.assessment.move or row.assessment.rationale
    return context.say(
        _REASON,
        name=context.tr(row.technology.name),
        before=context.tr(names[before.level].name) if before else "",
        now=context.tr(names[row.assessment.level].name),
        why=context.tr(why) if why else "",
    ).strip()


def _tools(context: Context, shown: Edition) -> Markup:
    """The form above the picture; what its script reads comes with the page."""
    known = editions(context.project.facts)
    for edition in known:
        context.files.update(radar_files(context.memo, edition.id, context.lang))
    return context.render(
        "radar_tools", shown=shown, editions=known, choices=_choices(context), folder=FOLDER
    )


def _choices(context: Context) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """What can be chosen: its name in addresses, the word for it, and values with their words."""
    facts, word = context.project.facts, context.templates.word
    yield "level", "chart-level", [(id, context.tr(facts.levels[id].name)) for id in LEVELS]
    yield "domain", "chart-domain", [(id, context.tr(d.name)) for id, d in facts.domains.items()]
    yield "trend", "radar-trend", [(trend, word(f"trend-{trend}")) for trend in _TRENDS]


@question
def radar_files(memo: Memo, edition: str, lang: Lang) -> tuple[tuple[str, bytes], ...]:
    """What the radar of an edition needs beside its page: the script's file, and its table."""
    # Addresses in it count from the language's home page, whichever page asks.
    home = Context(Project(memo), templates(memo, lang), "index", lang, {})
    shown = home.project.facts.editions[edition]
    chart = _radar(home, shown)
    told = json.dumps(_told(home, shown, chart), ensure_ascii=False, separators=(",", ":"))
    return (f"{FOLDER}/{edition}.{lang}.json", told.encode()), (chart.csv_path, chart.table.csv())


def _told(home: Context, edition: Edition, chart: Chart) -> dict[str, Any]:
    sources = [home.project.facts.sources[id] for id in chart.sources]
    rows = assessments(home.project.facts, edition)
    before = edition_before(home.project.facts, edition)
    return {
        "title": chart.title,
        "finding": chart.finding,
        "notes": [_reason(home, row) for row in moves(home.project.facts, edition) if row.steps],
        "sources": home.render("radar_sources", sources=sources) if sources else "",
        "csv": chart.csv_path,
        "rows": chart.table.rows,
        "pictures": {
            name: drawn.svg() for name, drawn in chart.layouts if isinstance(drawn, Scene)
        },
        "is": {row.technology.id: list(_is(row)) for row in rows},
        "cards": {
            row.technology.id: home.render("radar_card", row=row, before=before) for row in rows
        },
    }


def _is(row: Standing) -> Iterator[str]:
    """What the form's choices find a technology by."""
    yield f"level-{row.assessment.level}"
    yield f"domain-{row.technology.domain}"
    yield f"trend-{row.assessment.trend}"
    if row.steps:
        yield "trend-moved"


CHARTS = {"maturity-radar": NamedChart(maturity_radar, "editions", ("edition",))}
