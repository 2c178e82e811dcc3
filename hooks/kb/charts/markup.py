"""A chart on a page: title, picture, what it shows in words, sources, and its data as a table.

Charts that pages call and charts that writers type as a `vegalite` fence become the same figure.
It is complete without JavaScript, in print and in feeds; a script (`overrides/assets/scripts/`)
puts the interactive view in the picture's place when a reader comes near. A scene is alive by its
links and has no other view.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from markupsafe import Markup

from kb.charts import table, views
from kb.charts.draw import Drawing
from kb.charts.drawable import parse_drawable, require_drawable, title_text
from kb.charts.error import ChartError
from kb.charts.picture import bare, picture
from kb.charts.scene import Scene
from kb.charts.sheet import FOLDER, Taken
from kb.charts.table import Table
from kb.charts.theme import Spec
from kb.memo import Memo

SCRIPT = "assets/scripts/charts-vega-lite-vega-embed.js"
"""Script of pages with charts. The charts plugin wants the libraries' names in its name."""
PLUGIN_SCRIPT = "js/mkdocs-charts-plugin.js"
CHARTS = "assets/charts"
"""Folder of the interactive views, below the site's root."""

_HAND_WRITTEN = re.compile(
    r"(?:<p>\s*)?(?<!<template>)<vegachart(?P<attributes>[^>]*)>(?P<source>[^<]*)</vegachart>"
    r"(?:\s*</p>)?"
)
_ID = re.compile(r"""\bid=["']([^"']+)["']""")
_IS_SPEC = "<template><vegachart"
_TITLE = re.compile(r'\btitle="([^"]*)"')


@dataclass(frozen=True)
class Chart:
    """A chart in one language.

    id: permanent, names its files. finding: what a reader should take from it, in sentences.
    sources: ids. notes: what else has to be said below it. narrow: None where only one layout
    was written. data: collection and id of the record that it draws, the id empty where it draws
    all; nothing where its numbers stand in the page. tools: makes what stands between its title and
    its picture, such as filters, when the figure is written.
    """

    id: str
    lang: str
    title: str
    finding: str
    wide: Spec | Scene
    narrow: Spec | Scene | None
    table: Table
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    tools: Callable[[], Markup] | None = None

    @classmethod
    def of_drawing(
        cls,
        drawing: Drawing,
        *,
        id: str,
        lang: str,
        title: str,
        finding: str,
        sources: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
        tools: Callable[[], Markup] | None = None,
    ) -> Chart:
        """A chart drawn by one of our builders."""
        wide, narrow, table = drawing.wide, drawing.narrow, drawing.table
        return cls(id, lang, title, finding, wide, narrow, table, sources, notes, tools=tools)

    @property
    def layouts(self) -> Iterator[tuple[str, Spec | Scene]]:
        """Its layouts by name, the wide one first."""
        yield "wide", self.wide
        if self.narrow is not None:
            yield "narrow", self.narrow

    @property
    def csv_path(self) -> str:
        """Where its data can be downloaded, below the site's root."""
        return f"{FOLDER}/{self.id}.{self.lang}.csv"

    def spec_path(self, layout: str) -> str:
        """Where the interactive view of a layout is, below the site's root."""
        return f"{CHARTS}/{self.id}.{self.lang}.{layout}.json"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """What the chart needs beside its page: path below the site's root, content."""
        yield self.csv_path, self.table.csv()
        for layout, drawn in self.layouts:
            if not isinstance(drawn, Scene):
                text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
                yield self.spec_path(layout), text.encode()


class Page(Protocol):
    """The page that a figure stands on.

    key: such as `market/size`. root: relative address of the site's root, such as `../../`.
    files: what it needs beside it, by path below the site's root; charts add theirs. charts: those
    on it, by id.
    """

    key: str
    files: dict[str, bytes]
    charts: dict[str, Taken]

    @property
    def memo(self) -> Memo: ...
    @property
    def lang(self) -> Any: ...
    @property
    def root(self) -> str: ...
    def render(self, template: str, **values: Any) -> Markup: ...
    def unique_id(self, stem: str) -> str: ...


