"""`data/translation.lock`: which Korean each English text of `data/` translates.

One sorted line per text: its file, the way to it, its pin. The file is written by the command
only.

    vendors/weights-and-biases brief.innovation v1-3f9a1c0b
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.translation.pins import pin
from kb.translation.status import Status, compared
from kb.translation.strings import DataString

PATH = "data/translation.lock"


@dataclass(frozen=True)
class StringStatus:
    """The state of one text. pinned: None if the lock does not have it. current: of its Korean."""

    string: DataString
    status: Status
    pinned: str | None
    current: str


_ENTRY = re.compile(r"\S+ \S+ v1-[0-9a-f]{8}")


def odd_lines(text: str) -> Iterator[int]:
    """The numbers, from 1, of lines that no command wrote: no entries, or of a text named before."""
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        name = line.rpartition(" ")[0]
        if not _ENTRY.fullmatch(line) or name in seen:
            yield number
        seen.add(name)


def read_lock(text: str) -> dict[str, str]:
    """Pins by the names of texts; lines that are no entries are skipped."""
    entries = (line.rpartition(" ") for line in text.splitlines() if _ENTRY.fullmatch(line))
    return {key: value for key, _, value in entries}


def write_lock(pins: Mapping[str, str]) -> str:
    """The lock file of these pins, sorted."""
    return "".join(f"{key} {pins[key]}\n" for key in sorted(pins))


def string_statuses(
    strings: Iterable[DataString], pins: Mapping[str, str]
) -> Iterator[StringStatus]:
    """The state of each text. A text with English but without a pin was never checked."""
    strings = tuple(strings)
    known = followed(strings, pins)
    for string in strings:
        pinned, current = known.get(string.key), pin(string.ko)
        yield StringStatus(string, _status(string, pinned, current), pinned, current)


def _status(string: DataString, pinned: str | None, current: str) -> Status:
    if not string.translate:
        return Status.KEPT
    return compared(pinned, current) if string.en else Status.MISSING


def followed(strings: Collection[DataString], pins: Mapping[str, str]) -> dict[str, str]:
    """Pins by the names of today: where a file or an id within one has changed, the pin goes with the
    unchanged text.
    """
    names = {string.key for string in strings}
    left = {
        (half, pinned) for key, pinned in pins.items() if key not in names for half in _halves(key)
    }
    moved = {
        string.key: own
        for string in strings
        if string.key not in pins
        for own in (pin(string.ko),)
        if any((half, own) in left for half in _halves(string.key))
    }
    return {**pins, **moved}


def _halves(key: str) -> tuple[str, str]:
    """The file of a text and the way to it there."""
    path, _, way = key.partition(" ")
    return f"{path} ", f" {way}"


def pinned_anew(
    strings: Collection[DataString], pins: Mapping[str, str], done: Collection[str]
) -> dict[str, str]:
    """Pins with the named texts set to the Korean of today; pins of vanished texts are dropped."""
    known = followed(strings, pins)
    kept = {s.key: known[s.key] for s in strings if s.key in known}
    return kept | {s.key: pin(s.ko) for s in strings if s.key in done and s.en}
