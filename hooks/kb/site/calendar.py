"""Calendars as RFC 5545 has them: all-day events, lines folded, and no clock."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from kb.text import Lang

_MOST = 75
"""Octets of a line, without its end."""


@dataclass(frozen=True)
class Appointment:
    """An event of a calendar. id: what it is known by for good. date: as exact as it is known; one
    without a day lasts as long as it may mean. notes: lines of its description. stamp: the day as
    of which this was so.
    """

    id: str
    address: str
    title: str
    kind: str
    notes: tuple[str, ...]
    date: str
    stamp: str


def calendar(of: str, name: str, appointments: Iterable[Appointment], lang: Lang) -> bytes:
    """A calendar in UTF-8. of: what it is of, for programs. name: for readers."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//kb//{of}//{lang.upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for appointment in appointments for line in _event(appointment)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(appointment: Appointment) -> Iterator[str]:
    first, after = days(appointment.date)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, appointment.id)}"
    yield f"DTSTAMP:{appointment.stamp.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{escaped(appointment.title)}"
    yield f"DESCRIPTION:{escaped(chr(10).join((appointment.kind, *appointment.notes)))}"
    yield f"CATEGORIES:{escaped(appointment.kind)}"
    yield f"URL:{appointment.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def days(date: str) -> tuple[datetime.date, datetime.date]:
    """The first day that a date may mean, and the day after the last: of a day, a month, a year."""
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    if not month:
        return datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    if not day:
        return datetime.date(year, month, 1), datetime.date(year + month // 12, month % 12 + 1, 1)
    return datetime.date(year, month, day), datetime.date.fromordinal(
        datetime.date(year, month, day).toordinal() + 1
    )


def escaped(text: str) -> str:
    """A text as the value of a property."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """A line cut so that no part is longer than 75 octets and no character is torn apart."""
    parts, length = [""], 0
    for sign in line:
        size = len(sign.encode())
        if length + size > _MOST:
            parts.append(" ")
            length = 1
        parts[-1] += sign
        length += size
    return "\r\n".join(parts)
