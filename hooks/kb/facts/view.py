"""The facts as code reads them: `facts.vendors["sagemaker"]`, each look a remembered question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from kb.facts import load
from kb.facts.collections import BY_NAME, COLLECTIONS
from kb.memo import Memo, Unanswered, question
from kb.model.base import Named, Record, Text
from kb.model.currency import Currency
from kb.model.decide import Choice, Clause, Question
from kb.model.market import Area, Driver, Estimate, Figure, Regulation
from kb.model.maturity import Edition, Level, Technology
from kb.model.notes import Correction, SearchWords, Term
from kb.model.published import Release, TableNote
from kb.model.recommendations import KeyFinding, MaturityModel, Stage, Strategy
from kb.model.sources import Source
from kb.model.trends import OutlookItem, Trend
from kb.model.vendors import Aspect, CapabilityKind, Deal, Vendor

R = TypeVar("R")


class MissingRecord(Unanswered):
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


class _Collection(Generic[R]):
    """The records of the collection whose name it has, made when somebody looks at them."""

    def __set_name__(self, owner: type[Facts], name: str) -> None:
        self._name = name

    def __get__(self, facts: Facts, owner: type[Facts]) -> Records[R]:
        found: Records[R] = Records(facts.memo, self._name)
        facts.__dict__[self._name] = found  # where Python looks first from now on
        return found


class Facts:
    """Every record by collection and id."""

    sources = _Collection[Source]()
    words = _Collection[Text]()
    domains = _Collection[Named]()
    capabilities = _Collection[CapabilityKind]()
    aspects = _Collection[Aspect]()
    levels = _Collection[Level]()
    estimates = _Collection[Estimate]()
    figures = _Collection[Figure]()
    drivers = _Collection[Driver]()
    regulations = _Collection[Regulation]()
    areas = _Collection[Area]()
    vendors = _Collection[Vendor]()
    deals = _Collection[Deal]()
    technologies = _Collection[Technology]()
    editions = _Collection[Edition]()
    trends = _Collection[Trend]()
    outlook = _Collection[OutlookItem]()
    findings = _Collection[KeyFinding]()
    strategies = _Collection[Strategy]()
    roadmap = _Collection[Stage]()
    maturity_models = _Collection[MaturityModel]()
    questions = _Collection[Question]()
    choices = _Collection[Choice]()
    clauses = _Collection[Clause]()
    currency = _Collection[Currency]()
    glossary = _Collection[Term]()
    corrections = _Collection[Correction]()
    search_words = _Collection[SearchWords]()
    table_notes = _Collection[TableNote]()
    published = _Collection[Release]()

    def __init__(self, memo: Memo) -> None:
        self.memo = memo

    def collection(self, name: str) -> Records[Any]:
        """One collection by its name. Raises KeyError for an unknown one."""
        return Records(self.memo, BY_NAME[name].name)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record with the name of its collection."""
        for collection in COLLECTIONS:
            for record in self.collection(collection.name).values():
                yield collection.name, record

    def unread(self, collection: str) -> frozenset[str]:
        """Ids of a collection that stand in a file but could not be read; `*` for all of a file."""
        return load.unread(self.memo, collection)
