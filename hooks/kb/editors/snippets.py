"""What can be completed while a page or a data file is typed, as snippets of VS Code.

A directive is completed with its arguments, those that name a record with the records to choose
from; a figure, a source and a term by its own name. They follow the data of the day, so the file
is made by commands and is in no history.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from typing import Any, get_args

from kb.facts.load import ids
from kb.facts.symbols import ESTIMATE_PARTS, figure_key
from kb.facts.view import Facts
from kb.memo import Memo
from kb.model.base import Reference
from kb.model.fields import kind_of
from kb.show.directive import Directive
from kb.show.registry import DIRECTIVES
from kb.text import SOURCE_LANG

SNIPPETS = ".vscode/kb.code-snippets"
_PAGES, _DATA = "markdown", "yaml"
_MOST = 60
"""Choices that a list beside the cursor still shows; more are completed by snippets of their own."""


def snippets(memo: Memo) -> str:
    """The text of the file."""
    facts = Facts(memo)
    found = {
        f"{snippet['prefix']} ({snippet['scope']})": snippet
        for kind in (_directives, _figures, _sources, _terms)
        for snippet in kind(facts)
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _snippet(scope: str, prefix: str, body: str, description: str) -> dict[str, str]:
    return {"scope": scope, "prefix": prefix, "body": body, "description": description}


def _directives(facts: Facts) -> Iterator[dict[str, str]]:
    for name, directive in DIRECTIVES.items():
        arguments = ", ".join(_arguments(directive, facts))
        body = f"{{{{ {name}({arguments}) }}}}"
        yield _snippet(_PAGES, name, body, directive.about.ko)


def _arguments(directive: Directive, facts: Facts) -> Iterator[str]:
    """The arguments that a call needs, each a place to be filled."""
    needed = (n for n, p in directive.parameters.items() if p.default is inspect.Parameter.empty)
    for number, name in enumerate(needed, start=1):
        choices = _choices(directive, name, facts)
        place = f"|{','.join(choices)}|" if choices else f":{name}"
        yield f'"${{{number}{place}}}"'


def _choices(directive: Directive, name: str, facts: Facts) -> list[str]:
    """What an argument may be, where that is not too long a list; empty where it is, or is free."""
    kind: Any = directive.types[name]
    known = directive.allowed(name, facts) or list(kind_of(kind).choices)
    for option in (kind, *get_args(kind)):
        if isinstance(option, type) and issubclass(option, Reference):
            known = list(ids(facts.memo, option.target))
    return known if len(known) <= _MOST else []


def _figures(facts: Facts) -> Iterator[dict[str, str]]:
    labels = {f"figures.{id}": figure.label for id, figure in facts.figures.items()}
    for id, estimate in facts.estimates.items():
        is_said = {"cagr": estimate.stated_cagr is not None}
        parts = (part for part in ESTIMATE_PARTS if is_said.get(part, True))
        labels |= {figure_key(id, part): estimate.publisher for part in parts}
    for key, label in labels.items():
        body = f'{{{{ figure("{key}") }}}}'
        yield _snippet(_PAGES, f"figure-{key}", body, label.get(SOURCE_LANG))


def _sources(facts: Facts) -> Iterator[dict[str, str]]:
    for id, source in facts.sources.items():
        told = f"{source.quality} · {source.title.get(SOURCE_LANG)}"
        yield _snippet(_PAGES, f"cite-{id}", f'{{{{ cite("{id}") }}}}', told)
        yield _snippet(_DATA, id, id, told)


def _terms(facts: Facts) -> Iterator[dict[str, str]]:
    """Terms as this site spells them, also where another spelling is typed."""
    for id, term in facts.glossary.items():
        meaning = term.definition.get(SOURCE_LANG)
        yield _snippet(_DATA, f"term-{id}", id, meaning)
        for spelling in (term.term.ko, *term.aliases.ko):
            yield _snippet(_PAGES, spelling, _typed(term.term.ko), meaning)
        for wrong in term.forbidden:
            yield _snippet(_PAGES, wrong.text, _typed(wrong.use), meaning)


def _typed(text: str) -> str:
    """A text in which no sign means a place to be filled."""
    return text.replace("\\", r"\\").replace("$", r"\$")
