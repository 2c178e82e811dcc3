"""What a chart may not contain, because a reader would see nothing, something else, or another
host's file. Vega-Lite itself draws an empty chart for a misspelled field without a word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from math import isfinite
from typing import Any

from kb.charts import columns as cols
from kb.charts.error import ChartError
from kb.charts.theme import FALLBACKS, Spec

_MARKS = (
    "arc", "area", "bar", "boxplot", "circle", "errorband", "errorbar", "geoshape", "line",
    "point", "rect", "rule", "square", "text", "tick", "trail",
)  # fmt: skip
_CHANNELS = (
    "angle", "color", "column", "description", "detail", "facet", "fill", "fillOpacity", "key",
    "latitude", "latitude2", "longitude", "longitude2", "opacity", "order", "radius", "radius2",
    "row", "shape", "size", "stroke", "strokeDash", "strokeOpacity", "strokeWidth", "text",
    "theta", "theta2", "time", "tooltip", "x", "x2", "xError", "xError2", "xOffset", "y", "y2",
    "yError", "yError2", "yOffset",
)  # fmt: skip
_AGGREGATES = (
    "argmax", "argmin", "average", "ci0", "ci1", "count", "distinct", "exponential",
    "exponentialb", "max", "mean", "median", "min", "missing", "product", "q1", "q3", "stderr",
    "stdev", "stdevp", "sum", "valid", "values", "variance", "variancep",
)  # fmt: skip
_SCALES = (
    "band", "bin-ordinal", "identity", "linear", "log", "ordinal", "point", "pow", "quantile",
    "quantize", "sqrt", "symlog", "threshold", "time", "utc",
)  # fmt: skip
_DEFINITION = (
    "aggregate", "align", "axis", "band", "bandPosition", "bin", "bounds", "center", "columns",
    "condition", "datum", "field", "format", "formatType", "header", "impute", "legend", "scale",
    "sort", "spacing", "stack", "timeUnit", "title", "type", "value",
)  # fmt: skip
"""What a channel can say of itself."""
_VALUES: dict[str, tuple[str, ...]] = {
    "aggregate": _AGGREGATES,
    "type": ("geojson", "nominal", "ordinal", "quantitative", "temporal"),
}
_PARTS: dict[str, tuple[str, ...]] = {
    "axis": (
        "aria", "bandPosition", "description", "domain", "domainCap", "domainColor", "domainDash",
        "domainDashOffset", "domainOpacity", "domainWidth", "format", "formatType", "grid",
        "gridCap", "gridColor", "gridDash", "gridDashOffset", "gridOpacity", "gridWidth",
        "labelAlign", "labelAngle", "labelBaseline", "labelBound", "labelColor", "labelExpr",
        "labelFlush", "labelFlushOffset", "labelFontSize", "labelFontStyle", "labelFontWeight",
        "labelLimit", "labelLineHeight", "labelOffset", "labelOpacity", "labelOverlap",
        "labelPadding", "labelSeparation", "labels", "maxExtent", "minExtent", "offset", "orient",
        "position", "style", "tickBand", "tickCap", "tickColor", "tickCount", "tickDash",
        "tickDashOffset", "tickExtra", "tickMinStep", "tickOffset", "tickOpacity", "tickRound",
        "tickSize", "tickWidth", "ticks", "title", "titleAlign", "titleAnchor", "titleAngle",
        "titleBaseline", "titleColor", "titleFontSize", "titleFontStyle", "titleFontWeight",
        "titleLimit", "titleLineHeight", "titleOpacity", "titlePadding", "titleX", "titleY",
        "translate", "values", "zindex",
    ),
    "scale": (
        "align", "base", "bins", "clamp", "constant", "domain", "domainMax", "domainMid",
        "domainMin", "domainRaw", "exponent", "interpolate", "name", "nice", "padding",
        "paddingInner", "paddingOuter", "range", "rangeMax", "rangeMin", "reverse", "round",
        "scheme", "type", "zero",
    ),
}  # fmt: skip
"""Settings within a setting, as Vega-Lite 5 and 6 know them."""
_VIEW = (
    "$schema", "align", "autosize", "background", "bounds", "center", "columns", "concat",
    "config", "data", "datasets", "description", "encoding", "facet", "hconcat", "height", "layer",
    "mark", "name", "padding", "params", "projection", "repeat", "resolve", "spacing", "spec",
    "title", "transform", "usermeta", "vconcat", "view", "width",
)  # fmt: skip
"""What a view can say of itself."""
_COMPOSED = ("layer", "concat", "hconcat", "vconcat")
_COLOUR_KEY = re.compile(r"(?:^|[a-z])(?:[Cc]olor|[Ff]ill|[Ss]troke)$")
_COLOUR_TEXT = re.compile(r"#[0-9a-fA-F]{3,8}$|(?:rgb|hsl)a?\(")
_COLOURS = frozenset(
    {"currentColor", "none", "transparent", *(f"var(--kb-{n})" for n in FALLBACKS)}
)
_CHANGING = re.compile(r"\b(random|now|sampleNormal|sampleLogNormal|sampleUniform)\s*\(")
_LOCAL_TIME = re.compile(r"\b(timeFormat|year|month|date|hours|day|datetime|timeParse)\s*\(")
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.]+Z)?)?)?$")
_COLOUR_CHANNELS = frozenset({"color", "fill", "stroke"})
_EXPRESSIONS = frozenset({"calculate", "filter", "test", "expr", "labelExpr", "signal", "update"})
_STEPPED = frozenset({"quantize", "quantile", "threshold", "bin-ordinal", "ordinal"})


def require_drawable(spec: Spec) -> None:
    """ChartError for the first thing that a reader would not see as its writer meant it."""
    for path, value in _settings(spec):
        _check_setting(path, value)
    _check_view(spec, None, {}, spec.get("datasets", {}))


def parse_drawable(source: str) -> Spec:
    """Parse a chart written by hand and check it, its title and its description.

    source: the fence's text, JSON. Returns the spec. ChartError with line and column.
    """
    try:
        spec = json.loads(
            source, parse_constant=_number, parse_float=_number, object_pairs_hook=_once_each
        )
    except json.JSONDecodeError as error:
        problem = ChartError(f"차트의 JSON이 올바르지 않습니다: {error.msg}.")
        problem.line, problem.column = error.lineno, error.colno
        raise problem from None
    except RecursionError:
        raise ChartError("차트의 괄호가 너무 깊습니다.", "괄호를 확인하세요.") from None
    except ChartError as error:
        raise error.located(source) from None
    try:
        if not isinstance(spec, dict):
            raise ChartError("차트는 중괄호로 싼 JSON 객체여야 합니다.")
        _check_shape(spec, "")
        _check_words(spec)
        require_drawable(spec)
    except ChartError as error:
        raise error.located(source) from None
    return spec


def _number(written: str) -> float:
    """A number that a picture can show. ChartError for NaN and for what is beyond all measure."""
    if not isfinite(number := float(written)):
        raise ChartError(
            f"차트에 쓸 수 없는 수입니다: {written}.", "없는 값은 null로 적으세요.", written
        )
    return number


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. ChartError for a key given twice, of which only the last would count."""
    keys = [key for key, _ in pairs]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            raise ChartError(
                f"차트의 한 묶음에 '{key}'이(가) 두 번 있습니다.", "하나를 지우세요.", key
            )
    return dict(pairs)


