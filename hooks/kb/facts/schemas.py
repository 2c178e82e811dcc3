"""JSON Schemas of the data for editors, made from the models so that they cannot drift apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from kb.facts.collections import COLLECTIONS, Collection


def schemas() -> Iterator[tuple[str, str]]:
    """Name and text of each schema, `vendors.json` for `data/vendors/*.yml`."""
    for collection in COLLECTIONS:
        text = json.dumps(_schema(collection), ensure_ascii=False, indent=2, sort_keys=True)
        yield f"{collection.name}.json", text + "\n"


def stale_schemas(root: Path) -> list[str]:
    """Names of schemas whose file is missing or not what the models say."""
    return [name for name, text in schemas() if _read(_folder(root) / name) != text]


def write_schemas(root: Path) -> None:
    """Write every schema to `data/schema/`."""
    _folder(root).mkdir(exist_ok=True)
    for name, text in schemas():
        (_folder(root) / name).write_text(text, "utf-8", newline="\n")


def _schema(collection: Collection) -> dict[str, Any]:
    kind: Any = collection.model if collection.one_file_each else dict[str, collection.model]  # type: ignore[name-defined]
    schema = TypeAdapter(kind).json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def _folder(root: Path) -> Path:
    return root / "data" / "schema"


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
