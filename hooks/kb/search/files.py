"""The files of the search: those of one language, and the one that the theme reads."""

from __future__ import annotations

from collections.abc import Iterable

from kb.search.extract import PageRecords
from kb.search.fallback import build_fallback
from kb.search.index import Language, build_index
from kb.search.parts import parts_of
from kb.search.records import Alias

FALLBACK = "search/search_index.json"


def language_files(
    pages: Iterable[PageRecords], aliases: Iterable[Alias], language: Language
) -> dict[str, bytes]:
    """What the worker reads of one language, by path from the root of the site.

    pages: of that language, in any order. aliases: of all languages.
    """
    ordered = sorted(pages, key=lambda page: page.page.address)
    parts = [part for page in ordered for part in parts_of(page)]
    index = {f"search/index.{language.code}.txt": build_index(parts, aliases, language)}
    return index | {part.path: part.content for part in parts}


def fallback_files(pages: Iterable[PageRecords]) -> dict[str, bytes]:
    """What the theme's own search reads, where it looks for it. pages: of all languages."""
    return {FALLBACK: build_fallback(pages)}
