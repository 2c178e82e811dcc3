"""What is said to the writer of a chart that readers would not see as meant."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
import vl_convert

from kb.charts.drawable import parse_drawable, require_drawable
from kb.charts.error import ChartError
from vega_lite_grammar import PATH, grammar

GOOD: dict[str, Any] = {
    "title": "실행 수",
    "description": "실행이 늘었다.",
    "data": {"values": [{"month": "2026-01", "runs": 3}, {"month": "2026-02", "runs": 5}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "month", "type": "temporal"},
        "y": {"field": "runs", "type": "quantitative"},
    },
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good chart with one setting changed; `path` is like `encoding.x.field`."""
    spec: Any = copy.deepcopy(GOOD)
    *way, last = path.split(".")
    part = spec
    for key in way:
        part = part.setdefault(key, {})
    part[last] = value
    return spec


WRONG = {
    "misspelled field": ("encoding.y.field", "run", "열 'run'"),
    "field of a condition": (
        "encoding.color",
        {"condition": {"test": "datum.rums > 3", "value": "var(--kb-c2)"}, "value": "var(--kb-c1)"},
        "열 'rums'",
    ),
    "field in a filter": ("transform", [{"filter": "datum['runz'] > 2"}], "열 'runz'"),
    "field after aggregation": (
        "transform",
        [{"aggregate": [{"op": "sum", "field": "runs", "as": "all"}], "groupby": ["month"]}],
        "열 'runs'",
    ),
    "data from elsewhere": ("data", {"url": "data.csv"}, "url"),
    "empty data": ("data", {"values": []}, "값이 없습니다"),
    "unknown data set": ("data", {"name": "other"}, "자료 묶음"),
    "unknown mark": ("mark", "bars", "표식(mark) 'bars'"),
    "unknown channel": ("encoding.colour", {"value": "red"}, "채널(encoding) 'colour'"),
    "misspelt setting of a mark": ("mark", {"type": "bar", "cornerRadus": 2}, "설정 'cornerRadus'"),
    "misspelt setting of a legend": (
        "encoding.color",
        {"field": "month", "type": "nominal", "legend": {"orien": "left"}},
        "설정 'orien'",
    ),
    "misspelt setting of the whole": ("config", {"axis": {"gird": False}}, "설정 'gird'"),
    "misspelt side": (
        "encoding.color",
        {"field": "month", "type": "nominal", "legend": {"orient": "lefft"}},
        "'orient'의 값 'lefft'",
    ),
    "misspelt stacking": ("encoding.y.stack", "normalise", "'stack'의 값 'normalise'"),
    "a width in words": ("mark", {"type": "bar", "width": []}, "'width'"),
    "picture of another host": ("mark", {"type": "image", "url": "https://a.b/c.png"}, "url"),
    "fixed colour": ("mark", {"type": "bar", "color": "#ff0000"}, "색 '#ff0000'"),
    "named colour": ("encoding.color", {"value": "steelblue"}, "색 'steelblue'"),
    "fixed colours of a scale": (
        "encoding.color",
        {"field": "month", "type": "nominal", "scale": {"range": ["red"]}},
        "색 'red'",
    ),
    "colour scheme": (
        "encoding.color",
        {"field": "month", "type": "nominal", "scale": {"scheme": "viridis"}},
        "색 묶음(scheme)",
    ),
    "continuous colour": (
        "encoding.color",
        {"field": "runs", "type": "quantitative"},
        "이어지는 색",
    ),
    "own font": ("mark", {"type": "text", "font": "Comic Sans MS"}, "글꼴"),
    "chance": ("transform", [{"calculate": "random()", "as": "r"}], "random()"),
    "a random sample": ("transform", [{"sample": 1}], "sample"),
    "local time": ("transform", [{"calculate": "year(datum.month)", "as": "y"}], "시간대"),
    "a year that would be 1970": (
        "data",
        {"values": [{"month": 2026, "runs": 3}]},
        "날짜 '2026'",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_named(name: str) -> None:
    path, value, message = WRONG[name]
    with pytest.raises(ChartError) as caught:
        parse_drawable(json.dumps(changed(path, value)))
    assert message in caught.value.message


def test_a_good_chart_passes() -> None:
    require_drawable(GOOD)


RIGHT = {
    "a column that a transform adds": {
        "transform": [{"calculate": "datum.runs * 2", "as": "twice"}],
        "encoding": {"y": {"field": "twice", "type": "quantitative"}},
    },
    "columns that a fold adds": {
        "transform": [{"fold": ["runs"]}],
        "encoding": {"y": {"field": "value", "type": "quantitative"}},
    },
    "stepped colours": {
        "encoding": {
            "color": {"field": "runs", "type": "quantitative", "scale": {"type": "quantize"}}
        }
    },
    "the site's colours": {"mark": {"type": "bar", "color": "var(--kb-c3)"}},
    "a transform that only Vega-Lite can follow": {
        "transform": [{"pivot": "month", "value": "runs"}],
        "encoding": {"y": {"field": "2026-01", "type": "quantitative"}},
    },
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_setting_passes(name: str) -> None:
    require_drawable(GOOD | RIGHT[name])


def test_layers_inherit_data_and_encoding() -> None:
    layers = [{"mark": "line"}, {"mark": "point", "encoding": {"size": {"field": "ruins"}}}]
    spec = {key: value for key, value in GOOD.items() if key != "mark"} | {"layer": layers}
    with pytest.raises(ChartError, match="ruins"):
        require_drawable(spec)


def test_the_hint_names_the_nearest_column() -> None:
    with pytest.raises(ChartError) as caught:
        require_drawable(changed("encoding.y.field", "run"))
    assert caught.value.hint and "혹시 'runs'?" in caught.value.hint


@pytest.mark.parametrize("missing", ["title", "description"])
def test_a_chart_written_by_hand_needs_its_words(missing: str) -> None:
    spec = {key: value for key, value in GOOD.items() if key != missing}
    with pytest.raises(ChartError, match=missing):
        parse_drawable(json.dumps(spec))


def test_broken_json_is_told_by_line_and_column() -> None:
    with pytest.raises(ChartError) as caught:
        parse_drawable('{\n  "title": "가",\n  "mark": bar\n}')
    assert (caught.value.line, caught.value.column) == (3, 11)


def test_a_wrong_name_is_told_by_line_and_column() -> None:
    source = json.dumps(changed("encoding.y.field", "run"), indent=2, ensure_ascii=False)
    with pytest.raises(ChartError) as caught:
        parse_drawable(source)
    lines = source.splitlines()
    assert lines[caught.value.line - 1][caught.value.column - 1 :] == '"run",'


def test_the_grammar_is_what_the_schema_of_the_vega_lite_that_draws_says() -> None:
    written = PATH.read_text("utf-8")
    assert written == grammar()
    drawing = vl_convert.get_vegalite_versions()[-1]
    assert json.loads(written)["vega-lite"].startswith(f"{drawing}.")