# What the checks rely on; Vega-Lite itself refuses the rest.
_OBJECT, _LIST, _TEXT = (dict,), (list,), (str,)
_SHAPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("datasets", "encoding", "spec", "usermeta", "from"), _OBJECT),
    **dict.fromkeys(("transform", *_COMPOSED, "joinaggregate", "window"), _LIST),
    **dict.fromkeys(("calculate", "lookup", "type"), _TEXT),
    **dict.fromkeys(("mark", "field", "test", "facet"), (str, dict)),
    **dict.fromkeys(("condition",), (dict, list)),
    **dict.fromkeys(("filter",), (str, dict, list)),
    **dict.fromkeys(("title",), (str, dict, list, type(None))),
    **dict.fromkeys(("as", "groupby", "fold", "flatten", "sources", "fields"), (str, list)),
    **dict.fromkeys(("data", "scale", "axis", "legend"), (dict, type(None))),
}
_OF_OBJECTS = frozenset({"transform", "condition", "joinaggregate", "window", *_COMPOSED})
_OF_TEXTS = frozenset({"as", "groupby", "fold", "flatten", "sources", "fields", "title"})
_NAMES = {str: "글", dict: "중괄호로 싼 객체", list: "대괄호로 싼 목록", type(None): "null"}


def _check_shape(node: Any, above: str) -> None:
    """ChartError for a part that is of another kind than its key stands for."""
    if isinstance(node, list):
        for part in node:
            _check_shape(part, above)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        wanted = _SHAPES.get(key)
        if above in ("encoding", "datasets"):
            wanted = (dict, list, type(None))
        elif above == "transform" and key == "aggregate":
            wanted = _LIST
        _require_kind(key, value, wanted)
        if key not in ("values", "datasets"):
            _check_shape(value, key)


