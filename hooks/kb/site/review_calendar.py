"""The review queue as a calendar: one event for each day on which something is due."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from kb.addresses import absolute_url, page_address
from kb.content.compile import context_of
from kb.facts.currency import Dated, queue, subject
from kb.facts.updates import looked_at
from kb.memo import Memo
from kb.project import has_page
from kb.show.directive import Context
from kb.show.evaluate import title_of
from kb.show.review_queue import CALENDAR, QUEUE
from kb.site.calendar import Appointment, calendar
from kb.text import Lang


def review_files(memo: Memo, site_url: str, langs: tuple[Lang, ...]) -> dict[str, bytes]:
    """A calendar for each language by path below the site's root; none without a page or a value."""
    if not has_page(memo, QUEUE) or not queue(memo):
        return {}
    return {
        f"{page_address(QUEUE, lang)}{CALENDAR}": _calendar(
            context_of(memo, QUEUE, lang, lang), site_url, lang
        )
        for lang in langs
    }


def _calendar(context: Context, site_url: str, lang: Lang) -> bytes:
    title = f"{title_of('index', context)} · {title_of(QUEUE, context)}"
    page = absolute_url(site_url, page_address(QUEUE, lang))
    days = groupby(queue(context.memo), key=lambda dated: dated.due)
    appointments = [_appointment(context, f"{page}#due-{day}", list(due)) for day, due in days]
    return calendar(QUEUE, title, appointments, lang)


def _appointment(context: Context, address: str, due: list[Dated]) -> Appointment:
    """What is due on a day: how much of each kind, and what it is about."""
    kinds = context.project.facts.currency
    counts = Counter(kinds[dated.kind].name.get(context.lang) for dated in due)
    word = context.templates.word
    title = word("queue-calendar-title", count=str(len(due)))
    notes = dict.fromkeys(_name(context, dated) for dated in due)
    told = ", ".join(f"{kind} {count}" for kind, count in counts.items())
    stamp = looked_at(context.memo)
    return Appointment(address, address, title, told, tuple(notes), due[0].due, stamp)


def _name(context: Context, dated: Dated) -> str:
    about = subject(context.memo, dated)
    return about if isinstance(about, str) else about.get(context.lang)
