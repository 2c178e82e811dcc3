"""Which columns a Vega-Lite view can name: those of its data and those its transforms add."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kb.charts.error import ChartError
from kb.korean.wording import listed, suggestion

Columns = frozenset[str] | None
"""None where the columns cannot be told without drawing the chart."""

_DATUM = re.compile(r"""\bdatum(?:\.([^\W\d]\w*)|\[\s*(?P<quote>['"])(.+?)(?P=quote)\s*\])""")
_ROOT = re.compile(r"(?:[^.\[\\]|\\.)+")


def of_data(data: dict[str, Any], datasets: dict[str, Any]) -> Columns:
    """Columns of a `data` block; ChartError where it holds nothing or points elsewhere."""
    if "url" in data:
        raise ChartError(
            "차트의 자료는 주소(data.url)로 부를 수 없습니다.", "값을 values에 적으십시오.", "url"
        )
    if "name" in data and "values" not in data:
        if data["name"] not in datasets:
            raise unknown(data["name"], datasets, "자료 묶음(datasets)")
        return of_rows(datasets[data["name"]])
    if "values" in data:
        return of_rows(data["values"])
    return None


def of_rows(rows: Any) -> Columns:
    """Columns of inline values."""
    if not rows:
        raise ChartError("차트에 값이 없습니다.", "data.values에 행을 적으십시오.", "values")
    if not isinstance(rows, list):
        return None
    named = [row for row in rows if isinstance(row, dict)]
    return frozenset(key for row in named for key in row) if named else frozenset({"data"})


def require(name: str, columns: Columns) -> None:
    """ChartError where no column has the name; `a.b` and `a[0]` are parts of column `a`."""
    root = _ROOT.match(name)
    plain = root[0].replace("\\", "") if root else name
    if columns is not None and plain not in columns and name not in columns:
        raise unknown(name, columns, "열")


def require_expression(text: str, columns: Columns) -> None:
    """ChartError where an expression names a column that is not there."""
    for match in _DATUM.finditer(text):
        require(match[1] or match[3], columns)


def unknown(name: str, known: Iterable[str], what: str) -> ChartError:
    """The error for a name that is not among the known ones, with the nearest of them."""
    choices = sorted(known)
    hint = f"쓸 수 있는 이름: {listed(choices)}.{suggestion(name, choices)}"
    return ChartError(f"차트에 없는 {what} '{name}'을(를) 썼습니다.", hint, name)


def after(transforms: list[dict[str, Any]], columns: Columns) -> Columns:
    """Columns after a list of transforms; ChartError where one names a column that is not there."""
    for transform in transforms:
        for kind, apply in _TRANSFORMS.items():
            if kind in transform:
                columns = apply(transform, columns)
                break
        else:
            columns = None
    return columns


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [name for name in value or [] if isinstance(name, str)]


def _fields(value: Any) -> Iterator[str]:
    """Every `field` inside a definition."""
    if isinstance(value, dict):
        if isinstance(value.get("field"), str):
            yield value["field"]
        for part in value.values():
            yield from _fields(part)
    elif isinstance(value, list):
        for part in value:
            yield from _fields(part)


def require_fields(definition: Any, columns: Columns) -> None:
    """ChartError where a definition, at any depth, names a column that is not there."""
    for name in _fields(definition):
        require(name, columns)


def _adding(*sources: str, default: tuple[str, ...] = ()) -> Callable[..., Columns]:
    """A transform that reads the columns under `sources` and adds those under `as`."""

    def apply(transform: dict[str, Any], columns: Columns) -> Columns:
        for source in sources:
            for name in _names(transform.get(source)):
                require(name, columns)
        if columns is None:
            return None
        return columns | set(_names(transform.get("as")) or default)

    return apply


def _calculate(transform: dict[str, Any], columns: Columns) -> Columns:
    require_expression(transform["calculate"], columns)
    return columns and columns.union(_names(transform.get("as")))


def _filter(transform: dict[str, Any], columns: Columns) -> Columns:
    _predicate(transform["filter"], columns)
    return columns


def _predicate(value: Any, columns: Columns) -> None:
    if isinstance(value, str):
        require_expression(value, columns)
    elif isinstance(value, list):
        for part in value:
            _predicate(part, columns)
    elif isinstance(value, dict):
        if isinstance(value.get("field"), str):
            require(value["field"], columns)
        for word in ("and", "or", "not"):
            _predicate(value.get(word), columns)


def _operations(kind: str, keeps: bool) -> Callable[..., Columns]:
    """Aggregations: columns `as` are added, or replace all but the grouping ones."""

    def apply(transform: dict[str, Any], columns: Columns) -> Columns:
        require_fields(transform[kind], columns)
        groups = _names(transform.get("groupby"))
        for name in groups:
            require(name, columns)
        if columns is None:
            return None
        made = {operation["as"] for operation in transform[kind] if "as" in operation}
        return frozenset(made | (columns if keeps else set(groups)))

    return apply


def _lookup(transform: dict[str, Any], columns: Columns) -> Columns:
    require(transform["lookup"], columns)
    source = transform.get("from", {})
    if "data" in source:
        found = of_data(source["data"], {})
        for name in [*_names(source.get("fields")), *_names(source.get("key"))]:
            require(name, found)
    added = _names(transform.get("as")) or _names(source.get("fields"))
    return columns and columns | set(added)


def _sample(transform: dict[str, Any], columns: Columns) -> Columns:
    raise ChartError("'sample'은 그릴 때마다 다른 값을 고르므로 쓸 수 없습니다.", None, "sample")


_TRANSFORMS: dict[str, Callable[[dict[str, Any], Columns], Columns]] = {
    "sample": _sample,
    "calculate": _calculate,
    "filter": _filter,
    "joinaggregate": _operations("joinaggregate", keeps=True),
    "window": _operations("window", keeps=True),
    "aggregate": _operations("aggregate", keeps=False),
    "lookup": _lookup,
    "fold": _adding("fold", default=("key", "value")),
    "flatten": _adding("flatten"),
    "stack": _adding("stack", "groupby"),
    "impute": _adding("impute", "key", "groupby"),
    "bin": _adding("field"),
    "timeUnit": _adding("field"),
}
