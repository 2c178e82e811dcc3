"""Every record with the pages that show it, for who is about to change one."""

from __future__ import annotations

from kb.facts.collections import BY_NAME, COLLECTIONS
from kb.model.base import Text
from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import Titles

PAGE = "contributing/reference/uses"
"""Key of the page that lists them, where there is one."""
_ELSEWHERE = {
    "sources", "glossary", "corrections", "words", "search_words", "currency", "published",
    "table_notes",
}  # fmt: skip
"""Collections whose uses are told on pages of their own, and those that no page is about."""
USED = tuple(c.name for c in COLLECTIONS if c.name not in _ELSEWHERE)
"""Collections that are listed."""


@directive(
    about=Text(
        ko="자료의 기록마다 그것을 보여 주는 페이지를 모두 적는다.",
        en="Every record of the data with the pages that show it.",
    ),
    examples=("record_uses()",),
    late=True,
)
def record_uses(context: Context) -> Fragment:
    """Every record with its id, what readers call it, and the pages that show it."""
    facts = context.project.facts
    groups = [(name, BY_NAME[name].title, list(facts.collection(name))) for name in USED]
    return context.block(
        "record_uses", groups=groups, showing=context.shown_by, titles=Titles(context)
    )
