"""Which page uses which datum, read from the calls as they are written; nothing is rendered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kb.directives.core import Directive, DirectiveError
from kb.directives.evaluate import constant_arguments
from kb.model.base import SourceRef, walk
from kb.pages import Page
from kb.project import Project

Datum = tuple[str, str]
"""A collection of `Facts` and the id of a record in it."""


def data_of(page: Page, project: Project, directives: Mapping[str, Directive]) -> set[Datum]:
    """The records that a page's calls show; calls with mistakes show none."""
    found: set[Datum] = set()
    for call in page.calls:
        try:
            for name, arguments in constant_arguments(call.expr):
                if name in directives:
                    found |= set(_of_call(directives[name], arguments, project))
        except DirectiveError:
            continue
    return found


def pages_by_datum(
    project: Project, directives: Mapping[str, Directive]
) -> Mapping[Datum, tuple[str, ...]]:
    """The Korean pages (`market/size.md`) that show each record."""
    pages: dict[Datum, list[str]] = defaultdict(list)
    for page in project.pages_in("ko"):
        for datum in sorted(data_of(page, project, directives)):
            pages[datum].append(page.path)
    return {datum: tuple(paths) for datum, paths in pages.items()}


def sources_by_page(
    project: Project, directives: Mapping[str, Directive]
) -> Mapping[str, tuple[str, ...]]:
    """The sources that each page rests on, by the page's key."""
    result = {}
    for page in project.pages_in("ko"):
        used: set[str] = set()
        for collection, record_id in data_of(page, project, directives):
            if collection == "sources":
                used.add(record_id)
            elif record_id in (records := project.facts.collection(collection)):
                used |= set(references(records[record_id], SourceRef))
        result[page.key] = tuple(sorted(used))
    return result


def references(record: Any, kind: type[str]) -> Iterator[str]:
    """The references of one kind inside a record."""
    for _, value in walk(record):
        if isinstance(value, kind):
            yield value


def _of_call(directive: Directive, arguments: list[str], project: Project) -> Iterator[Datum]:
    """Records that an argument names or chooses by a field, or else all that the directive reads."""
    words = {word for argument in arguments for word in (argument, *argument.split("."))}
    every = [
        (collection, name) for collection in directive.reads for name in _ids(project, collection)
    ]
    chosen = [datum for datum in every if datum[1] in words]
    chosen = chosen or [datum for datum in every if _has_value(project, datum, words)]
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
