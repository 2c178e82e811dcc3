"""What pages show of other pages, filled in when those are compiled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from kb.content.compile import Content, content, context_of
from kb.content.tokens import Late, filled, html_or_gap
from kb.memo import Memo, question
from kb.project import keys, page
from kb.show.evaluate import Evaluator
from kb.show.registry import DIRECTIVES
from kb.text import SOURCE_LANG, Lang

T = TypeVar("T")


def lang_of(memo: Memo, key: str, site_lang: Lang) -> Lang:
    """The language that a site shows a page in: its own, or Korean for want of a translation."""
    return site_lang if page(memo, key, site_lang) else SOURCE_LANG


def shown(memo: Memo, key: str, site_lang: Lang) -> Content | None:
    """The content that a site shows for a page, as it was compiled."""
    return content(memo, key, lang_of(memo, key, site_lang), site_lang)


@question
def cited_by(memo: Memo, site_lang: Lang) -> Mapping[str, tuple[str, ...]]:
    """The pages that cite each source, as a site shows them; pages that list sources do not."""
    return _pages_by(memo, site_lang, lambda compiled: compiled.citations)


@question
def shown_by(memo: Memo, site_lang: Lang) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The pages that show each record, as a site shows them; pages that list claims do not."""
    return _pages_by(memo, site_lang, lambda compiled: compiled.data)


def _pages_by(
    memo: Memo, site_lang: Lang, named: Callable[[Content], Iterable[T]]
) -> Mapping[T, tuple[str, ...]]:
    found: dict[T, list[str]] = defaultdict(list)
    for key in keys(memo):
        compiled = shown(memo, key, site_lang)
        if compiled and not compiled.late:
            for one in named(compiled):
                found[one].append(key)
    return {one: tuple(pages) for one, pages in found.items()}


@question
def late_parts(memo: Memo, key: str, site_lang: Lang) -> tuple[str, ...]:
    """The HTML of a page's late calls, in their order; a gap for one that cannot be carried out."""
    compiled = shown(memo, key, site_lang)
    if compiled is None or not compiled.late:
        return ()
    context = context_of(memo, key, lang_of(memo, key, site_lang), site_lang)
    context.cited_by = cited_by(memo, site_lang)
    context.shown_by = shown_by(memo, site_lang)

    def part(late: Late) -> str:
        evaluator = Evaluator(DIRECTIVES, context.speaking(late.lang))
        return str(html_or_gap(late.call, lambda: evaluator.evaluate(late.call).html()))

    return tuple(map(part, compiled.late))


def completed(memo: Memo, key: str, site_lang: Lang) -> Content | None:
    """The content that a site shows for a page, with its late calls filled in."""
    compiled = shown(memo, key, site_lang)
    if compiled is None or not compiled.late:
        return compiled
    return replace(compiled, html=filled(compiled.html, late_parts(memo, key, site_lang)))
