"""The writers' reference of directives, made from the directives themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from kb.model.base import Text
from kb.model.fields import FieldKind, kind_of
from kb.show.directive import Context, Directive, Fragment, directive


@dataclass(frozen=True)
class Argument:
    """One argument. choices: the allowed values, where types or data name them."""

    name: str
    kind: FieldKind
    required: bool
    choices: tuple[str, ...]
    text: Text | None


@dataclass(frozen=True)
class DirectiveEntry:
    """One directive. id: of its place on the page."""

    id: str
    directive: Directive
    arguments: tuple[Argument, ...]


@directive(
    about=Text(
        ko="모든 지시어를 코드에서 뽑아 보인다. 이 페이지의 목록이다.",
        en="Every directive, taken from the code: the list of this page.",
    ),
    examples=("directive_reference()",),
)
def directive_reference(context: Context) -> Fragment:
    """Every directive: how to call it, what it gives, its arguments, its examples as code."""
    ordered = sorted(context.directives.values(), key=lambda directive: directive.name)
    return context.block(
        "directive_reference", entries=[_entry(context, directive) for directive in ordered]
    )


def _entry(context: Context, directive: Directive) -> DirectiveEntry:
    arguments = tuple(_arguments(context, directive))
    return DirectiveEntry(directive.name.replace("_", "-"), directive, arguments)


def _arguments(context: Context, directive: Directive) -> Iterator[Argument]:
    for name, parameter in directive.parameters.items():
        kind = kind_of(directive.types[name])
        known = directive.allowed(name, context.project.facts)
        required = parameter.default is inspect.Parameter.empty
        text = directive.arguments.get(name)
        yield Argument(name, kind, required, tuple(known or kind.choices), text)
