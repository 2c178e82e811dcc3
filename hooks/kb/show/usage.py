"""Which page uses which datum, read from the calls as they are written; nothing is rendered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kb.model.base import SourceRef, walk
from kb.project import Project
from kb.read import Page
from kb.show.directive import Directive, DirectiveError
from kb.show.evaluate import constant_arguments
from kb.text import SOURCE_LANG

Datum = tuple[str, str]
"""A collection of `Facts` and the id of a record in it."""


@dataclass(frozen=True)
class Usage:
    """What the Korean pages of a project show. directives: those that count as showing."""

    project: Project
    directives: Mapping[str, Directive]

    @cached_property
    def data_by_page(self) -> tuple[tuple[Page, frozenset[Datum]], ...]:
        """The records that each page's calls show; calls with mistakes show none."""
        return tuple(
            (page, frozenset(datum for call in page.calls for datum in self._of(call.expr)))
            for page in self.project.pages_in(SOURCE_LANG)
        )

    @cached_property
    def pages_by_datum(self) -> Mapping[Datum, tuple[str, ...]]:
        """The pages (`market/size.md`) that show each record."""
        pages: dict[Datum, list[str]] = defaultdict(list)
        for page, data in self.data_by_page:
            for datum in sorted(data):
                pages[datum].append(page.path)
        return {datum: tuple(paths) for datum, paths in pages.items()}

    @cached_property
    def sources_by_page(self) -> Mapping[str, tuple[str, ...]]:
        """The sources that each page rests on, by the page's key."""
        return {
            page.key: tuple(sorted({source for datum in data for source in self._sources(datum)}))
            for page, data in self.data_by_page
        }

    def _of(self, expression: str) -> Iterator[Datum]:
        try:
            for name, arguments in constant_arguments(expression):
                if name in self.directives:
                    yield from _of_call(self.directives[name], arguments, self.project)
        except DirectiveError:
            return

    def _sources(self, datum: Datum) -> Iterator[str]:
        collection, record_id = datum
        if collection == "sources":
            yield record_id
        elif record_id in (records := self.project.facts.collection(collection)):
            yield from references(records[record_id], SourceRef)


def references(record: Any, kind: type[str]) -> Iterator[str]:
    """The references of one kind inside a record."""
    for _, value in walk(record):
        if isinstance(value, kind):
            yield value


def _of_call(directive: Directive, arguments: Collection[str], project: Project) -> Iterator[Datum]:
    """Records that an argument names or chooses by a field, or else all that the directive reads."""
    words = {word for argument in arguments for word in (argument, *argument.split("."))}
    every = [
        (collection, name) for collection in directive.reads for name in _ids(project, collection)
    ]
    chosen = [datum for datum in every if datum[1] in words]
    if words and not chosen:
        chosen = [datum for datum in every if _has_value(project, datum, words)]
    yield from chosen or every


def _ids(project: Project, collection: str) -> set[str]:
    """Ids of a collection, with those of records that could not be read."""
    return {*project.facts.collection(collection), *project.facts.unread.get(collection, ())}


def _has_value(project: Project, datum: Datum, words: set[str]) -> bool:
    """Whether one of the record's own fields has a word as its value, as in `topic="talent"`."""
    record = project.facts.collection(datum[0]).get(datum[1])
    return record is not None and any(
        isinstance(value, str) and value in words for _, value in record
    )
