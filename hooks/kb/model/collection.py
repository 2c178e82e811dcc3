"""What a kind of record is beside its model: where it lies, and what the reference says of it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.base import Record, Text


@dataclass(frozen=True)
class Collection:
    """Where the records of one kind live.

    name: by which `Facts` has it. path: pattern below `data/`. title, about: in the reference.
    one_file_each: a file is one record whose id is the file's stem; otherwise a file maps ids to
    records, in the order of display.
    """

    name: str
    path: str
    model: type[Record]
    title: Text
    about: Text
    one_file_each: bool = False
