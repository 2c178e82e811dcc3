"""The texts of `data/` that have to be translated, each under a name that outlives edits.

A name is the file below `data/` without its ending and the way to the text:
`vendors/weights-and-biases brief.innovation`. Items of a list go by their id, or else by their
source or level, so that their order does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.facts.load import loc_in_file, path_of
from kb.memo import Memo
from kb.model.base import Record, Text
from kb.read.yamlfile import Loc

_NAMING_FIELDS = ("key", "source", "level")


@dataclass(frozen=True)
class DataString:
    """A text of the data. key: its lasting name. path: its file; loc: the way to its Korean there.

    datum: collection and id of its record. way: from there to it, without the language. translate:
    False where it stays in Korean.
    """

    key: str
    ko: str
    en: str | None
    path: str
    loc: Loc
    datum: tuple[str, str]
    way: Loc = ()
    translate: bool = True


def strings_of(memo: Memo, record: Record) -> Iterator[DataString]:
    """The texts of a record that have a language; proper names are none."""
    path = path_of(memo, record.address)
    root, datum = loc_in_file(record.address), (record.address.collection, record.address.record)
    stem = path.removeprefix("data/").removesuffix(".yml")
    for name, loc, text in _texts(record, (), ()):
        key = f"{stem} {'.'.join((*map(str, root), *name))}"
        place = (*root, *loc, "ko")
        yield DataString(key, text.ko, text.en, path, place, datum, loc, text.translate)


def _texts(
    value: Any, name: tuple[str, ...], loc: Loc
) -> Iterator[tuple[tuple[str, ...], Loc, Text]]:
    """Texts inside a value, with their lasting names and the ways to them."""
    if isinstance(value, Text):
        if not value.proper:
            yield name, loc, value
    elif isinstance(value, Record):
        for field in type(value).model_fields:
            yield from _texts(getattr(value, field), (*name, field), (*loc, field))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*name, str(key)), (*loc, key))
    elif isinstance(value, tuple):
        seen: Counter[str] = Counter()
        for index, item in enumerate(value):
            own = item_name(item, index)
            seen[own] += 1
            own = own if seen[own] == 1 else f"{own}~{seen[own]}"
            yield from _texts(item, (*name, own), (*loc, index))


def item_name(item: Any, index: int) -> str:
    """What an item of a list is called whatever its place; its place where it has no such name."""
    names = (getattr(item, field, None) for field in _NAMING_FIELDS)
    return str(next((name for name in names if name is not None), index))