def _require_kind(key: str, value: Any, wanted: tuple[type, ...] | None) -> None:
    is_right = wanted is None or isinstance(value, wanted)
    parts = value if is_right and isinstance(value, list) else []
    inner = dict if key in (*_OF_OBJECTS, "aggregate") else str if key in _OF_TEXTS else object
    if is_right and all(isinstance(part, inner) for part in parts):
        return
    kinds = [_NAMES[kind] for kind in wanted or () if kind in _NAMES]
    raise ChartError(
        f"차트의 '{key}'에 쓸 수 없는 값이 있습니다.", f"쓸 수 있는 것: {', '.join(kinds)}.", key
    )


def title_text(spec: Spec) -> str:
    """The chart's title as plain text; empty where it has none."""
    title = spec.get("title") or ""
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)


def _check_words(spec: Spec) -> None:
    if not title_text(spec).strip():
        raise ChartError("차트에 제목(title)이 없습니다.", "무엇을 보이는지 한 줄로 적으세요.")
    if not str(spec.get("description", "")).strip():
        raise ChartError(
            "차트에 설명(description)이 없습니다.",
            "그림에서 읽어야 할 사실을 문장으로 적으세요. 화면 낭독기가 읽고, 그림 아래에 나옵니다.",
        )


def _settings(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every setting outside the data, with the keys that lead to it."""
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("values", "datasets", "usermeta"):
                yield from _settings(value, (*path, key))
    elif isinstance(node, list):
        for value in node:
            yield from _settings(value, path)


def _check_setting(path: tuple[str, ...], value: Any) -> None:
    key = path[-1] if path else ""
    if key == "url" or key == "href":
        raise ChartError(
            f"차트는 다른 파일을 부를 수 없습니다({key}).", "값을 values에 적으세요.", key
        )
    if key == "scheme":
        raise ChartError(
            "색 묶음(scheme)은 어두운 화면에서 읽히지 않습니다.", "빼면 사이트의 색을 씁니다.", key
        )
    if key.lower().endswith("font"):
        raise ChartError("글꼴은 사이트가 정합니다.", f"'{key}'을(를) 지우세요.", key)
    if isinstance(value, str):
        _check_text(path, key, value)


def _check_text(path: tuple[str, ...], key: str, value: str) -> None:
    colour_wanted = _COLOUR_KEY.search(key) or (
        key in ("value", "range") and _COLOUR_CHANNELS.intersection(path)
    )
    if (_COLOUR_TEXT.match(value) or colour_wanted) and value not in _COLOURS:
        raise ChartError(
            f"색 '{value}'은(는) 어두운 화면과 인쇄를 따르지 못합니다.",
            f"쓸 수 있는 색: {', '.join(sorted(_COLOURS))}.",
            value,
        )
    if key not in _EXPRESSIONS:
        return
    changing = _CHANGING.search(value)
    if changing:
        raise ChartError(
            f"'{changing[1]}()'은(는) 그릴 때마다 달라지므로 쓸 수 없습니다.", None, value
        )
    local = _LOCAL_TIME.search(value)
    if local:
        raise ChartError(
            f"'{local[1]}()'은(는) 컴퓨터의 시간대를 따릅니다.",
            f"'utc{local[1]}()'처럼 utc로 시작하는 함수를 쓰세요.",
            value,
        )


def _check_view(
    view: Spec, inherited: cols.Columns, encoding: Spec, datasets: dict[str, Any]
) -> None:
    for key in view:
        if key not in _VIEW:
            raise cols.unknown(key, _VIEW, "설정")
    columns = cols.of_data(view["data"], datasets) if view.get("data") else inherited
    columns = cols.after(view.get("transform", []), columns)
    encoding = {**encoding, **view.get("encoding", {})}
    parts = [part for kind in _COMPOSED for part in view.get(kind, [])]
    if isinstance(view.get("facet"), dict):
        cols.require_fields(view["facet"], columns)
    for part in [*parts, *([view["spec"]] if "spec" in view else [])]:
        _check_view(part, columns, encoding, datasets)
    if "mark" in view:
        _check_mark(view["mark"])
        _check_encoding(encoding, columns)
        rows = _rows(view, datasets)
        _check_moments(rows, encoding)
        _check_logs(rows, encoding)
    elif not parts and "spec" not in view:
        raise ChartError("차트에 표식(mark)이 없습니다.", "mark에 bar나 line 같은 모양을 적으세요.")


def _check_mark(mark: Any) -> None:
    kind = mark.get("type") if isinstance(mark, dict) else mark
    if kind not in _MARKS:
        raise cols.unknown(str(kind), _MARKS, "표식(mark)")


def _check_encoding(encoding: Spec, columns: cols.Columns) -> None:
    for channel, definition in encoding.items():
        if channel not in _CHANNELS:
            raise cols.unknown(channel, _CHANNELS, "채널(encoding)")
        cols.require_fields(definition, columns)
        if isinstance(definition, dict):
            _check_definition(definition)
        conditions = definition.get("condition", []) if isinstance(definition, dict) else []
        for condition in conditions if isinstance(conditions, list) else [conditions]:
            if isinstance(condition.get("test"), str):
                cols.require_expression(condition["test"], columns)
        if channel in _COLOUR_CHANNELS:
            _check_colour_scale(channel, definition)


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str) or not _MOMENT.match(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _check_colour_scale(channel: str, definition: Any) -> None:
    if not isinstance(definition, dict) or definition.get("type") != "quantitative":
        return
    scale = definition.get("scale") or {}
    if "field" in definition and not definition.get("bin") and scale.get("type") not in _STEPPED:
        raise ChartError(
            f"이어지는 색({channel})은 어두운 화면을 따르지 못합니다.",
            'scale에 "type": "quantize"를 적어 몇 단계로 나누세요.',
            channel,
        )


def _check_definition(definition: Spec) -> None:
    """Names in a channel that Vega-Lite would pass over, or take for another."""
    for key, value in definition.items():
        if key not in _DEFINITION:
            raise cols.unknown(key, _DEFINITION, "설정")
        names = _VALUES.get(key, ())
        if names and isinstance(value, str) and value not in names:
            raise cols.unknown(value, names, f"'{key}'의 값")
        known = _PARTS.get(key, ())
        for name in value if known and isinstance(value, dict) else ():
            if name not in known:
                raise cols.unknown(name, known, f"'{key}'의 설정")
    scale = definition.get("scale")
    kind = scale.get("type") if isinstance(scale, dict) else None
    if isinstance(kind, str) and kind not in _SCALES:
        raise cols.unknown(kind, _SCALES, "눈금(scale)")


def _rows(view: Spec, datasets: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that stand in a view itself."""
    data = view.get("data") or {}
    rows = data.get("values", datasets.get(data.get("name", "")))
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _check_logs(rows: list[dict[str, Any]], encoding: Spec) -> None:
    """On a logarithmic scale there is no place for nothing and for less."""
    for definition in encoding.values():
        scale = definition.get("scale") if isinstance(definition, dict) else None
        if not isinstance(scale, dict) or scale.get("type") != "log":
            continue
        name = definition.get("field")
        for row in rows:
            value = row.get(name) if isinstance(name, str) else None
            if isinstance(value, int | float) and value <= 0:
                raise ChartError(
                    f"로그 눈금에는 {value}을(를) 놓을 자리가 없습니다.",
                    '눈금(scale)을 "symlog"로 바꾸거나 값을 빼세요.',
                    name,
                )


def _check_moments(rows: list[dict[str, Any]], encoding: Spec) -> None:
    """Dates that each browser would read in its own time zone, or as 1970, are refused."""
    names = {
        definition["field"]
        for definition in encoding.values()
        if isinstance(definition, dict)
        and definition.get("type") == "temporal"
        and isinstance(definition.get("field"), str)
    }
    for row in rows:
        for name in names & row.keys():
            value = row[name]
            if value is not None and not _is_moment(value):
                raise ChartError(
                    f"날짜 '{value}'은(는) 컴퓨터마다 달리 읽힙니다.",
                    '"2026", "2026-11", "2026-11-23" 가운데 한 꼴로, 따옴표 안에 적으세요.',
                    name,
                )
