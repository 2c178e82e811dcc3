"""What is written anew where a record, or an event of one, gets another id: data and calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from kb.facts.collections import BY_NAME, COLLECTIONS
from kb.facts.load import drafts, file_by_id, ids, loc_in_file, path_of, place_in, place_of, record
from kb.facts.references import references
from kb.facts.symbols import symbol
from kb.memo import Memo, text
from kb.model.base import Record, Reference, walk
from kb.move.edits import Edit, scalar
from kb.move.pages import body_start
from kb.project import DOCS
from kb.read import Page, PageError, scan_calls
from kb.read.call import CallError, called_strings, parse_call, strings
from kb.read.yamlfile import Loc
from kb.show.directive import Directive
from kb.show.registry import DIRECTIVES

_DOTTED = {"corrections": "of", "currency": "covers"}
"""Fields, by collection, that name a record as `vendors.neptune.brief`."""


def file_edits(
    memo: Memo, collection: str, old: str, new: str
) -> tuple[dict[str, str], list[Edit]]:
    """What becomes of the record itself: its file by its new path, or its key in its file."""
    path = file_by_id(memo, collection)[old]
    if BY_NAME[collection].one_file_each:
        return {path: path.removesuffix(f"{old}.yml") + f"{new}.yml"}, []
    place = place_in(memo, path, (old,), key=True)
    return {}, [scalar(path, text(memo, path) or "", place, old, new)]


def event_edit(memo: Memo, collection: str, id: str, loc: Loc, old: str, new: str) -> Edit:
    """The id of an event of a record. loc: the way to it."""
    path = file_by_id(memo, collection)[id]
    way = loc_in_file(record(memo, collection, id).address, loc)
    return scalar(path, text(memo, path) or "", place_in(memo, path, way), old, new)


def reference_edits(memo: Memo, collection: str, old: str, new: str) -> Iterator[Edit]:
    """The records that name the record, drafts too."""
    for each in COLLECTIONS:
        there = (record(memo, each.name, id) for id in ids(memo, each.name))
        for found in (*there, *drafts(memo, each.name).values()):
            for loc, value in walk(found):
                for reference, is_key in references(value):
                    if (reference.target, str(reference)) == (collection, old):
                        where = (*loc, old) if is_key else loc
                        place = place_of(memo, found.address, where, key=is_key)
                        path = path_of(memo, found.address)
                        yield scalar(path, text(memo, path) or "", place, old, new)
                if loc[:1] == (_DOTTED.get(each.name),) and isinstance(value, str):
                    yield from _dotted(memo, found, loc, value, (collection, old, new))


def _dotted(
    memo: Memo, found: Record, loc: tuple[str | int, ...], value: str, moved: tuple[str, str, str]
) -> Iterator[Edit]:
    name = renamed(memo, value, *moved)
    if name != value:
        path = path_of(memo, found.address)
        place = place_in(memo, path, loc_in_file(found.address, loc))
        yield scalar(path, text(memo, path) or "", place, value, name)


def renamed(memo: Memo, name: str, collection: str, old: str, new: str) -> str:
    """A name such as `vendors.neptune.brief`, with the new id where it is of the record."""
    found = symbol(memo, name)
    if found is None or found.datum != (collection, old):
        return name
    start = name.partition(".")[0]
    return ".".join(filter(None, (start, new, found.part)))


def words_edits(memo: Memo, old: str, new: str) -> Iterator[Edit]:
    """What readers type for a page, by the page's key. old, new: keys."""
    for id in ids(memo, "search_words"):
        found = record(memo, "search_words", id)
        if found.page == old:
            path = path_of(memo, found.address)
            place = place_of(memo, found.address, ("page",))
            yield scalar(path, text(memo, path) or "", place, old, new)


def call_edits(memo: Memo, page: Page, collection: str, old: str, new: str) -> Iterator[Edit]:
    """The calls of a page that name the record, those of its title and its description, too."""
    path, start = f"{DOCS}/{page.path}", body_start(memo, page)
    front = (text(memo, path) or "")[:start]
    for call in page.calls:
        yield from _in_call(
            memo, path, page.body, call.start, call.end, start, (collection, old, new)
        )
    try:
        calls = scan_calls(front) if "{{" in front else []
    except PageError:  # what looks like a call there and is none
        calls = []
    for call in calls:
        yield from _in_call(memo, path, front, call.start, call.end, 0, (collection, old, new))


def _in_call(
    memo: Memo,
    path: str,
    source: str,
    start: int,
    end: int,
    before: int,
    moved: tuple[str, str, str],
) -> Iterator[Edit]:
    """start, end: of the call in a text. before: the offset of the text in its file."""
    written = source[start + 2 : end - 2]
    try:
        named = list(called_strings(parse_call(written)))
    except CallError:
        return
    for (at, value), (name, argument, _) in zip(strings(written), named, strict=False):
        directive = DIRECTIVES.get(name)
        new = _argument(memo, directive, argument, value, moved) if directive else value
        if new != value:
            yield Edit(path, before + start + 2 + at, value, new)


def _argument(
    memo: Memo, directive: Directive, argument: int | str, value: str, moved: tuple[str, str, str]
) -> str:
    """An argument as it has to be. argument: its place or its name."""
    collection, old, new = moved
    parameters = list(directive.parameters)
    if isinstance(argument, int):
        argument = parameters[argument] if argument < len(parameters) else ""
    kind = directive.types.get(argument)
    targets = [
        option.target
        for option in (kind, *get_args(kind))
        if isinstance(option, type) and issubclass(option, Reference)
    ]
    if targets:
        return new if collection in targets and value == old else value
    return renamed(memo, value, *moved)


def with_id(name: str, old: str, new: str) -> Iterator[str]:
    """The names that one made of an id may have become: with the new id in any place of the old one,
    and in all of them. None for a name that was not made of it.
    """
    places = list(re.finditer(_bounded(old), name))
    for place in places:
        yield name[: place.start()] + new + name[place.end() :]
    if len(places) > 1:
        yield re.sub(_bounded(old), lambda _: new, name)


def _bounded(id: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(id)}(?![a-z0-9])"
