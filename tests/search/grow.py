"""The same site with many times the pages, to see what its search would take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from kb.search.extract import PageRecords, Record
from kb.search.files import language_files
from kb.search.index import Language

_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{4,}")


def pages_of(site: Path, lang: str) -> list[PageRecords]:
    """What the search of a built site shows of its pages in one language."""
    texts = site / "search" / "texts"
    folders = sorted({path.parent for path in texts.rglob("*.txt")})
    addresses = ["" if f == texts else f"{f.relative_to(texts).as_posix()}/" for f in folders]
    return [
        _page(folder, address)
        for folder, address in zip(folders, addresses, strict=True)
        if address.startswith("en/") == (lang == "en")
    ]


def _page(folder: Path, address: str) -> PageRecords:
    parts = sorted(folder.glob("*.txt"), key=lambda path: int(path.stem))
    lines = (line.split("\t") for part in parts for line in part.read_text("utf-8").splitlines())
    page, *sections = (
        Record(f"{address}#{anchor}" if anchor else address, title, text)
        for anchor, title, text in lines
    )
    return PageRecords(page, tuple(sections))


def grow(pages: Sequence[PageRecords], times: int, site: Path, lang: str) -> int:
    """Write the search of a site with `times` the pages below `site`; returns how many it has."""
    many = list(_grown(pages, times))
    others = tuple(other for other in ("ko", "en") if other != lang)
    for path, content in language_files(many, (), Language(lang, lang, others)).items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
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
