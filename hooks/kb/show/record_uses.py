"""Every record with the pages that show it, for who is about to change one."""

from __future__ import annotations

from kb.facts.collections import COLLECTIONS
from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import Titles

PAGE = "contributing/reference/uses"
"""Key of the page that lists them, where there is one."""
_ELSEWHERE = {
    "sources", "glossary", "corrections", "words", "search_words", "currency", "published",
    "directive_notes", "collection_notes", "table_notes",
}  # fmt: skip
"""Collections whose uses are told on pages of their own, and those that no page is about."""
USED = tuple(c.name for c in COLLECTIONS if c.name not in _ELSEWHERE)
"""Collections that are listed."""


@directive(examples=("record_uses()",), late=True)
def record_uses(context: Context) -> Fragment:
    """Every record with its id, what readers call it, and the pages that show it."""
    facts = context.project.facts
    groups = [
        (name, facts.collection_notes.get(name.replace("_", "-")), list(facts.collection(name)))
        for name in USED
    ]
    return context.block(
        "record_uses", groups=groups, showing=context.shown_by, titles=Titles(context)
    )
