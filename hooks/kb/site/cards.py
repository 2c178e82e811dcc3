"""The picture of each page that other programs show beside a link to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kb.charts.metrics import wrapped
from kb.charts.raster import FACE, png
from kb.charts.theme import FALLBACKS
from kb.content.late import lang_of, shown
from kb.memo import Memo
from kb.project import front_matter, is_part, keys, settings
from kb.show.templates import templates
from kb.text import Lang

FOLDER = "assets/cards"
"""Where the pictures stand, below the site's root."""
_WIDTH, _SIZE, _SMALL = 520, 38, 18
_ROOM = 6
"""How many small lines there is room for; one of the title takes two."""


def card_path(memo: Memo, key: str, site_lang: Lang) -> str:
    """Where a page's picture stands, below the site's root. A page that holds a part of another has
    that one's.
    """
    of = key.rpartition("/")[0] if is_part(memo, key) else key
    return f"{FOLDER}/{of}.{lang_of(memo, of, site_lang)}.png"


def card(memo: Memo, key: str, lang: Lang) -> bytes:
    """A picture with the title of a page in its language and what it is about, when it was reviewed,
    and the site's name.
    """
    compiled = shown(memo, key, lang)
    lines = wrapped(compiled.title if compiled else key, _SIZE, _WIDTH)[: _ROOM // 2]
    about = wrapped(compiled.description if compiled else "", _SMALL, _WIDTH)
    svg = templates(memo, lang).render(
        "card.svg",
        face=FACE,
        colours=FALLBACKS,
        lines=lines,
        about=about[: _ROOM - 2 * len(lines)],
        size=_SIZE,
        small=_SMALL,
        site=settings(memo).site_names[lang],
        reviewed=front_matter(memo, key, lang).get("reviewed"),
    )
    return png(memo.store, svg)


def cards(memo: Memo, site_lang: Lang) -> dict[str, Callable[[], bytes]]:
    """What draws the picture of each page of a language, by path below the site's root. A page that
    is shown in Korean for want of a translation has the Korean one's.
    """
    own = (
        key
        for key in keys(memo)
        if not is_part(memo, key) and lang_of(memo, key, site_lang) == site_lang
    )
    return {card_path(memo, key, site_lang): partial(card, memo, key, site_lang) for key in own}


def card_files(memo: Memo, site_lang: Lang) -> dict[str, bytes]:
    """The same, drawn."""
    return {path: draw() for path, draw in cards(memo, site_lang).items()}
