"""What has changed: all of it as a page that can be filtered and followed, or the newest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated

from babel import Locale
from babel.dates import format_skeleton
from pydantic import Field

from kb.facts.updates import (
    FOLLOWED,
    KINDS,
    Fact,
    Subject,
    Update,
    coming,
    fact_of,
    followed,
    happened,
    newest,
)
from kb.model.sources import Source
from kb.show.directive import UPDATES, Context, Fragment, directive
from kb.text import Lang

SCRIPT = "assets/scripts/updates.js"


@dataclass(frozen=True)
class Told:
    """An update with the record that it was taken from and its sources. address: of its place on
    the page of all updates.
    """

    update: Update
    fact: Fact
    sources: tuple[Source, ...]
    address: str


@dataclass(frozen=True)
class Month:
    """Updates of a month, or those of a year of which no month is known."""

    anchor: str
    title: str
    told: tuple[Told, ...]

    @property
    def year(self) -> str:
        return self.told[0].update.date[:4]


@directive(examples=("updates()", "updates(limit=5)"))
def updates(context: Context, limit: Annotated[int, Field(ge=1)] | None = None) -> Fragment:
    """Updates by month, latest first, to be filtered and followed. limit: only the newest."""
    if limit:
        return context.block("updates_newest", told=tell(context, newest(context.memo, limit)))
    return Fragment(lambda: context.render("updates", **_values(context)), "")


def tell(context: Context, updates: Iterable[Update]) -> tuple[Told, ...]:
    """Updates with all that a template says of them."""
    facts = context.project.facts
    return tuple(
        Told(
            update,
            fact_of(facts, update),
            tuple(facts.sources[id] for id in dict.fromkeys(update.sources)),
            context.url(UPDATES, update.anchor),
        )
        for update in updates
    )


def _values(context: Context) -> dict[str, object]:
    every = happened(context.memo)
    subjects = followed(context.memo)
    return {
        "months": tuple(_months(tell(context, every), context.lang)),
        "kinds": [kind for kind in KINDS if any(update.kind == kind for update in every)],
        "followed": {name: _of(subjects, name) for name in FOLLOWED if _of(subjects, name)},
        "has_calendar": bool(coming(context.memo)),
        "script": context.root + SCRIPT,
    }


def _of(subjects: Iterable[Subject], collection: str) -> list[Subject]:
    return [subject for subject in subjects if subject[0] == collection]


def _months(told: Iterable[Told], lang: Lang) -> Iterator[Month]:
    for month, group in groupby(told, lambda item: item.update.date[:7]):
        yield Month(f"month-{month}", month_name(month, lang), tuple(group))


def month_name(month: str, lang: Lang) -> str:
    """`2026-11` as readers write it, and `2026` too."""
    year, _, number = month.partition("-")
    day = date(int(year), int(number or 1), 1)
    return format_skeleton("yMMMM" if number else "y", day, locale=Locale(lang))
