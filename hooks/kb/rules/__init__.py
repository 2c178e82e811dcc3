"""What must hold for the knowledge base. One file is one subject; this tuple is the registry."""

from __future__ import annotations

from kb.rules.calls import calls, calls_above
from kb.rules.charts import charts
from kb.rules.corrections import correction_sources, correction_targets
from kb.rules.dates import dates
from kb.rules.grades import grades
from kb.rules.growth import growth
from kb.rules.headings import front_matter, heading_ids
from kb.rules.headline import one_headline
from kb.rules.levels import levels
from kb.rules.markup import markup
from kb.rules.maturity import evidence, gaps, moves
from kb.rules.navigation import menu_entries, menu_labels
from kb.rules.references import references
from kb.rules.reviews import reviews
from kb.rules.rule import Rule
from kb.rules.search_words import search_words
from kb.rules.status import status
from kb.rules.terms import terms
from kb.rules.translation import data_freshness, freshness, originals
from kb.rules.unused import unused_data, unused_sources
from kb.rules.words import words

LOOK_UPS: tuple[Rule, ...] = (references, levels, words)
"""What must hold before anything can be looked up."""

RULES: tuple[Rule, ...] = (
    *LOOK_UPS,
    dates,
    growth,
    one_headline,
    grades,
    moves,
    gaps,
    evidence,
    status,
    correction_targets,
    correction_sources,
    markup,
    terms,
    front_matter,
    heading_ids,
    calls,
    calls_above,
    charts,
    search_words,
    menu_labels,
    menu_entries,
    originals,
    freshness,
    data_freshness,
    reviews,
    unused_data,
    unused_sources,
)

OF_THE_WHOLE: frozenset[Rule] = frozenset(
    {
        calls,
        calls_above,
        correction_targets,
        gaps,
        search_words,
        menu_entries,
        originals,
        freshness,
        unused_data,
        unused_sources,
    }
)
"""Rules that would blame the rest for what could not be read."""
