"""Marking as done: pins that name the Korean of today. Each takes texts and gives a text."""

from __future__ import annotations

from collections.abc import Collection

from kb.facts.collections import COLLECTIONS
from kb.facts.load import files_of, holding
from kb.memo import Memo
from kb.read import Page
from kb.translation import lock
from kb.translation.pins import page_pins
from kb.translation.state import data_strings, draft_strings
from kb.translation.state import lock as pins_of_data
from kb.translation.status import followed, pins_of, renamed
from kb.translation.write import set_pins


def marked_page(korean: Page, english: Page, text: str, done: Collection[str]) -> str:
    """The file of a translation with some of its parts marked. done: their ids.

    A section that has another id there keeps its pin under that one, until the id is mended.
    """
    current, old = page_pins(korean), renamed(korean, english)
    before = followed(pins_of(english), current)
    pins = {
        old.get(name, name): value if name in done else before[name]
        for name, value in current.items()
        if name in done or name in before
    }
    return set_pins(text, pins)


def marked_lock(memo: Memo, done: Collection[str]) -> str:
    """The lock of the data with some texts marked. done: their names.

    What cannot be read now has not vanished and keeps its pins.
    """
    before, unread = pins_of_data(memo), _unread(memo)
    kept = {key: pin for key, pin in before.items() if key.partition(" ")[0] in unread}
    strings = (*data_strings(memo), *draft_strings(memo))
    return lock.write_lock(kept | lock.pinned_anew(strings, before, done))


def _unread(memo: Memo) -> set[str]:
    """The files of the data, as the lock names them, of which something cannot be read."""
    return {
        path.removeprefix("data/").removesuffix(".yml")
        for collection in COLLECTIONS
        for path in files_of(memo, collection.name)
        if holding(memo, collection.name, path).unread
    }
