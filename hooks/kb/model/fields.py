"""What the writers' reference says of types: fields of records and arguments of directives."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic.fields import FieldInfo

from kb.model.base import Identifier, PartialDate, Record, Reference, Text
from kb.model.market import Year
from kb.model.quantities import Printed, Usd
from kb.model.sources import HttpUrl
from kb.model.vendors import CountryCode

_ANNOTATED: tuple[tuple[Any, str], ...] = (
    (PartialDate, "date"),
    (Identifier, "identifier"),
    (HttpUrl, "address"),
    (CountryCode, "country"),
    (Year, "integer"),
)
_PLAIN: tuple[tuple[type, str], ...] = (
    (Usd, "amount"),
    (Printed, "number"),
    (Text, "text"),
    (Record, "group"),
    (bool, "boolean"),
    (int, "integer"),
    (str, "string"),
)


@dataclass(frozen=True)
class FieldKind:
    """What may be written in a place.

    name: `text`, `date`, `choice` …; `data/words.yml` explains it under `kind-of-<name>`.
    many: whether it is one, a list or a map. choices: the allowed values, where they are fixed.
    target: the collection whose ids it takes. model: the record that is written there.
    """

    name: str
    many: Literal["one", "list", "map"] = "one"
    choices: tuple[str, ...] = ()
    target: str = ""
    model: type[Record] | None = None


@dataclass(frozen=True)
class FieldNote:
    """One field. path: `events[].date` in each item of a list, `capabilities.*.value` of a map."""

    path: str
    label: str
    kind: FieldKind
    required: bool
    example: str


def kind_of(hint: Any) -> FieldKind:
    """The kind behind a type hint. Raises LookupError for a type that has none."""
    options = [option for option in _options(hint) if option is not type(None)]
    if len(options) == 1:
        hint = options[0]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return FieldKind("choice", choices=arguments)
    if origin is tuple:
        return replace(kind_of(arguments[0]), many="list")
    if origin is dict:
        return replace(kind_of(arguments[1]), many="map")
    if origin is Annotated:
        known = (name for annotated, name in _ANNOTATED if annotated == hint)
        return next((FieldKind(name) for name in known), kind_of(arguments[0]))
    if issubclass(hint, Reference):
        return FieldKind("reference", target=hint.target)
    name = next((name for base, name in _PLAIN if issubclass(hint, base)), None)
    if name is None:
        raise LookupError(f"no kind for {hint!r}")
    return FieldKind(name, model=hint if name == "group" else None)


def fields_of(model: type[Record]) -> list[FieldNote]:
    """The fields of a model's records, those inside other records behind them."""
    return list(_fields(model, ""))


def example_of(value: Any) -> str:
    """A value as it is written in YAML, in one line."""
    text: str = yaml.dump(
        value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    )
    return text.removesuffix("\n").removesuffix("\n...")


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _fields(model: type[Record], prefix: str) -> Iterator[FieldNote]:
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        if _is_hidden(info):
            continue
        kind = kind_of(hints[name])
        path = prefix + (info.alias or name) + {"one": "", "list": "[]", "map": ".*"}[kind.many]
        example = example_of(info.examples[0]) if info.examples else ""
        yield FieldNote(path, info.title or "", kind, info.is_required(), example)
        if kind.model:
            yield from _fields(kind.model, f"{path}.")


def _is_hidden(info: FieldInfo) -> bool:
    return isinstance(info.json_schema_extra, dict) and bool(info.json_schema_extra.get("hidden"))
