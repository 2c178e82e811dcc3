"""Charts as files that readers take along: PNG, also for slides, and SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from kb.addresses import absolute_url, page_address
from kb.charts.raster import png
from kb.charts.sheet import FAMILY, FORMS, Form, Taken, sheet
from kb.charts.theme import FALLBACKS
from kb.content.late import shown
from kb.facts.maturity import edition_or_latest
from kb.facts.view import Facts
from kb.memo import Memo
from kb.project import front_matter, keys, settings
from kb.show.templates import templates
from kb.site.link import navigation
from kb.site.menu import paths
from kb.site.moved import with_old_names
from kb.text import Lang

_NAMES = 6
"""How many sources a picture names."""

Draw = Callable[[], bytes]


def pictures(memo: Memo, site_url: str, lang: Lang) -> dict[str, Draw]:
    """What draws each picture of a language's charts, by path below the site's root."""
    found: dict[str, Draw] = {}
    for key, chart in _charts(memo, lang).values():
        svg = {form: partial(_svg, memo, site_url, lang, key, chart, form) for form in FORMS}
        found[f"{chart.stem}.svg"] = partial(_bytes, svg["page"])
        for form, ending in FORMS.items():
            found[f"{chart.stem}{ending}.png"] = partial(_png, memo, svg[form])
    return found


def picture_files(memo: Memo, site_url: str, lang: Lang) -> dict[str, bytes]:
    """The same, drawn; what has moved under its old name, too."""
    drawn = {path: draw() for path, draw in pictures(memo, site_url, lang).items()}
    return with_old_names(memo, drawn)


def _bytes(svg: Callable[[], str]) -> bytes:
    return svg().encode()


def _png(memo: Memo, svg: Callable[[], str]) -> bytes:
    return png(memo.store, svg())


def _charts(memo: Memo, lang: Lang) -> Mapping[str, tuple[str, Taken]]:
    """Every chart of a language by id, with the page whose address its pictures give."""
    order = list(paths(navigation(memo)))
    found: dict[str, tuple[str, Taken]] = {}
    for key in sorted(keys(memo), key=partial(_place, order)):
        compiled = shown(memo, key, lang)
        for chart in compiled.charts if compiled else ():
            if chart.lang == lang:
                found.setdefault(chart.id, (key, chart))
    return found


def _place(order: list[str], key: str) -> tuple[bool, int]:
    """Where a page is among those that may be a chart's own: the first of the menu that gives no
    overview of others.
    """
    path = f"{key}.md"
    return key.endswith("index"), order.index(path) if path in order else len(order)


def _svg(memo: Memo, site_url: str, lang: Lang, key: str, chart: Taken, form: Form) -> str:
    """A chart as a picture that stands by itself. key: of its page."""
    address = f"{absolute_url(site_url, page_address(key, lang))}#{chart.id}"
    foot = [*_credit(memo, chart, lang), _date(memo, key, chart, lang), address]
    return templates(memo, lang).render(
        "sheet.svg",
        chart=chart,
        sheet=sheet(chart, form, foot),
        family=FAMILY,
        colours=FALLBACKS,
    )


def _credit(memo: Memo, chart: Taken, lang: Lang) -> Iterable[str]:
    """Who says what a chart shows, if sources are named; what is unverified is called so."""
    word = templates(memo, lang).word
    names = list(dict.fromkeys(_name(memo, source, lang) for source in chart.sources))
    if len(names) > _NAMES:
        names[_NAMES:] = [word("chart-sheet-others", count=len(names) - _NAMES)]
    return [word("chart-sheet-sources", names=", ".join(names))] if names else []


def _name(memo: Memo, source: str, lang: Lang) -> str:
    said = Facts(memo).sources[source]
    name = said.publisher or said.title.get(lang)
    return f"{name} ({templates(memo, lang).word('unverified')})" if said.is_unverified else name


def _date(memo: Memo, key: str, chart: Taken, lang: Lang) -> str:
    """When the data were last looked at, and the name of the site."""
    facts = Facts(memo)
    named = (facts.sources[source] for source in chart.sources)
    seen = [source.accessed or source.published for source in named]
    if chart.data[:1] == ("editions",):
        seen.append(edition_or_latest(facts, chart.data[1] or None).reviewed)
    seen.append(None if any(seen) else str(front_matter(memo, key, lang).get("reviewed") or ""))
    date = max(filter(None, seen), default="")
    said = templates(memo, lang).word("chart-sheet-date", date=date) if date else ""
    return " · ".join(filter(None, (said, settings(memo).site_names[lang])))
