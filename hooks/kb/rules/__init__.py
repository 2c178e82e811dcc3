"""What must hold for the knowledge base. One file is one subject; a line below puts it in force."""

from __future__ import annotations

from pkgutil import resolve_name

from kb.findings.finding import Rule
from kb.rules.rule import Check

_SUBJECTS = (
    "files",
    "attachments",
    "comments",
    "scaffolds",
    "editors",
    "settings",
    "references",
    "licences",
    "levels",
    "words",
    "dates",
    "growth",
    "headline",
    "grades",
    "maturity",
    "relicensed",
    "status",
    "corrections",
    "markup",
    "prose",
    "terms",
    "headings",
    "spaces",
    "leftovers",
    "calls",
    "code",
    "charts",
    "links",
    "search_words",
    "navigation",
    "addresses",
    "translation",
    "korean",
    "parity",
    "reviews",
    "currency",
    "unused",
)
"""Modules of this package, each with its `CHECKS`."""

CHECKS: tuple[Check, ...] = tuple(
    check for name in _SUBJECTS for check in resolve_name(f"kb.rules.{name}:CHECKS")
)
RULES: tuple[Rule, ...] = tuple(
    sorted({rule for check in CHECKS for rule in check.rules}, key=lambda rule: rule.id)
)
"""All rules that something checks, by id."""
