"""What has changed: all of it as a page that can be filtered and followed, or the newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, groupby
from typing import Annotated, Any

from babel import Locale
from babel.dates import format_skeleton
from pydantic import Field

from kb.facts.symbols import Datum
from kb.facts.updates import (
    FOLLOWED,
    KINDS,
    Fact,
    Update,
    coming,
    fact_of,
    followed,
    happened,
    looked_at,
    newest,
)
from kb.model.base import Text
from kb.model.sources import Source
from kb.project import part_for
from kb.show.directive import UPDATES, Context, DirectiveError, Fragment, directive
from kb.text import Lang

OLDER = "assets/updates"
"""What the script adds to the newest when somebody filters: `<OLDER>.<lang>.html`, a fragment."""
MOST = 30
"""How many updates the newest months may have that the page of all shows."""


@dataclass(frozen=True)
class Told:
    """An update with the record that it was taken from and its sources. address: of its place on
    the page of all updates. part: of its place on the page that names its sources, if not there.
    """

    update: Update
    fact: Fact
    sources: tuple[Source, ...]
    address: str
    part: str = ""


@dataclass(frozen=True)
class Month:
    """Updates of a month, or those of a year of which no month is known."""

    anchor: str
    title: str
    told: tuple[Told, ...]

    @property
    def date(self) -> str:
        """`2026-11`, or `2026` where no month is known."""
        return self.told[0].update.date[: len("2026-11")]


@dataclass(frozen=True)
class Moved:
    """Months that another page tells of. address: of that page; name: what it is called."""

    address: str
    name: str
    months: tuple[Month, ...]

    @property
    def count(self) -> int:
        return sum(len(month.told) for month in self.months)


@directive(
    about=Text(
        ko="자료에서 모은 달라진 것을 달마다 최근 것부터 보인다. 거르기, 별표, 피드가 함께 나온다.",
        en="What has changed according to the data, by month, latest first, with filters, stars and feeds.",
    ),
    arguments={
        "limit": Text(ko="최근 것부터 몇 건만", en="Only this many, the newest"),
    },
    examples=("updates()", "updates(limit=5)"),
)
def updates(context: Context, limit: Annotated[int, Field(ge=1)] | None = None) -> Fragment:
    """Updates by month, latest first, to be filtered and followed. limit: only the newest."""
    if limit:
        return context.block("updates_newest", told=tell(context, newest(context.memo, limit)))
    return Fragment(lambda: context.render("updates", **_all(context)), "")


@directive(
    about=Text(
        ko="한 해나 한 달의 달라진 것을 출처와 함께 모두 보인다.",
        en="All that changed in a year or a month, with sources.",
    ),
    arguments={
        "date": Text(
            ko="해나 달. docs/updates/ 아래 페이지의 이름과 같다",
            en="A year or a month; the same as the name of the page below docs/updates/",
        ),
    },
    examples=('updates_in("2025")', 'updates_in("2026-11")'),
    late=True,
)
def updates_in(context: Context, date: str) -> Fragment:
    """All updates of a year or a month, by month, latest first, with their sources. It is no page
    that shows a record, as it repeats what the records' own pages say.
    """
    every = happened(context.memo)
    if not any(update.date.startswith(date) for update in every):
        hint = "해나 달을 자료에 있는 대로 쓰십시오. 보기: 2025, 2026-11"
        raise DirectiveError(f"updates_in: '{date}'의 업데이트가 없습니다.", hint)
    return Fragment(lambda: context.render("updates_in", **_part(context, date)), "")


def tell(context: Context, updates: Iterable[Update], key: str = UPDATES) -> tuple[Told, ...]:
    """Updates with all that a template says of them. key: of the page that they stand on."""
    facts = context.project.facts
    return tuple(
        Told(
            update,
            fact_of(facts, update),
            tuple(facts.sources[id] for id in dict.fromkeys(update.sources)),
            context.url(key, update.anchor),
            context.url(part, update.anchor) if part and part != key else "",
        )
        for update in updates
        for part in [_part_of(context, update)]
    )


def _part_of(context: Context, update: Update) -> str:
    """Key of the page that tells of an update with its sources; what is to come has none yet."""
    has_come = update.date <= looked_at(context.memo)
    return part_for(context.memo, UPDATES, update.date) if has_come else ""


def _part(context: Context, date: str) -> dict[str, Any]:
    """What the page of a year or month shows; a month of it may have a page of its own by now."""
    here = f"{UPDATES}/{date}"
    found = [update for update in happened(context.memo) if update.date.startswith(date)]
    months = list(_months(tell(context, found, here), context.lang))
    own = [month for month in months if not month.told[0].part]
    return {"months": own, "moved": _moved(context, months)}


def _all(context: Context) -> dict[str, Any]:
    every = happened(context.memo)
    subjects = followed(context.memo)
    months = [
        part for month in _months(tell(context, every), context.lang) for part in _parts(month)
    ]
    counts = list(accumulate(len(month.told) for month in months))
    shown = [
        month
        for month, count in zip(months, counts, strict=True)
        if count <= MOST or month is months[0] or not month.told[0].part
    ]
    older = [month for month in months if month not in shown]
    file = f"{OLDER}.{context.site_lang or context.lang}.html"
    if older:
        context.files[file] = str(context.render("updates_months", months=older)).encode()
    return {
        "months": shown,
        "every": _moved(context, months),
        "moved": _moved(context, older),
        "file": context.root + file,
        "count": len(every),
        "kinds": [kind for kind in KINDS if any(update.kind == kind for update in every)],
        "followed": {name: _of(subjects, name) for name in FOLLOWED if _of(subjects, name)},
        "has_calendar": bool(coming(context.memo)),
    }


def _moved(context: Context, months: Iterable[Month]) -> list[Moved]:
    """Months by the page that tells of them with their sources, where that is another page."""
    found: dict[str, list[Month]] = defaultdict(list)
    for month in months:
        if month.told[0].part:
            found[part_for(context.memo, UPDATES, month.date)].append(month)
    return [
        Moved(
            context.url(key),
            month_name(key.rpartition("/")[2], context.lang),
            tuple(months),
        )
        for key, months in found.items()
    ]


def _of(subjects: Iterable[Datum], collection: str) -> list[Datum]:
    return [subject for subject in subjects if subject[0] == collection]


def _months(told: Iterable[Told], lang: Lang) -> Iterator[Month]:
    for month, group in groupby(told, lambda item: item.update.date[:7]):
        yield Month(f"month-{month}", month_name(month, lang), tuple(group))


def _parts(month: Month) -> list[Month]:
    """A month as one, or as its newest and the rest, where it is long and a page of its own has it."""
    if len(month.told) <= MOST or not month.told[0].part:
        return [month]
    rest = replace(month, anchor=f"{month.anchor}-rest", told=month.told[MOST:])
    return [replace(month, told=month.told[:MOST]), rest]


def month_name(month: str, lang: Lang) -> str:
    """`2026-11` as readers write it, and `2026` too."""
    year, _, number = month.partition("-")
    day = date(int(year), int(number or 1), 1)
    return format_skeleton("yMMMM" if number else "y", day, locale=Locale(lang))
