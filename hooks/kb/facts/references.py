"""Which records name which others."""

from __future__ import annotations

from collections.abc import Iterator

from kb.facts.collections import COLLECTIONS
from kb.facts.load import ids, record
from kb.memo import Memo, question
from kb.model.base import Reference, walk


def references(value: object) -> Iterator[tuple[Reference, bool]]:
    """References in a value itself, with whether they are keys."""
    if isinstance(value, Reference):
        yield value, False
    elif isinstance(value, dict):
        yield from ((name, True) for name in value if isinstance(name, Reference))


@question
def references_of(memo: Memo, collection: str, id: str) -> frozenset[tuple[str, str]]:
    """The records that one refers to, by collection and id."""
    found = (item for _, value in walk(record(memo, collection, id)) for item in references(value))
    return frozenset((reference.target, str(reference)) for reference, _ in found)


@question
def all_references(memo: Memo) -> frozenset[tuple[str, str]]:
    """The records that others refer to, by collection and id, whether they are there or not."""
    found = (
        references_of(memo, collection.name, id)
        for collection in COLLECTIONS
        for id in ids(memo, collection.name)
    )
    return frozenset().union(*found)
