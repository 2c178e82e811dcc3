"""The glossary."""

from __future__ import annotations

from kb.model.base import Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="용어를 읽는 이의 가나다·알파벳 차례로 모두 보인다.",
        en="All terms, in the reader's alphabetical order.",
    ),
    examples=("glossary()",),
)
def glossary(context: Context) -> Fragment:
    """All terms in the reader's alphabetical order, each with its definition and other names."""
    terms = context.project.facts.glossary.values()
    ordered = sorted(terms, key=lambda term: term.term.get(context.lang).casefold())
    return context.block("glossary", terms=ordered)
