"""What a site needs once, whichever languages it has."""

from __future__ import annotations

from collections.abc import Iterable

from kb.addresses import BUILD
from kb.content.late import shown
from kb.memo import Memo, question
from kb.project import keys
from kb.search.extract import PageRecords
from kb.site.downloads import data_files
from kb.site.feeds import update_files
from kb.site.link import site_files
from kb.site.moved import redirect_files, with_old_names
from kb.site.review_calendar import review_files
from kb.text import LANGS, SOURCE_LANG, Lang

_PRIVATE = "assets/"
"""Where the files stand that only our own scripts ask for."""


@question
def published_files(memo: Memo) -> frozenset[str]:
    """The addresses of files that readers may have noted: feeds, calendars, tables, what charts hold
    and show. One below `en/` goes by its Korean address.
    """
    pages = list(filter(None, (shown(memo, key, lang) for key in keys(memo) for lang in LANGS)))
    beside = {path for page in pages for path in page.files}
    beside |= {path for page in pages for chart in page.charts for path in chart.paths}
    korean = (SOURCE_LANG,)
    others = {*update_files(memo, "", korean), *review_files(memo, "", korean), *data_files(memo)}
    every = beside | others | {BUILD}
    return frozenset(f"/{path}" for path in every if not path.startswith(_PRIVATE))


def once_files(
    memo: Memo, site_url: str, langs: tuple[Lang, ...], every: Iterable[PageRecords]
) -> dict[str, bytes]:
    """Addresses, old ones too, the index of the theme's search, feeds, calendars and downloads, by
    path below the site's root. every: what the search knows of the pages of all languages.
    """
    files = {
        **site_files(memo, site_url, langs, every),
        **update_files(memo, site_url, langs),
        **review_files(memo, site_url, langs),
        **data_files(memo),
    }
    return {**with_old_names(memo, files), **redirect_files(memo, site_url, langs)}
