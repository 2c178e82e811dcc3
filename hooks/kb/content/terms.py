"""Marks the terms of the glossary in running text, for their definitions to be shown.

Markdown's `abbr` misses a Korean term with its particle, so the matching is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree, html
from markupsafe import escape

from kb.korean.particles import PARTICLES
from kb.model.notes import Term

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = _HEADINGS | {
    "a",
    "button",
    "code",
    "pre",
    "script",
    "style",
    "svg",
    "summary",
    "vegachart",
}


class Terms:
    """The glossary of one language, ready to be found in text."""

    def __init__(self, terms: Iterable[Term], lang: str) -> None:
        self._lang = lang
        self._by_name: dict[str, Term] = {}
        for term in terms:
            for name in _names(term, lang):
                self._by_name.setdefault(name.casefold(), term)
        self._pattern = _pattern(self._by_name, lang)

    def mark(self, source: str, glossary_url: str) -> str:
        """HTML with the first use of each term in each section linked to the glossary.

        glossary_url: address of the glossary's page, relative to this one.
        """
        if not self._by_name:
            return source
        root = html.fragment_fromstring(source, create_parent="div")
        seen: set[str] = set()
        for event, element in list(etree.iterwalk(root, ("start", "end", "comment", "pi"))):
            if event == "start":
                if element.tag in _HEADINGS:
                    seen = set()
                if not _is_silent(element):
                    self._mark_text(element, seen, glossary_url)
            elif element is not root and not _is_silent(element.getparent()):
                self._mark_tail(element, seen, glossary_url)
        return _inner(root)

    def _mark_text(self, element: html.HtmlElement, seen: set[str], url: str) -> None:
        parts = self._split(element.text or "", seen, url)
        if parts:
            element.text, links = parts
            for index, link in enumerate(links):
                element.insert(index, link)

    def _mark_tail(self, element: html.HtmlElement, seen: set[str], url: str) -> None:
        parts = self._split(element.tail or "", seen, url)
        if parts:
            parent = element.getparent()
            place = parent.index(element) + 1
            element.tail, links = parts
            for index, link in enumerate(links):
                parent.insert(place + index, link)

    def _split(
        self, text: str, seen: set[str], url: str
    ) -> tuple[str, list[html.HtmlElement]] | None:
        """Text before the first new term, and a link for each, its tail the text up to the next."""
        links: list[html.HtmlElement] = []
        head, end = text, 0
        for match in self._pattern.finditer(text):
            term = self._by_name.get(match[0].casefold())  # `ı` matches an i, but is none
            if term is None or term.id in seen:
                continue
            seen.add(term.id)
            before = text[end : match.start()]
            if links:
                links[-1].tail = before
            else:
                head = before
            links.append(self._link(term, match[0], url))
            end = match.end()
        if not links:
            return None
        links[-1].tail = text[end:]
        return head, links

    def _link(self, term: Term, name: str, url: str) -> html.HtmlElement:
        link = html.Element("a", {"class": "kb-term", "href": f"{url}#{term.id}"})
        link.set("data-kb-tip", term.definition.get(self._lang))
        link.text = name
        return link


def _names(term: Term, lang: str) -> Iterator[str]:
    yield term.term.get(lang)
    yield from term.aliases.en if lang == "en" else term.aliases.ko


def _pattern(names: Mapping[str, Term], lang: str) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(re.escape(name) for name in longest_first)
    if lang == "en":
        return re.compile(rf"(?<![\w-])(?:{words})(?=s?(?![\w-]))", re.IGNORECASE)
    particles = "|".join(sorted(PARTICLES, key=len, reverse=True))
    return re.compile(rf"(?<![가-힣\w])(?:{words})(?=(?:{particles})?(?![가-힣\w]))", re.IGNORECASE)


def _is_silent(element: html.HtmlElement | None) -> bool:
    while element is not None:
        if element.tag in _SILENT:
            return True
        element = element.getparent()
    return False


def _inner(root: html.HtmlElement) -> str:
    children = (etree.tostring(child, encoding="unicode", method="html") for child in root)
    return str(escape(root.text or "")) + "".join(children)
