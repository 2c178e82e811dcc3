"""Which schema belongs to which files, in the words of each editor; made from the collections."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from kb.editors.schemas import schema_path
from kb.facts.collections import COLLECTIONS
from kb.facts.load import FOLDER
from kb.read.yamlfile import PYTHON_NAME

_PATTERNS = {c.name: f"{FOLDER}/{c.path}" for c in COLLECTIONS}
"""The files of each collection."""
_BY_SCHEMA = {f"./{schema_path(name)}": path for name, path in _PATTERNS.items()}
_FENCE = f"{PYTHON_NAME}kb.charts.fence."
_TAGS = ["!ENV scalar", "!ENV sequence", f"{_FENCE}drawn", f"{_FENCE}takes_options"]
"""What `mkdocs.yml` has beyond plain YAML."""


def settings_files() -> Mapping[str, str]:
    """The settings of VS Code, Zed and JetBrains by their paths from the project's root."""
    yaml = {"schemas": _BY_SCHEMA, "customTags": _TAGS}
    pages = {"editor.quickSuggestions": {"other": "on"}, "editor.wordWrap": "on"}
    code = {f"yaml.{name}": value for name, value in yaml.items()}
    return {
        ".vscode/settings.json": _json(code | {"[markdown]": pages}),
        ".zed/settings.json": _json(
            {"lsp": {"yaml-language-server": {"settings": {"yaml": yaml}}}}
        ),
        ".idea/jsonSchemas.xml": _jetbrains(),
    }


def _json(settings: Mapping[str, Any]) -> str:
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _jetbrains() -> str:
    project = ElementTree.Element("project", version="4")
    component = ElementTree.SubElement(
        project, "component", name="JsonSchemaMappingsProjectConfiguration"
    )
    entries = ElementTree.SubElement(ElementTree.SubElement(component, "state"), "map")
    for name, path in _PATTERNS.items():
        value = ElementTree.SubElement(ElementTree.SubElement(entries, "entry", key=name), "value")
        info = ElementTree.SubElement(value, "SchemaInfo")
        _option(info, "name", name)
        _option(info, "relativePathToSchema", schema_path(name))
        patterns = ElementTree.SubElement(info, "option", name="patterns")
        item = ElementTree.SubElement(ElementTree.SubElement(patterns, "list"), "Item")
        _option(item, "path", path)
        _option(item, "mappingKind", "Pattern")
    ElementTree.indent(project)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(project, encoding="unicode") + "\n"


def _option(parent: ElementTree.Element, name: str, value: str) -> None:
    ElementTree.SubElement(parent, "option", name=name, value=value)
