"""Which pages show which records, and where that cannot be known for a mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.addresses import page_path
from kb.facts.collections import COLLECTIONS
from kb.facts.load import files_of, holding, ids, unread
from kb.facts.symbols import Datum
from kb.memo import Memo, question, text
from kb.project import keys, page_paths
from kb.rules.calls import VEGALITE, expressions_of, failures, reads_of
from kb.rules.causes import compiled, is_misspelt, is_whole
from kb.text import SOURCE_LANG


@question
def pages_by_datum(memo: Memo) -> dict[Datum, tuple[str, ...]]:
    """The Korean pages (`market/size.md`) that show each record."""
    pages: dict[Datum, list[str]] = {}
    for key in keys(memo):
        found = compiled(memo, key, SOURCE_LANG)
        for datum in sorted(found.data) if found else ():
            pages.setdefault(datum, []).append(page_path(key))
    return {datum: tuple(paths) for datum, paths in pages.items()}


def pages_with(memo: Memo, datum: Datum) -> tuple[str, ...]:
    """The Korean pages that show a record, or that would if it could be read."""
    shown = pages_by_datum(memo)
    collection, id = datum
    if datum in shown or id not in unread(memo, collection):
        return shown.get(datum, ())
    others = [{*shown.get((collection, other), ())} for other in ids(memo, collection)]
    listing = set[str].intersection(*others) if others else set[str]()
    calling = {
        page_path(key)
        for key in keys(memo)
        for failure in failures(memo, key, SOURCE_LANG)
        if _mentions(failure.expression, id)
    }
    return tuple(sorted(listing | calling))


@dataclass(frozen=True)
class Unsettled:
    """What may be shown by something that is wrong.

    everything: whatever there is. collections: any record of these. texts: what is named in these.
    """

    everything: bool
    collections: frozenset[str]
    texts: tuple[str, ...]


@question
def unsettled(memo: Memo) -> Unsettled:
    """What cannot be said to be unused before some mistakes are mended."""
    everything = len(keys(memo)) < sum(not path.endswith(".en.md") for path in page_paths(memo))
    collections: set[str] = set()
    for key in keys(memo):
        found = compiled(memo, key, SOURCE_LANG)
        if found is None:
            everything = True
        elif not is_whole(found):
            everything = everything or not found.data
            collections |= {collection for collection, _ in found.data}
            for failure in found.failures:
                read, _ = reads_of(memo, key, SOURCE_LANG, expressions_of(failure))
                collections |= read
                everything = everything or (not read and failure.expression != VEGALITE)
    return Unsettled(everything, frozenset(collections), tuple(_unread_texts(memo)))


def _unread_texts(memo: Memo) -> list[str]:
    """The files of the data that hold something which could not be read."""
    return [
        text(memo, path) or ""
        for collection in COLLECTIONS
        for path in files_of(memo, collection.name)
        if holding(memo, collection.name, path).unread
    ]


def is_settled(memo: Memo, collection: str, id: str) -> bool:
    """Whether it can be said of a record whether something shows it."""
    found = unsettled(memo)
    return not (
        found.everything
        or collection in found.collections
        or is_misspelt(memo, collection, id)
        or any(_mentions(text, id) for text in found.texts)
    )


def _mentions(text: str, id: str) -> bool:
    return id in text and bool(re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", text))
