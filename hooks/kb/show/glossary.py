"""The glossary."""

from __future__ import annotations

from kb.show.directive import Context, Fragment, directive


@directive(examples=("glossary()",))
def glossary(context: Context) -> Fragment:
    """All terms in the reader's alphabetical order, each with its definition and other names."""
    terms = context.project.facts.glossary.values()
    ordered = sorted(terms, key=lambda term: term.term.get(context.lang).casefold())
    return context.block("glossary", terms=ordered)
