"""A chart on its page: complete without JavaScript, one mechanism for both ways to write one."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from mkdocs_charts_plugin.fences import fence_vegalite

import charts_samples as samples
from conftest import ROOT
from kb.charts import market
from kb.charts.comparable import Compared, comparable
from kb.charts.error import ChartError
from kb.charts.markup import CHARTS, SCRIPT, chart_markup, enhance
from kb.charts.plugin import with_scripts, without_scripts
from kb.content.compile import context_of
from kb.memo import Memo
from kb.show.directive import Context
from kb.site.link import program_files
from texts import project_of, project_texts

SPEC: dict[str, Any] = {
    "title": "실행 <수>",
    "description": "실행이 늘었다.",
    "data": {"values": [{"month": "2026-01", "runs": 3}, {"month": "2026-02", "runs": None}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "month", "type": "temporal", "title": "달"},
        "y": {"field": "runs", "type": "quantitative", "axis": {"title": "실행"}},
    },
}


@pytest.fixture(scope="module")
def memo() -> Memo:
    return project_of(project_texts({}))


@pytest.fixture
def page(memo: Memo) -> Context:
    return context_of(memo, "market/size", "ko", "ko")


def fence(spec: dict[str, Any] = SPEC, name: str = "") -> str:
    """What Markdown makes of a `vegalite` fence."""
    source = json.dumps(spec, ensure_ascii=False)
    made = fence_vegalite(
        source, "vegalite", "vegalite", {}, None, classes=[], id_value=name, attrs={}
    )
    return f"<h2>가</h2>\n<p>{made}</p>\n<p>나</p>"


def parsed(page: Context, content: str) -> Any:
    return html.fragment_fromstring(enhance(content, page), create_parent=True)


def only(tree: Any, path: str) -> Any:
    (found,) = tree.xpath(path)
    return found


@pytest.mark.parametrize("name", samples.charts("ko"))
def test_a_figure_has_title_picture_finding_and_table(page: Context, name: str) -> None:
    chart = samples.charts("ko")[name]
    tree = html.fromstring(chart_markup(chart, page))
    assert only(tree, "//figcaption/span").text == chart.title
    for svg in tree.xpath("//svg"):
        assert svg.get("role") == ("group" if svg.xpath(".//a") else "img")
        title = only(tree, f"//*[@id='{svg.get('aria-labelledby')}']")
        finding = only(tree, f"//*[@id='{svg.get('aria-describedby')}']")
        assert (title.text, finding.text) == (chart.title, chart.finding)
    rows = tree.xpath("//details//tbody/tr")
    assert [tuple(cell.text for cell in row) for row in rows] == list(chart.table.rows)


def test_a_figure_says_which_of_it_the_search_may_read(page: Context) -> None:
    tree = html.fromstring(chart_markup(samples.charts("ko")["radar"], page))
    kept_out = tree.xpath("//svg/ancestor::*[@data-search='off']")
    assert len(kept_out) == 2
    assert tree.xpath("//details[@data-search='off']")
    assert not tree.xpath("//*[contains(@class, '__finding')]/ancestor-or-self::*[@data-search]")


def test_the_plugins_element_is_as_the_plugin_writes_it_and_shows_nothing(page: Context) -> None:
    chart = samples.charts("ko")["levels"]
    tree = html.fromstring(chart_markup(chart, page))
    element = tree.xpath("//template/vegachart")[0]
    source = json.dumps({"schema-url": chart.spec_path("wide")})
    made = fence_vegalite(
        source, "vegalite", "vegalite", {}, None, classes=[], id_value="", attrs={}
    )
    theirs = html.fromstring(made)
    del theirs.attrib["style"]  # which the policy would stop; our style sheet says the same
    assert (dict(element.attrib), element.text) == (dict(theirs.attrib), theirs.text)


def test_a_scene_has_its_links_in_the_page_and_no_other_view(page: Context) -> None:
    content = enhance(str(chart_markup(samples.charts("ko")["lanes"], page)), page)
    tree = html.fragment_fromstring(content, create_parent=True)
    assert {link.get("xlink:href") for link in tree.xpath("//svg//a")} == {"a/", "c/", "b/"}
    assert not tree.xpath("//vegachart | //script")
    assert [path for path in page.files if path.startswith(CHARTS)] == []


def test_a_chart_written_by_hand_becomes_the_same_figure(page: Context) -> None:
    tree = parsed(page, fence())
    made = only(tree, "//figure")
    assert made.getparent() is tree
    assert made.get("id") == "market-size-chart-1"
    assert only(made, ".//figcaption/span").text == SPEC["title"]
    assert len(made.xpath(".//svg")) == 2
    assert [cell.text for cell in made.xpath(".//thead//th")] == ["달", "실행"]
    assert [cell.text for cell in made.xpath(".//tbody//td")] == ["3", "–"]
    assert not tree.xpath("//vegachart[not(ancestor::template)]")


def test_a_chart_written_by_hand_may_name_itself(page: Context) -> None:
    assert only(parsed(page, fence(name="runs")), "//figure").get("id") == "runs"


def test_a_chart_of_several_panels_keeps_its_layout_and_scrolls(page: Context) -> None:
    panels = {"column": {"field": "month", "type": "nominal"}}
    tree = parsed(page, fence(SPEC | {"encoding": {**SPEC["encoding"], **panels}}))
    view = only(tree, "//svg/..")
    assert "kb-chart__view--only" in view.get("class")
    assert view.get("tabindex") == "0"


def test_generated_figures_are_left_as_they_are(page: Context) -> None:
    made = str(chart_markup(samples.charts("ko")["radar"], page))
    assert enhance(made, page).startswith(made)


def test_a_page_without_charts_is_left_as_it_is(page: Context) -> None:
    assert enhance("<p>글 &amp; 글</p>", page) == "<p>글 &amp; 글</p>"


def test_a_page_with_charts_loads_their_script_once(page: Context) -> None:
    tree = parsed(page, fence() + fence(SPEC | {"title": "둘째"}))
    assert only(tree, "//script").get("src") == f"../../{SCRIPT}"
    assert (ROOT / "overrides" / SCRIPT).is_file()


def test_the_download_opens_in_excel_with_its_hangul(page: Context) -> None:
    tree = parsed(page, fence())
    address = only(tree, "//a[text()='CSV']").get("href")
    content = page.files[address.removeprefix("../../")]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [["달", "실행"], ["2026-01", "3"], ["2026-02", ""]]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("name", ["forecast", "estimates", "levels", "radar"])
def test_cells_of_a_download_are_values_with_units_in_the_header(name: str, lang: str) -> None:
    chart = samples.charts(lang)[name]
    head, *rows = csv.reader(io.StringIO(chart.table.csv().decode("utf-8-sig")))
    assert rows and {len(row) for row in rows} == {len(head)}
    for row in rows:
        for column, cell in zip(head, row, strict=True):
            assert not cell or not column.endswith((", USD", ", %")) or float(cell) > 0
            assert not re.search(r"[$–—]| · |달러|%", cell), (column, cell)


def test_a_download_of_estimates_has_years_and_whole_dollars() -> None:
    chart = samples.charts("en")["estimates"]
    head, first, *_ = csv.reader(io.StringIO(chart.table.csv().decode("utf-8-sig")))
    assert head[1:5] == ["Base year", "Base year, USD", "Target year", "Target year, USD"]
    assert first == [
        "Gamma Consultancy", "2026", "3300000000", "2035", "56600000000", "37.0", "C",
    ]  # fmt: skip


def test_a_sum_that_is_not_known_is_an_empty_cell() -> None:
    words = samples.WORDS["en"] | {"year-0": "2026", "year-1": "2028"}
    amounts = market.Amount(2026, 6.04e9, "$6B"), None
    made = comparable([Compared("Alpha", amounts, "A")], samples.money("en"), words).table
    assert made.rows == (("Alpha", "$6B", "—", "the publisher"),)
    assert list(csv.reader(io.StringIO(made.csv().decode("utf-8-sig")))) == [
        ["Publisher", "2026, USD", "2028, USD", "Source"],
        ["Alpha", "6040000000", "", "A"],
    ]


def test_every_file_that_a_figure_needs_is_among_the_pages(page: Context) -> None:
    tree = parsed(page, fence())
    needed = [json.loads(e.text)["schema-url"] for e in tree.xpath("//vegachart")]
    assert len(needed) == 2
    assert all(json.loads(page.files[path])["mark"] == "bar" for path in needed)


def test_a_site_with_charts_brings_the_program_for_them(memo: Memo, tmp_path: Path) -> None:
    (tmp_path / CHARTS).mkdir(parents=True)
    assert b"window.kbVega=" in program_files(memo, tmp_path)["assets/vega/vega.js"]


def test_a_site_without_charts_needs_no_files(page: Context, tmp_path: Path) -> None:
    enhance("<p>글</p>", page)
    assert page.files == {}
    assert program_files(page.memo, tmp_path) == {}


def test_two_charts_of_one_name_are_refused(page: Context) -> None:
    chart = samples.charts("ko")["estimates"]
    chart_markup(chart, page)
    chart_markup(chart, page)
    with pytest.raises(ChartError, match="서로 다른 두 차트"):
        chart_markup(replace(samples.charts("ko")["levels"], id=chart.id), page)


def test_one_chart_twice_on_a_page_has_two_ids(page: Context) -> None:
    chart = samples.charts("ko")["radar"]
    twice = html.fragment_fromstring(
        chart_markup(chart, page) + chart_markup(chart, page), create_parent=True
    )
    ids = twice.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_only_numbers_stand_to_the_right() -> None:
    table = samples.drawings("ko")["estimates"].table
    assert table.numeric == (False, False, False, True, False)


def test_the_plugin_finds_its_libraries_and_leaves_pages_alone() -> None:
    listed = ["js/mkdocs-charts-plugin.js", *with_scripts(["assets/scripts/kb.js"])]
    assert all(any(name in s for s in listed) for name in ("vega", "vega-lite", "vega-embed"))
    assert without_scripts(listed) == ["assets/scripts/kb.js"]


def test_a_built_page_has_surveys_and_successors_with_table_and_source(small_site: Path) -> None:
    tree = html.parse(str(small_site / "en" / "charts" / "index.html")).getroot()
    for name, rows in (("ai-use", 4), ("talent-shortage", 4)):
        figure = only(tree, f"//figure[@id='{name}']")
        assert len(figure.xpath(".//svg[@role='img']")) == 2
        assert len(figure.xpath(".//details[@class='kb-chart__data']//tbody/tr")) == rows
        assert only(figure, ".//p[@class='kb-chart__sources']").xpath(".//a")
        assert (small_site / "data" / "charts" / f"{name}.en.csv").is_file()
