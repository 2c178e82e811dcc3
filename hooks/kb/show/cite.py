"""A numbered reference to a source, behind a statement."""

from __future__ import annotations

from kb.model.base import SourceRef, Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="문장 뒤에 출처 번호를 단다. 마침표 앞에 쓴다.",
        en="Puts the number of a source behind a statement, before the full stop.",
    ),
    arguments={
        "source": Text(ko="어느 출처인지", en="Which source"),
    },
    examples=('cite("brief-2024")',),
    inline=True,
)
def cite(context: Context, source: SourceRef) -> Fragment:
    """An inline link to the source's entry at the end of the page."""
    context.cite(source)
    return Fragment(lambda: context.templates.macro("cite", context, source), "", block=False)
