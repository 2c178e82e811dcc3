"""What a chart may not contain, because a reader would see nothing, something else, or another
host's file. Vega-Lite itself draws an empty chart for a misspelled field without a word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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
        spec = json.loads(source)
    except json.JSONDecodeError as error:
        problem = ChartError(f"차트의 JSON이 올바르지 않습니다: {error.msg}.")
        problem.line, problem.column = error.lineno, error.colno
        raise problem from None
    try:
        if not isinstance(spec, dict):
            raise ChartError("차트는 중괄호로 싼 JSON 객체여야 합니다.")
        _check_shape(spec, "")
        _check_words(spec)
        require_drawable(spec)
    except ChartError as error:
        raise error.located(source) from None
    return spec


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
        _check_moments(view, encoding, datasets)
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
        conditions = definition.get("condition", []) if isinstance(definition, dict) else []
        for condition in conditions if isinstance(conditions, list) else [conditions]:
            if isinstance(condition.get("test"), str):
                cols.require_expression(condition["test"], columns)
        if channel in _COLOUR_CHANNELS:
            _check_colour_scale(channel, definition)


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


def _check_moments(view: Spec, encoding: Spec, datasets: dict[str, Any]) -> None:
    """Dates that each browser would read in its own time zone, or as 1970, are refused."""
    data = view.get("data") or {}
    rows = data.get("values", datasets.get(data.get("name", "")))
    names = {
        definition["field"]
        for definition in encoding.values()
        if isinstance(definition, dict)
        and definition.get("type") == "temporal"
        and isinstance(definition.get("field"), str)
    }
    for row in rows if isinstance(rows, list) else []:
        for name in names & row.keys():
            value = row[name]
            if value is not None and not (isinstance(value, str) and _MOMENT.match(value)):
                raise ChartError(
                    f"날짜 '{value}'은(는) 컴퓨터마다 달리 읽힙니다.",
                    '"2026", "2026-11", "2026-11-23" 가운데 한 꼴로, 따옴표 안에 적으세요.',
                    name,
                )
