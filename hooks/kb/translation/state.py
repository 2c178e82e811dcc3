"""Questions about translations: how each page and each text of the data stands to its Korean."""

from __future__ import annotations

from kb.facts.collections import COLLECTIONS
from kb.facts.load import drafts, ids, record
from kb.memo import Memo, question, text
from kb.model.base import Text
from kb.project import page
from kb.read.yamlfile import Loc
from kb.text import SOURCE_LANG
from kb.translation import lock as lock_file
from kb.translation.lock import StringStatus, string_statuses
from kb.translation.status import BEHIND, PartStatus, Status, part_statuses
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
def draft_strings(memo: Memo) -> tuple[DataString, ...]:
    """The texts of drafts, which no reader sees yet, and which may be translated meanwhile."""
    return tuple(
        string
        for collection in COLLECTIONS
        for draft in drafts(memo, collection.name).values()
        for string in strings_of(memo, draft)
    )


@question
def draft_states(memo: Memo) -> tuple[StringStatus, ...]:
    """The state of each text of the drafts."""
    return tuple(string_statuses(draft_strings(memo), lock(memo)))


@question
def texts_behind(memo: Memo, collection: str, id: str) -> dict[Loc, Status]:
    """The ways from a record to those of its texts whose English is behind, each with its state."""
    behind = keys_behind(memo)
    strings = record_strings(memo, collection, id)
    return {string.way: behind[string.key] for string in strings if string.key in behind}


@question
def keys_behind(memo: Memo) -> dict[str, Status]:
    """The names of the texts whose English is behind their Korean, each with its state."""
    states = string_states(memo)
    return {state.string.key: state.status for state in states if state.status in BEHIND}


def behind(memo: Memo, text: Text) -> Status | None:
    """How the English of a text of the data is behind its Korean; None where it is not, or where the
    text was made here.
    """
    if text.proper or not text.is_loaded:
        return None
    address = text.address
    return texts_behind(memo, address.collection, address.record).get(address.loc)


@question
def string_states(memo: Memo) -> tuple[StringStatus, ...]:
    """The state of each text of the data."""
    return tuple(string_statuses(data_strings(memo), lock(memo)))
