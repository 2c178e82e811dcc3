"""Updates for other programs: Atom feeds, one JSON file, calendars. No feed is without entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from kb.addresses import RECORD_PAGES, absolute_url, page_address, site_address
from kb.content.compile import context_of
from kb.facts.symbols import Datum
from kb.facts.updates import Update, coming, followed, happened, looked_at
from kb.memo import Memo, question
from kb.model.sources import Source
from kb.project import has_page
from kb.redirects import first_address
from kb.show.directive import UPDATES, Context
from kb.show.evaluate import title_of
from kb.show.updates import Told, tell
from kb.site.calendar import Appointment, calendar
from kb.text import Lang

JSON_FILE = f"{UPDATES}/updates.json"


@dataclass(frozen=True)
class Feed:
    """An Atom feed. path: below the site's root. title: in words."""

    path: str
    title: str


@dataclass(frozen=True)
class Entry:
    """An update as a program reads it in one language. id: the address at which it was first
    published, which stays when it moves. moment: with time and zone, as Atom has it.

    about: name and whole address of each subject; the address is empty where it has none.
    """

    update: Update
    id: str
    address: str
    moment: str
    kind: str
    title: str
    text: str
    about: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


def feeds_of(memo: Memo, key: str, site_lang: Lang) -> tuple[Feed, ...]:
    """The feeds that a page offers: that of all updates, and its own record's where it has one."""
    if not has_page(memo, UPDATES) or not happened(memo):
        return ()
    context = context_of(memo, UPDATES, site_lang, site_lang)
    subjects = [subject for subject in followed(memo) if _page_of(subject) == key]
    return (_feed(context, None), *(_feed(context, subject) for subject in subjects))


def _page_of(subject: Datum) -> str:
    return f"{RECORD_PAGES.get(subject[0])}/{subject[1]}"


def update_files(memo: Memo, site_url: str, langs: tuple[Lang, ...]) -> dict[str, bytes]:
    """Feeds, calendars and the JSON file by path below the site's root; none without a page."""
    if not has_page(memo, UPDATES):
        return {}
    files: dict[str, bytes] = {}
    told: dict[Lang, tuple[list[Entry], list[Entry]]] = {}
    for lang in langs:
        context = context_of(memo, UPDATES, lang, lang)
        past, future = (
            [_entry(context, site_url, one) for one in tell(context, updates)]
            for updates in (happened(memo), coming(memo))
        )
        told[lang] = past, future
        files |= _atom_files(context, site_url, past)
        if future:
            title = _title(context, None)
            appointments = [_appointment(memo, entry) for entry in future]
            path = f"{page_address(UPDATES, lang)}calendar.ics"
            files[path] = calendar(UPDATES, title, appointments, lang)
    return files | _json_file(told)


def _feed(context: Context, subject: Datum | None) -> Feed:
    folder = page_address(UPDATES, context.lang)
    name = "/".join(subject) if subject else "feed"
    return Feed(f"{folder}{name}.xml", _title(context, subject))


def _title(context: Context, subject: Datum | None) -> str:
    """The site's name and the page's, and whom the feed is about."""
    about = [context.plain_name_of(subject)] if subject else []
    return " · ".join([*_names(context.memo, context.lang), *about])


@question
def _names(memo: Memo, lang: Lang) -> tuple[str, str]:
    """The site's name and the page's, which every page needs for the feeds that it offers."""
    context = context_of(memo, UPDATES, lang, lang)
    return title_of("index", context), title_of(UPDATES, context)


def _plain(html: str) -> str:
    return Markup(html).striptags()


