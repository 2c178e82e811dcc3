"""Questions about translations: how each page and each text of the data stands to its Korean."""

from __future__ import annotations

from kb.facts.collections import COLLECTIONS
from kb.facts.load import ids, record
from kb.memo import Memo, question, text
from kb.project import page
from kb.text import SOURCE_LANG
from kb.translation import lock as lock_file
from kb.translation.lock import StringStatus, string_statuses
from kb.translation.status import PartStatus, part_statuses
from kb.translation.strings import DataString, strings_of


@question
def part_states(memo: Memo, key: str) -> tuple[PartStatus, ...]:
    """The state of each part of a page; none where there is no Korean page."""
    korean = page(memo, key, SOURCE_LANG)
    return tuple(part_statuses(korean, page(memo, key, "en"))) if korean else ()


@question
def lock(memo: Memo) -> dict[str, str]:
    """Which Korean each English text of the data translates, by the text's name."""
    return lock_file.read_lock(text(memo, lock_file.PATH) or "")


@question
def record_strings(memo: Memo, collection: str, id: str) -> tuple[DataString, ...]:
    """The texts of one record."""
    return tuple(strings_of(memo, record(memo, collection, id)))


@question
def data_strings(memo: Memo) -> tuple[DataString, ...]:
    """Every text with a language, in the order of the data; proper names are none."""
    return tuple(
        string
        for collection in COLLECTIONS
        for id in ids(memo, collection.name)
        for string in record_strings(memo, collection.name, id)
    )


@question
def string_states(memo: Memo) -> tuple[StringStatus, ...]:
    """The state of each text of the data."""
    return tuple(string_statuses(data_strings(memo), lock(memo)))
