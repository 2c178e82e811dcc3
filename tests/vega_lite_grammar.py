"""Writes `hooks/kb/charts/vega_lite.json` from the JSON Schema of Vega-Lite that Altair carries.

The schema is 1.9 MB, and says of a misspelt setting only that none of some dozen alternatives
fits. Here every place of a chart has one node: what alternatives allow there, taken together.
`make schema` runs this; a test asks whether the file is what it would write.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from altair import SCHEMA_VERSION

PATH = Path(__file__).parents[1] / "hooks" / "kb" / "charts" / "vega_lite.json"
Schema = dict[str, Any]
Node = dict[str, Any]


class _Nodes:
    """The nodes of a schema, the chart's own first; others are named by their number."""

    def __init__(self, schema: Schema) -> None:
        self._definitions = schema["definitions"]
        self._numbers: dict[frozenset[str], int] = {}
        self.nodes: list[Node] = []
        self._number([schema])

    def _alternatives(self, schema: Schema, within: tuple[str, ...] = ()) -> Iterator[Schema]:
        name = schema.get("$ref", "").rpartition("/")[2].replace("%3C", "<").replace("%3E", ">")
        if name and name not in within:
            yield from self._alternatives(self._definitions[name], (*within, name))
        elif "anyOf" in schema:
            for one in schema["anyOf"]:
                yield from self._alternatives(one, within)
        elif not name:
            yield schema

    def _number(self, schemas: list[Schema]) -> int:
        found = {
            json.dumps(one, sort_keys=True): one
            for schema in schemas
            for one in self._alternatives(schema)
        }
        key = frozenset(found)
        if key not in self._numbers:
            self._numbers[key] = len(self.nodes)
            self.nodes.append(node := {})
            node.update(self._node(list(found.values())))
        return self._numbers[key]

    def _node(self, alternatives: list[Schema]) -> Node:
        kinds = sorted({kind for one in alternatives for kind in _kinds(one)})
        node: Node = {"kinds": kinds} if "any" not in kinds else {}
        texts = [one for one in alternatives if "string" in _kinds(one)]
        if texts and all("enum" in one or "const" in one for one in texts):
            values = (value for one in texts for value in one.get("enum", [one.get("const")]))
            node["values"] = sorted({value for value in values if isinstance(value, str)})
        settings: dict[str, list[Schema]] = {}
        for one in alternatives:
            for name, schema in one.get("properties", {}).items():
                settings.setdefault(name, []).append(schema)
        if settings:
            node["settings"] = {name: self._number(settings[name]) for name in sorted(settings)}
        objects = [one.get("additionalProperties", {}) for one in alternatives if _is_object(one)]
        if others := [{} if other is True else other for other in objects if other is not False]:
            node["others"] = self._number(others)
        if items := [one["items"] for one in alternatives if "items" in one]:
            node["items"] = self._number(items)
        return node


def _kinds(schema: Schema) -> list[str]:
    kind = schema.get("type", "any")
    return kind if isinstance(kind, list) else [kind]


def _is_object(schema: Schema) -> bool:
    return "object" in _kinds(schema)


def _merged(nodes: list[Node]) -> list[Node]:
    """The nodes with those that say the same as one."""
    of_node = [0] * len(nodes)
    while True:
        classes: dict[str, int] = {}
        told = [json.dumps(_renumbered(node, of_node), sort_keys=True) for node in nodes]
        before, of_node = of_node, [classes.setdefault(text, len(classes)) for text in told]
        if len(classes) == len(set(before)):
            return [_renumbered(nodes[of_node.index(one)], of_node) for one in range(len(classes))]


def _renumbered(node: Node, numbers: list[int]) -> Node:
    settings = {name: numbers[inner] for name, inner in node.get("settings", {}).items()}
    links = {name: numbers[node[name]] for name in ("others", "items") if name in node}
    return node | ({"settings": settings} if settings else {}) | links


def grammar() -> str:
    """The file's text."""
    schema = files("altair.vegalite.v6.schema").joinpath("vega-lite-schema.json")
    nodes = _merged(_Nodes(json.loads(schema.read_text("utf-8"))).nodes)
    lines = ",\n".join(json.dumps(node, separators=(",", ":")) for node in nodes)
    return f'{{"vega-lite":"{SCHEMA_VERSION.lstrip("v")}","nodes":[\n{lines}\n]}}\n'


if __name__ == "__main__":
    sys.setrecursionlimit(5000)
    PATH.write_text(grammar(), "utf-8")
