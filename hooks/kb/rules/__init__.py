"""What must hold for the knowledge base. One file is one subject; `CHECKS` is the registry."""

from __future__ import annotations

from kb.findings.finding import Rule
from kb.rules import (
    addresses,
    calls,
    charts,
    corrections,
    currency,
    dates,
    editors,
    files,
    grades,
    growth,
    headings,
    headline,
    leftovers,
    levels,
    links,
    markup,
    maturity,
    navigation,
    parity,
    prose,
    references,
    relicensed,
    reviews,
    scaffolds,
    search_words,
    settings,
    spaces,
    status,
    terms,
    translation,
    unused,
    words,
)
from kb.rules.rule import Check

CHECKS: tuple[Check, ...] = (
    *files.CHECKS,
    *scaffolds.CHECKS,
    *editors.CHECKS,
    *settings.CHECKS,
    *references.CHECKS,
    *levels.CHECKS,
    *words.CHECKS,
    *dates.CHECKS,
    *growth.CHECKS,
    *headline.CHECKS,
    *grades.CHECKS,
    *maturity.CHECKS,
    *relicensed.CHECKS,
    *status.CHECKS,
    *corrections.CHECKS,
    *markup.CHECKS,
    *prose.CHECKS,
    *terms.CHECKS,
    *headings.CHECKS,
    *spaces.CHECKS,
    *leftovers.CHECKS,
    *calls.CHECKS,
    *charts.CHECKS,
    *links.CHECKS,
    *search_words.CHECKS,
    *navigation.CHECKS,
    *addresses.CHECKS,
    *translation.CHECKS,
    *parity.CHECKS,
    *reviews.CHECKS,
    *currency.CHECKS,
    *unused.CHECKS,
)

RULES: tuple[Rule, ...] = tuple(
    sorted({rule for check in CHECKS for rule in check.rules}, key=lambda rule: rule.id)
)
"""All rules that something checks, by id."""
