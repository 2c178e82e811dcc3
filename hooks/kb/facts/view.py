"""The facts as code reads them: `facts.vendors["sagemaker"]`, each look a remembered question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from kb.facts import load
from kb.facts.collections import COLLECTIONS
from kb.memo import Memo, question
from kb.model.base import Named, Record, Text
from kb.model.currency import Currency
from kb.model.market import Driver, Estimate, Figure, Regulation
from kb.model.maturity import Edition, Level, Technology
from kb.model.notes import CollectionNote, Correction, DirectiveNote, SearchWords, Term
from kb.model.published import Release, TableNote
from kb.model.recommendations import KeyFinding, MaturityModel, Stage, Strategy
from kb.model.sources import Source
from kb.model.trends import OutlookItem, Trend
from kb.model.vendors import Aspect, CapabilityKind, Deal, Vendor

R = TypeVar("R")


class MissingRecord(Exception):  # noqa: N818 -- it says what is so
    """A record that something asks for and that is not there. collection, id: of the record.

    No LookupError: Jinja would take that for an undefined value and go on.
    """

    def __init__(self, collection: str, id: str) -> None:
        super().__init__(f"{collection} has no {id!r}")
        self.collection = collection
        self.id = id


class Records(Mapping[str, R]):
    """One collection by id, in the order of the files. A look at a record reads that one only."""

    def __init__(self, memo: Memo, name: str) -> None:
        self.name = name
        self._memo = memo

    def __getitem__(self, id: str) -> R:
        found = load.record(self._memo, self.name, id)
        if found is None:
            raise MissingRecord(self.name, id)
        return found  # type: ignore[no-any-return]

    def get(self, id: str, default: Any = None) -> Any:
        """A record, or the default where there is none."""
        found = load.record(self._memo, self.name, id)
        return default if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(load.ids(self._memo, self.name))

    def __len__(self) -> int:
        return len(load.ids(self._memo, self.name))

    def __contains__(self, id: object) -> bool:
        return id in load.file_by_id(self._memo, self.name)


@question
def field_values(memo: Memo, collection: str, field: str) -> tuple[Any, ...]:
    """What the records of a collection have in a field, each once; reading it shows no record."""
    found = (getattr(record, field) for record in Records[Any](memo, collection).values())
    return tuple(dict.fromkeys(value for value in found if value is not None))


@question
def ids_having(memo: Memo, collection: str, field: str, value: Any) -> tuple[str, ...]:
    """The records that have a value in a field; reading it shows none of the others."""
    records = Records[Any](memo, collection)
    return tuple(id for id, record in records.items() if getattr(record, field) == value)


class Facts:
    """Every record by collection and id."""

    sources: Records[Source]
    words: Records[Text]
    domains: Records[Named]
    capabilities: Records[CapabilityKind]
    aspects: Records[Aspect]
    levels: Records[Level]
    estimates: Records[Estimate]
    figures: Records[Figure]
    drivers: Records[Driver]
    regulations: Records[Regulation]
    vendors: Records[Vendor]
    deals: Records[Deal]
    technologies: Records[Technology]
    editions: Records[Edition]
    trends: Records[Trend]
    outlook: Records[OutlookItem]
    findings: Records[KeyFinding]
    strategies: Records[Strategy]
    roadmap: Records[Stage]
    maturity_models: Records[MaturityModel]
    currency: Records[Currency]
    glossary: Records[Term]
    corrections: Records[Correction]
    search_words: Records[SearchWords]
    directive_notes: Records[DirectiveNote]
    collection_notes: Records[CollectionNote]
    table_notes: Records[TableNote]
    published: Records[Release]

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        for collection in COLLECTIONS:
            setattr(self, collection.name, Records(memo, collection.name))

    def collection(self, name: str) -> Records[Any]:
        """One collection by its name. Raises AttributeError for an unknown one."""
        return getattr(self, name)  # type: ignore[no-any-return]

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record with the name of its collection."""
        for collection in COLLECTIONS:
            for record in self.collection(collection.name).values():
                yield collection.name, record

    def unread(self, collection: str) -> frozenset[str]:
        """Ids of a collection that stand in a file but could not be read; `*` for all of a file."""
        return load.unread(self.memo, collection)
