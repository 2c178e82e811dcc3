"""JSON Schemas of the data for editors, made from the models so that they cannot drift apart.

Each field says in Korean what it is, with an example. Where it takes the id of a record, the ids
stand there to choose from, but for kinds that have hundreds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kb.facts.collections import BY_NAME, COLLECTIONS
from kb.facts.load import FOLDER, WHOLE, ids, unread
from kb.memo import Memo, question, tool
from kb.model.base import Reference
from kb.model.collection import Collection
from kb.model.fields import example_of

SCHEMAS = f"{FOLDER}/schema"
_TOO_MANY = frozenset({"sources", "glossary"})
"""Collections whose ids would be most of every schema, and change every day."""
_TARGET, _OR_WORD = "x-target", "x-or-word"
"""Mark, between two steps, what takes ids of a collection, and a group that one word may stand for."""


def schema_path(collection: str) -> str:
    """The file of a collection's schema, from the project's root."""
    return f"{SCHEMAS}/{collection}.json"


@question
def schema(memo: Memo, collection: str) -> str:
    """The text of the schema for the files of a collection."""
    made: dict[str, Any] = _finished(memo, _plain(memo, collection))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    of = BY_NAME[collection]
    told = {"title": of.title.ko, "description": of.about.ko}
    return json.dumps(head | made | told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@question
def are_ids_known(memo: Memo) -> bool:
    """Whether all files can be read, without which schemas would lack ids."""
    return not any(WHOLE in unread(memo, collection.name) for collection in COLLECTIONS)


class _Generator(GenerateJsonSchema):
    """Knows what pydantic does not tell of: ids, and groups that may be written as one word."""

    def function_after_schema(
        self, schema: core_schema.AfterValidatorFunctionSchema
    ) -> JsonSchemaValue:
        made = super().function_after_schema(schema)
        kind: Any = schema["function"]["function"]
        if isinstance(kind, type) and issubclass(kind, Reference):
            made[_TARGET] = kind.target
        return made

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        made = super().function_before_schema(schema)
        return made | {_OR_WORD: True} if made.get("type") == "object" else made

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        return value  # examples keep their order


@tool
def _plain(memo: Memo, name: str) -> dict[str, Any]:
    """What pydantic makes of a collection's model."""
    collection: Collection = BY_NAME[name]
    kind: Any = collection.model if collection.one_file_each else dict[str, collection.model]  # type: ignore[name-defined]
    return TypeAdapter(kind).json_schema(by_alias=True, schema_generator=_Generator)


def _finished(memo: Memo, value: Any) -> Any:
    """A schema, or a part of one, with labels, examples and ids for who types."""
    if isinstance(value, list):
        return [_finished(memo, item) for item in value]
    if not isinstance(value, dict):
        return value
    shown = {key: item for key, item in value.items() if not _is_hidden(item)}
    made = {key: _finished(memo, item) for key, item in shown.items()}
    return _as_group_or_word(_with_ids(memo, _with_words(made)))


def _is_hidden(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.get("hidden"))


def _with_words(made: dict[str, Any]) -> dict[str, Any]:
    """A field with its label and example as its description; a model's own words are for engineers."""
    made.pop("default", None)
    examples = made.pop("examples", None)
    if isinstance(examples, list):
        made["description"] = f"{made['title']}. 보기: {example_of(examples[0])}"
    elif made.get("type") == "object":
        made.pop("title", None)
        made.pop("description", None)
    return made


def _with_ids(memo: Memo, made: dict[str, Any]) -> dict[str, Any]:
    """What takes the ids of a collection with these ids, whether as a value or as keys."""
    target = made.pop(_TARGET, "")
    if target and target not in _TOO_MANY:
        made.pop("pattern", None)
        made["enum"] = sorted({*ids(memo, target), *unread(memo, target)})
    if keys := made.get("propertyNames", {}).get("enum"):
        # Named one by one, as editors complete names only.
        (held,) = made.pop("patternProperties").values()
        del made["propertyNames"]
        made |= {"properties": dict.fromkeys(keys, held), "additionalProperties": False}
    return made


def _as_group_or_word(made: dict[str, Any]) -> dict[str, Any]:
    """A group that may be written as one word, such as a text that is a proper name."""
    return {"anyOf": [made, {"type": "string"}]} if made.pop(_OR_WORD, False) else made


def schemas(memo: Memo) -> Mapping[str, str]:
    """The text of each schema by its path from the project's root."""
    return {schema_path(c.name): schema(memo, c.name) for c in COLLECTIONS}
