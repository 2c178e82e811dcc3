"""Every page, term and other name by its initial, for readers without the search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.model.base import Aliases, Text
from kb.project import is_part
from kb.show.directive import Context, Fragment, directive
from kb.show.evaluate import title_of
from kb.show.initials import IndexLine, grouped


@directive(
    about=Text(
        ko="모든 페이지와 용어, 벤더와 기술의 이름을 첫 글자로 묶는다.",
        en="Every page, term, vendor and technology, grouped by first letter.",
    ),
    examples=("a_z()",),
)
def a_z(context: Context) -> Fragment:
    """Titles, terms, vendors and technologies, and their other names in the page's language."""
    return Fragment(
        lambda: context.render("a_z", groups=grouped(_entries(context), context.lang)), ""
    )


def _entries(context: Context) -> Iterator[IndexLine]:
    facts = context.project.facts
    for key in context.project.keys:
        if not is_part(context.memo, key):
            yield IndexLine(title_of(key, context), context.url(key))
    for term in facts.glossary.values():
        address = context.url("glossary", term.id)
        yield from _named(context, context.tr(term.term), term.aliases, address)
    for technology in facts.technologies.values():
        page = context.page_for("technologies", technology.id)
        if page:
            yield from _named(context, context.tr(technology.name), technology.aliases, page)
    for vendor in facts.vendors.values():
        page = context.page_for("vendors", vendor.id)
        if page:
            former = [name.name for name in vendor.product.former]
            yield from _named(context, vendor.product.name, vendor.aliases, page, former)


def _named(
    context: Context, name: str, others: Aliases, address: str, former: Iterable[str] = ()
) -> Iterator[IndexLine]:
    """A name and the others that readers of the page's language may look for."""
    yield IndexLine(name, address)
    for other in (*former, *(others.en if context.lang == "en" else others.ko)):
        yield IndexLine(other, address, name)
