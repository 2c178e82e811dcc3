"""What Vega-Lite knows: its settings, and the kinds and names that each takes.

Vega-Lite itself passes over a misspelt setting without a word.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kb.charts.columns import unknown
from kb.charts.error import ChartError
from kb.charts.theme import Spec

_GRAMMAR = Path(__file__).with_name("vega_lite.json")
_KINDS: dict[type, tuple[str, str]] = {
    str: ("string", "글"),
    bool: ("boolean", "true나 false"),
    int: ("number", "수"),
    float: ("number", "수"),
    dict: ("object", "중괄호로 싼 객체"),
    list: ("array", "대괄호로 싼 목록"),
    type(None): ("null", "null"),
}
"""By what Python makes of JSON: its name in the grammar, and what writers are told."""
_DATA = frozenset({"values", "datasets", "usermeta"})
"""What holds a writer's own names."""


def require_known(spec: Spec) -> None:
    """ChartError for the first setting, value or kind of value that Vega-Lite does not know."""
    nodes = json.loads(_GRAMMAR.read_text("utf-8"))["nodes"]
    _check(spec, 0, (), nodes)


def _check(value: Any, number: int, path: tuple[str, ...], nodes: list[dict[str, Any]]) -> None:
    """number: of the node that says what may stand here. path: the keys that lead here."""
    node = nodes[number]
    _check_kind(value, node, path)
    if isinstance(value, str) and value not in node.get("values", [value]):
        raise unknown(value, node["values"], _named(path))
    if isinstance(value, list) and "items" in node:
        for part in value:
            _check(part, node["items"], path, nodes)
    if isinstance(value, dict):
        settings = node.get("settings", {})
        for key, inner in value.items():
            below = settings.get(key, node.get("others"))
            if below is None and "kinds" in node:
                is_channel = path[-1:] == ("encoding",)
                raise unknown(key, settings, "채널(encoding)" if is_channel else "설정")
            if below is not None and key not in _DATA:
                _check(inner, below, (*path, key), nodes)


def _check_kind(value: Any, node: dict[str, Any], path: tuple[str, ...]) -> None:
    kinds = node.get("kinds")
    if kinds is None or _KINDS[type(value)][0] in kinds:
        return
    told = dict.fromkeys(words for name, words in _KINDS.values() if name in kinds)
    key = path[-1] if path else ""
    hint = f"쓸 수 있는 것: {', '.join(told)}."
    raise ChartError(f"차트의 '{key}'에 쓸 수 없는 값이 있습니다.", hint, key)


def _named(path: tuple[str, ...]) -> str:
    """What a value stands for: a shape where it is the mark, otherwise its setting's name."""
    is_mark = path[-1:] == ("mark",) or path[-2:] == ("mark", "type")
    return "표식(mark)" if is_mark else f"'{path[-1]}'의 값"