def _entry(context: Context, site_url: str, told: Told) -> Entry:
    page = absolute_url(site_url, page_address(UPDATES, context.lang))
    levels = context.project.facts.levels
    said = context.templates.macro
    about = tuple(
        (
            context.plain_name_of(subject),
            urljoin(page, address) if (address := context.page_for(*subject)) else "",
        )
        for subject in told.update.subjects
    )
    kind = _plain(said("update_kind", told))
    names = ", ".join(name for name, _ in about)
    return Entry(
        told.update,
        f"{page}#{_first_anchor(context.memo, told.update)}",
        f"{page}#{told.update.anchor}",
        f"{first_day(told.update.date)}T00:00:00Z",
        kind,
        f"{names}: {kind}" if names else kind,
        _plain(said("update_text", context, told, levels)),
        about,
        told.sources,
    )


def _first_anchor(memo: Memo, update: Update) -> str:
    """The anchor under which an update was first published."""
    return first_address(memo, site_address(UPDATES, update.anchor)).partition("#")[2]


def first_day(date: str) -> str:
    """The first day that a date, as exact as it is known, may mean: `2026-04` gives `2026-04-01`."""
    return f"{date}-01-01" if len(date) == len("2026") else f"{date}-01"[: len("2026-04-01")]


def _atom_files(context: Context, site_url: str, entries: list[Entry]) -> dict[str, bytes]:
    files = {}
    for subject in (None, *followed(context.memo)):
        chosen = [entry for entry in entries if subject in (None, *entry.update.subjects)]
        if chosen:
            feed = _feed(context, subject)
            files[feed.path] = _atom(context, site_url, feed, chosen)
    return files


def _atom(context: Context, site_url: str, feed: Feed, entries: list[Entry]) -> bytes:
    text = context.templates.render(
        "updates_feed.xml",
        feed=feed,
        entries=entries,
        id=absolute_url(site_url, _first_path(context, feed)),
        address=absolute_url(site_url, feed.path),
        page=absolute_url(site_url, page_address(UPDATES, context.lang)),
        author=title_of("index", context),
        updated=max(entry.moment for entry in entries),
    )
    return f"{text}\n".encode()


def _first_path(context: Context, feed: Feed) -> str:
    """The path under which a feed was first published."""
    start = page_address("index", context.lang)
    return start + first_address(context.memo, f"/{feed.path.removeprefix(start)}")[1:]


def _appointment(memo: Memo, entry: Entry) -> Appointment:
    """What a calendar says of an entry, as of when its sources were looked at."""
    looks = [source.accessed for source in entry.sources if source.accessed]
    stamp = first_day(max(looks, default=looked_at(memo)))
    names = ", ".join(name for name, _ in entry.about)
    title = f"{names}: {entry.text}" if names else entry.text
    links = tuple(source.url for source in entry.sources if source.url)
    return Appointment(entry.id, entry.address, title, entry.kind, links, entry.update.date, stamp)


def _json_file(told: Mapping[Lang, tuple[list[Entry], list[Entry]]]) -> dict[str, bytes]:
    """One file for all languages; each text by language."""
    past, future = (
        [_record(dict(zip(told, same, strict=True))) for same in zip(*lists, strict=True)]
        for lists in zip(*told.values(), strict=True)
    )
    if not past:
        return {}
    found = {"version": 1, "updates": past, "coming": future}
    return {JSON_FILE: json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"}


def _record(entries: Mapping[Lang, Entry]) -> dict[str, Any]:
    first = next(iter(entries.values()))
    return {
        "id": first.id.partition("#")[2],
        "kind": first.update.kind,
        "date": first.update.date,
        "title": {lang: entry.title for lang, entry in entries.items()},
        "text": {lang: entry.text for lang, entry in entries.items()},
        "url": {lang: entry.address for lang, entry in entries.items()},
        "subjects": [
            {
                "collection": collection,
                "id": id,
                "name": {lang: entry.about[place][0] for lang, entry in entries.items()},
                "url": {lang: entry.about[place][1] for lang, entry in entries.items()},
            }
            for place, (collection, id) in enumerate(first.update.subjects)
        ],
        "sources": [
            {"id": source.id, "publisher": source.publisher, "url": source.url}
            for source in first.sources
        ],
    }
