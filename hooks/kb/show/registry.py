"""What pages may call. One file is one subject; a line below makes its directives known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from kb.show.directive import Directive

_SUBJECTS = (
    "headline",
    "figure",
    "cite",
    "cagr",
    "estimates_table",
    "market_range",
    "chart",
    "surveys",
    "regulation",
    "duties",
    "maturity_table",
    "maturity_moves",
    "maturity_card",
    "level",
    "technology",
    "vendor",
    "vendor_card",
    "vendor_list",
    "vendor_matrix",
    "vendor_compare",
    "vendor_events",
    "providers",
    "decide",
    "deals",
    "trend",
    "outlook_item",
    "corrections",
    "updates",
    "coming_dates",
    "roadmap",
    "glossary",
    "sources",
    "claims",
    "a_z",
    "data_files",
    "site_digest",
    "notices",
    "lists",
    "directive_reference",
    "data_reference",
    "record_uses",
    "rule_reference",
    "translation_status",
    "review_queue",
    "weakest",
)
"""Modules of this package, each with its directives."""


def _directives() -> Iterator[Directive]:
    for subject in _SUBJECTS:
        module = import_module(f"kb.show.{subject}")
        own = (value for value in vars(module).values() if isinstance(value, Directive))
        yield from (value for value in own if value.function.__module__ == module.__name__)


DIRECTIVES: Mapping[str, Directive] = {directive.name: directive for directive in _directives()}
"""Every directive by the name that pages call it by."""