@dataclass(frozen=True)
class _View:
    """A layout on the page. source: what the plugin's element holds; empty where there is none."""

    layout: str
    picture: Markup
    source: Markup


def chart_markup(chart: Chart, page: Page) -> Markup:
    """The chart's markup, and its files among the page's.

    ChartError: see `require_drawable`, and where another chart of the page has its id.
    """
    for _, drawn in chart.layouts:
        if not isinstance(drawn, Scene):
            require_drawable(drawn)
    for path, content in chart.files():
        if page.files.setdefault(path, content) != content:
            raise ChartError(
                f"차트 식별자 '{chart.id}'을(를) 서로 다른 두 차트가 씁니다.",
                "울타리의 {#식별자}를 바꾸십시오.",
            )
    page.charts[chart.id] = Taken(
        chart.id,
        chart.lang,
        chart.title,
        chart.finding,
        chart.sources,
        chart.data,
        _alone(page.memo, chart),
    )
    name = page.unique_id(chart.id)
    shown = [
        _View(layout, scene_picture(drawn, name), Markup(""))
        if isinstance(drawn, Scene)
        else _View(layout, _picture(chart, layout, drawn, name, page.memo), _source(chart, layout))
        for layout, drawn in chart.layouts
    ]
    taken = page.root + page.charts[chart.id].stem
    return page.render("chart", chart=chart, id=name, views=shown, taken=taken)


def _alone(memo: Memo, chart: Chart) -> str:
    """The wide picture as it can be taken along: its links would lead nowhere."""
    if isinstance(chart.wide, Scene):
        return chart.wide.unlinked().svg()
    return bare(memo, chart.wide, chart.lang)


def scene_picture(drawn: Scene, name: str) -> Markup:
    """A scene as a figure of this id shows it: no image, which would hide its links."""
    label = {"aria_labelledby": f"{name}-title", "aria_describedby": f"{name}-finding"}
    return drawn.svg(role="group", **label)


def _picture(chart: Chart, layout: str, spec: Spec, name: str, memo: Memo) -> Markup:
    drawn = picture(memo, spec, f"{name}-{layout}", chart.lang)
    label = Markup('<svg role="img" aria-labelledby="{0}-title" aria-describedby="{0}-finding"')
    return Markup(drawn.replace("<svg", label.format(name), 1))


def _source(chart: Chart, layout: str) -> Markup:
    """The plugin loads a spec from a file where it is told so; its text would weigh as much as
    the picture on every first visit.
    """
    text = json.dumps({"schema-url": chart.spec_path(layout)})
    return Markup(html.escape(text, quote=False))


def enhance(content: str, page: Page) -> str:
    """A page's HTML with every chart that its writer typed as a figure, and with the script for
    interactive views if there are any. ChartError where such a chart cannot be shown.
    """
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        given, title = (found.search(match["attributes"]) for found in (_ID, _TITLE))
        words = html.unescape(title[1]) if title else ""
        spec = parse_drawable(html.unescape(match["source"]), words)
        return chart_markup(_hand_written(spec, given[1] if given else None, count, page), page)

    if "<vegachart" in content:
        content = _HAND_WRITTEN.sub(replace, content)
    if _IS_SPEC not in content:
        return content
    return content + str(page.render("chart_script", script=page.root + SCRIPT))


def _hand_written(spec: Spec, given: str | None, count: int, page: Page) -> Chart:
    both = views.of_spec(spec)
    return Chart(
        id=given or f"{page.key.replace('/', '-')}-chart-{count}",
        lang=page.lang,
        title=title_text(spec),
        finding=str(spec["description"]),
        wide=both.wide,
        narrow=both.narrow,
        table=table.of_spec(spec),
        sources=tuple(spec.get("usermeta", {}).get("sources", ())),
    )
