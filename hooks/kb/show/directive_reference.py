"""The writers' reference of directives, made from the directives themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.model.base import Text
from kb.model.fields import Kind, kind_of
from kb.show.directive import Context, Directive, Fragment, directive


@dataclass(frozen=True)
class Argument:
    """One argument. choices: the allowed values, where types or data name them."""

    name: str
    kind: Kind
    required: bool
    choices: tuple[str, ...]
    text: Text | None


@dataclass(frozen=True)
class DirectiveEntry:
    """One directive. id: of its note and its place on the page."""

    id: str
    directive: Directive
    text: Text | None
    arguments: tuple[Argument, ...]


@directive(examples=("directive_reference()",))
def directive_reference(context: Context) -> Fragment:
    """Every directive: how to call it, what it gives, its arguments, its examples as code."""
    ordered = sorted(context.directives.values(), key=lambda directive: directive.name)
    return context.block(
        "directive_reference", entries=[_entry(context, directive) for directive in ordered]
    )


def _entry(context: Context, directive: Directive) -> DirectiveEntry:
    name = directive.name.replace("_", "-")
    note = context.project.facts.directive_notes.get(name)
    texts = note.arguments if note else {}
    arguments = tuple(_arguments(context, directive, texts))
    return DirectiveEntry(name, directive, note.text if note else None, arguments)


def _arguments(
    context: Context, directive: Directive, texts: Mapping[str, Text]
) -> Iterator[Argument]:
    for name, parameter in directive.parameters.items():
        kind = kind_of(directive.types[name])
        known = directive.allowed(name, context.project.facts)
        required = parameter.default is inspect.Parameter.empty
        yield Argument(name, kind, required, tuple(known or kind.choices), texts.get(name))
