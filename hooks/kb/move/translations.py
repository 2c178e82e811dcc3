"""What translations say of the Korean that they translate, when that has moved and is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kb.memo import Memo
from kb.move.edits import moved_path
from kb.project import page
from kb.text import SOURCE_LANG
from kb.translation.lock import read_lock, write_lock
from kb.translation.pins import page_pins
from kb.translation.state import data_strings, draft_strings
from kb.translation.status import PartStatus, Status, pins_of
from kb.translation.strings import DataString
from kb.translation.write import set_pins


def pinned(
    memo: Memo, key: str, before: Iterable[PartStatus], ids: Mapping[str, str], text: str
) -> str:
    """The file of a translation whose parts are as fresh as they were.

    before: their states. ids: of sections, the new one by the old one. text: of the file.
    """
    korean, english = page(memo, key, SOURCE_LANG), page(memo, key, "en")
    if korean is None or english is None:
        return text
    fresh = {part.id for part in before if part.status is Status.FRESH}
    old, now = pins_of(english), page_pins(korean)
    pins = {
        ids.get(name, name): now[ids.get(name, name)] if name in fresh else pin
        for name, pin in old.items()
    }
    return text if pins == old else set_pins(text, pins)


def lock_text(memo: Memo, text: str, before: Sequence[DataString], files: Mapping[str, str]) -> str:
    """The lock of the data with the names that its texts have by now.

    before: the texts as they were. files: new path of a file by its old one. In each file the texts
    are the same as before, and in the same order.
    """
    now: dict[str, list[DataString]] = defaultdict(list)
    for string in (*data_strings(memo), *draft_strings(memo)):
        now[string.path].append(string)
    places = {path: iter(strings) for path, strings in now.items()}
    names = {old.key: next(places[moved_path(old.path, files)]).key for old in before}
    pins = {names.get(name, name): pin for name, pin in read_lock(text).items()}
    return text if pins == read_lock(text) else write_lock(pins)
