"""The same site with many times the pages, to see what its search would take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from kb.search.extract import PageRecords, Record, read_page
from kb.search.index import Language, build_index

_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{4,}")


def pages_of(site: Path, lang: str) -> list[PageRecords]:
    """The records of a built site's pages in one language."""
    found = []
    for path in sorted(site.rglob("index.html")):
        folder = path.parent.relative_to(site).as_posix()
        address = "" if folder == "." else f"{folder}/"
        if address.startswith("en/") == (lang == "en"):
            found.append(read_page(path.read_bytes(), address))
    return [page for page in found if page]


def grow(pages: Sequence[PageRecords], times: int, site: Path, lang: str) -> int:
    """Write the index of a site with `times` the pages below `site`; returns how many it has."""
    many = list(_grown(pages, times))
    target = site / "search" / f"index.{lang}.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    others = tuple(other for other in ("ko", "en") if other != lang)
    target.write_bytes(build_index(many, (), Language(lang, lang, others)))
    return len(many)


def _grown(pages: Sequence[PageRecords], times: int) -> Iterator[PageRecords]:
    """`pages` and as many varied copies as make `times` as many.

    In a copy every third word is another one, so that the list of words grows with the site.
    """
    yield from pages
    for copy in range(1, times):
        for page in pages:
            yield replace(
                page,
                page=_varied(page.page, copy),
                sections=tuple(_varied(section, copy) for section in page.sections),
                unseen=tuple(_varied(record, copy) for record in page.unseen),
            )


def _varied(record: Record, copy: int) -> Record:
    def other(word: re.Match[str]) -> str:
        number = crc32(f"{word[0]} {copy}".encode())
        if number % 3:
            return word[0]
        if word[0][0] >= "가":
            return word[0] + chr(ord("가") + number % 11172)
        return word[0] + "".join(chr(ord("a") + number // 26**i % 26) for i in range(3))

    path, mark, section = record.address.partition("#")
    return Record(
        f"{path}copy-{copy}/{mark}{section}",
        _WORD.sub(other, record.title),
        _WORD.sub(other, record.text),
    )
