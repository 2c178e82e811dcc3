"""What a site needs once, whichever languages it has."""

from __future__ import annotations

from collections.abc import Iterable

from kb.memo import Memo
from kb.search.extract import PageRecords
from kb.site.downloads import data_files
from kb.site.feeds import update_files
from kb.site.link import site_files
from kb.site.review_calendar import review_files
from kb.text import Lang


def once_files(
    memo: Memo, site_url: str, langs: tuple[Lang, ...], every: Iterable[PageRecords]
) -> dict[str, bytes]:
    """Addresses, the index of the theme's search, feeds, calendars and downloads, by path below the site's
    root. every: what the search knows of the pages of all languages.
    """
    return {
        **site_files(memo, site_url, langs, every),
        **update_files(memo, site_url, langs),
        **review_files(memo, site_url, langs),
        **data_files(memo),
    }
