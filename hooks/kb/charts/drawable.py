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
from kb.charts.grammar import require_known
from kb.charts.theme import FALLBACKS, Spec

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


def parse_drawable(source: str, title: str = "") -> Spec:
    """Parse a chart written by hand and check it, its title and its description.

    source: the fence's text, JSON. title: what its first line says. Returns the spec. ChartError
    with line and column.
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
        raise ChartError("차트의 괄호가 너무 깊습니다.", "괄호를 확인하십시오.") from None
    except ChartError as error:
        raise error.located(source) from None
    try:
        if not isinstance(spec, dict):
            raise ChartError("차트는 중괄호로 싼 JSON 객체여야 합니다.")
        require_known(spec)
        _check_sources(spec)
        spec = _titled(spec, title)
        _check_words(spec)
        require_drawable(spec)
    except ChartError as error:
        raise error.located(source) from None
    return spec


def _number(written: str) -> float:
    """A number that a picture can show. ChartError for NaN and for what is beyond all measure."""
    if not isfinite(number := float(written)):
        raise ChartError(
            f"차트에 쓸 수 없는 수입니다: {written}.", "없는 값은 null로 적으십시오.", written
        )
    return number


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. ChartError for a key given twice, of which only the last would count."""
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise ChartError(
                f"차트의 한 묶음에 '{key}'이(가) 두 번 있습니다.", "하나를 지우십시오.", key
            )
        seen.add(key)
    return dict(pairs)


def _titled(spec: Spec, title: str) -> Spec:
    """A chart with the title that its fence gives it. ChartError where it has another."""
    if title and title_text(spec) not in ("", title):
        raise ChartError(
            "차트의 제목이 울타리와 JSON에서 다릅니다.", "한 곳에만 적으십시오.", "title"
        )
    return spec | {"title": title} if title else spec


def _check_sources(spec: Spec) -> None:
    names = spec.get("usermeta", {}).get("sources", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ChartError(
            "차트의 'sources'에 쓸 수 없는 값이 있습니다.",
            "출처의 식별자를 목록으로 적으십시오.",
            "sources",
        )


def title_text(spec: Spec) -> str:
    """The chart's title as plain text; empty where it has none."""
    title = spec.get("title") or ""
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)


def _check_words(spec: Spec) -> None:
    if not title_text(spec).strip():
        raise ChartError("차트에 제목(title)이 없습니다.", "무엇을 보이는지 한 줄로 적으십시오.")
    if not str(spec.get("description", "")).strip():
        raise ChartError(
            "차트에 설명(description)이 없습니다.",
            "그림에서 읽어야 할 사실을 문장으로 적으십시오. 화면 낭독기가 읽고, 그림 아래에 나옵니다.",
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
            f"차트는 다른 파일을 부를 수 없습니다({key}).", "값을 values에 적으십시오.", key
        )
    if key == "scheme":
        raise ChartError(
            "색 묶음(scheme)은 어두운 화면에서 읽히지 않습니다.", "빼면 사이트의 색을 씁니다.", key
        )
    if key.lower().endswith("font"):
        raise ChartError("글꼴은 사이트가 정합니다.", f"'{key}'을(를) 지우십시오.", key)
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
            f"'utc{local[1]}()'처럼 utc로 시작하는 함수를 쓰십시오.",
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
        _check_encoding(encoding, columns)
        rows = _rows(view, datasets)
        _check_moments(rows, encoding)
        _check_logs(rows, encoding)
    elif not parts and "spec" not in view:
        raise ChartError(
            "차트에 표식(mark)이 없습니다.", "mark에 bar나 line 같은 모양을 적으십시오."
        )


def _check_encoding(encoding: Spec, columns: cols.Columns) -> None:
    for channel, definition in encoding.items():
        cols.require_fields(definition, columns)
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
            'scale에 "type": "quantize"를 적어 몇 단계로 나누십시오.',
            channel,
        )


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
                    '눈금(scale)을 "symlog"로 바꾸거나 값을 빼십시오.',
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
                    '"2026", "2026-11", "2026-11-23" 가운데 한 꼴로, 따옴표 안에 적으십시오.',
                    name,
                )
