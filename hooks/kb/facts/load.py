"""Questions about `data/`: what stands in its files, and what is wrong there.

A record is asked for by its collection and id. Its value does not say on which line it stands;
that is another question, asked where a finding or a command has to name the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kb.facts.collections import BY_NAME, COLLECTIONS
from kb.memo import Memo, names, question, text, tool
from kb.model.base import Address, Identifier, attach
from kb.model.collection import Collection
from kb.model.explain import Misfit, explain
from kb.read import yamlfile
from kb.read.yamlfile import Loc, Mistake, YamlFile
from kb.text import NOT_UTF8, Place, not_utf8

FOLDER = "data"
WHOLE = "*"
"""Stands among unread ids for all of a file."""
_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)


@dataclass(frozen=True)
class Holding:
    """What one file holds of a collection: its records by id, and what does not fit.

    unread: ids that stand there but could not be read. drafts: records that nothing shows or counts
    until they are said to be none, by id.
    """

    records: Mapping[str, Any]
    misfits: tuple[Misfit, ...] = ()
    unread: frozenset[str] = frozenset()
    drafts: Mapping[str, Any] = field(default_factory=dict)


@question
def data_files(memo: Memo, folder: str = FOLDER) -> tuple[str, ...]:
    """Every YAML file below a folder of `data/`, sorted."""
    found: list[str] = []
    for name in names(memo, folder):
        path = f"{folder}/{name}"
        if name.endswith("/"):
            found += data_files(memo, path.rstrip("/"))
        elif name.endswith((".yml", ".yaml")):
            found.append(path)
    return tuple(sorted(found))


@tool
def document(memo: Memo, path: str) -> tuple[YamlFile | None, list[Mistake]]:
    """A file as YAML with the place of every node, and its mistakes as YAML."""
    content = text(memo, path) or ""
    if place := not_utf8(content):
        return None, [Mistake(place, "file/encoding", NOT_UTF8)]
    return yamlfile.parse(content, path)


@question
def plain_value(memo: Memo, path: str) -> tuple[bool, Any]:
    """Whether a file is YAML, and its value without places."""
    file, _ = document(memo, path)
    return file is not None, file.value if file else None


@question
def mistakes(memo: Memo, path: str) -> tuple[Mistake, ...]:
    """What is wrong with a file as YAML."""
    return tuple(document(memo, path)[1])


@question
def files_of(memo: Memo, collection: str) -> tuple[str, ...]:
    """The files that hold a collection, sorted."""
    pattern = f"{FOLDER}/{BY_NAME[collection].path}"
    depth = pattern.count("/")
    return tuple(
        path for path in data_files(memo) if path.count("/") == depth and fnmatchcase(path, pattern)
    )


def place_of_all(collection: str) -> str:
    """The file that holds a collection, or the folder of its files, with its slash."""
    path = f"{FOLDER}/{BY_NAME[collection].path}"
    return f"{path.rpartition('/')[0]}/" if "*" in path else path


@question
def holding(memo: Memo, name: str, path: str) -> Holding:
    """What one file holds of a collection."""
    collection = BY_NAME[name]
    is_yaml, value = plain_value(memo, path)
    stem = path.rpartition("/")[2].removesuffix(".yml")
    if not is_yaml:
        return Holding({}, (), frozenset({stem if collection.one_file_each else WHOLE}))
    if collection.one_file_each:
        return _held(collection, {stem: value})
    if isinstance(value, dict):
        return _held(collection, value)
    if value is None:
        return Holding({}, (), frozenset({WHOLE}))
    misfit = Misfit((), False, "schema/type", "식별자를 키로 하는 묶음이어야 합니다.")
    return Holding({}, (misfit,), frozenset({WHOLE}))


def _held(collection: Collection, values: Mapping[str, Any]) -> Holding:
    records: dict[str, Any] = {}
    drafts: dict[str, Any] = {}
    misfits: list[Misfit] = []
    for key, value in values.items():
        root = () if collection.one_file_each else (key,)
        try:
            _IDENTIFIER.validate_python(key)
            record = collection.model.model_validate({} if value is None else value)
        except ValidationError as error:
            misfits += explain(error, collection.model, root)
            continue
        attach(record, Address(collection.name, key, (), key))
        (drafts if getattr(record, "draft", False) else records)[key] = record
    unread = frozenset(values.keys() - records.keys() - drafts.keys())
    return Holding(records, tuple(misfits), unread, drafts)


@question
def file_by_id(memo: Memo, collection: str) -> dict[str, str]:
    """The file of each record of a collection, in the order of the files; the first one counts."""
    found: dict[str, str] = {}
    for path in files_of(memo, collection):
        for key in holding(memo, collection, path).records:
            found.setdefault(key, path)
    return found


@question
def ids(memo: Memo, collection: str) -> tuple[str, ...]:
    """The ids of a collection, in the order of the files."""
    return tuple(file_by_id(memo, collection))


@question
def record(memo: Memo, collection: str, id: str) -> Any:
    """A record; None where there is none."""
    path = file_by_id(memo, collection).get(id)
    return holding(memo, collection, path).records[id] if path else None


@question
def drafts(memo: Memo, collection: str) -> dict[str, Any]:
    """The drafts of a collection by id, in the order of the files."""
    found: dict[str, Any] = {}
    for path in files_of(memo, collection):
        found = dict(holding(memo, collection, path).drafts) | found
    return found


@question
def unread(memo: Memo, collection: str) -> frozenset[str]:
    """Ids of a collection that stand in a file but could not be read; WHOLE for all of a file."""
    found = (holding(memo, collection, path).unread for path in files_of(memo, collection))
    return frozenset().union(*found)


@question
def strangers(memo: Memo) -> tuple[str, ...]:
    """Files that no collection reads."""
    known = {path for collection in COLLECTIONS for path in files_of(memo, collection.name)}
    return tuple(path for path in data_files(memo) if path not in known)


def path_of(memo: Memo, address: Address) -> str:
    """The file that a record stands in; a draft's is named after it."""
    named = f"{FOLDER}/{BY_NAME[address.collection].path}".replace("*", address.record)
    return file_by_id(memo, address.collection).get(address.record, named)


def place_of(memo: Memo, address: Address, loc: Loc = (), *, key: bool = False) -> Place:
    """Where a record, or a field of it, stands in its file. key: its key, not its value."""
    return place_in(memo, path_of(memo, address), loc_in_file(address, loc), key=key)


def loc_in_file(address: Address, loc: Loc = ()) -> Loc:
    """The way from a file's root to a field of a record in it."""
    root = () if BY_NAME[address.collection].one_file_each else (address.record,)
    return (*root, *address.loc, *loc)


def place_in(memo: Memo, path: str, loc: Loc, *, key: bool = False) -> Place:
    """Where a node stands in a file of the data; its start where the file is no YAML."""
    file, _ = document(memo, path)
    return file.place(loc, key=key) if file else Place(1, 1)


def twice(memo: Memo) -> Iterator[tuple[str, str, str, str]]:
    """Ids given in two files: collection, id, the first file and the other one."""
    for collection in COLLECTIONS:
        first = file_by_id(memo, collection.name)
        for path in files_of(memo, collection.name):
            for key in holding(memo, collection.name, path).records:
                if first[key] != path:
                    yield collection.name, key, first[key], path
