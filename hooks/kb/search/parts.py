"""Pages in parts, of which each is a file: what a search shows of the places that it leads to.

The worker fetches those of the pages that it shows. So a part is a few screens of one page: a file
of its own for most pages, while a glossary of any length costs a reader no more than they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.search.extract import PageRecords, Record

# In bytes: what lies behind begins another part.
LONGEST_PART = 9000


@dataclass(frozen=True)
class Part:
    """A run of records of one page. number: among the parts of the page, from 0."""

    page: PageRecords
    number: int
    records: tuple[Record, ...]

    @property
    def path(self) -> str:
        """Of its file, from the root of the site; the worker knows it by the page's address."""
        return f"search/texts/{self.page.page.address}{self.number}.txt"

    @property
    def content(self) -> bytes:
        """A line for each record: its anchor, its title and its text."""
        return b"".join(map(_line, self.records))


def parts_of(page: PageRecords) -> Iterator[Part]:
    """The records of a page as they are shown, in its order."""
    number, size, records = 0, 0, list[Record]()
    for record in page:
        size += len(_line(record))
        if size > LONGEST_PART and records:
            yield Part(page, number, tuple(records))
            number, size, records = number + 1, len(_line(record)), []
        records.append(record)
    yield Part(page, number, tuple(records))


def _line(record: Record) -> bytes:
    anchor = record.address.partition("#")[2]
    return f"{anchor}\t{record.title}\t{record.text}\n".encode()
