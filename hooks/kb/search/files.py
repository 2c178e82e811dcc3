"""The files of the search, for a site in one or several languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kb.search.extract import PageRecords
from kb.search.fallback import build_fallback
from kb.search.index import Language, build_index
from kb.search.records import Alias


def search_files(
    pages: Mapping[str, Sequence[PageRecords]], names: Mapping[str, str], aliases: Iterable[Alias]
) -> dict[str, bytes]:
    """Every file of the search by its path from the root of the site.

    pages: by language, those that were built. names: of the languages, in themselves (한국어).
    aliases: of all languages.
    """
    known = list(aliases)
    files = {
        f"search/index.{code}.txt": build_index(
            pages[code], known, Language(code, names[code], tuple(o for o in pages if o != code))
        )
        for code in pages
    }
    # Where the theme looks for an index of its own.
    files["search/search_index.json"] = build_fallback(
        page for code in pages for page in pages[code]
    )
    return files
