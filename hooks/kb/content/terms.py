"""Marks the terms of the glossary in running text, for their definitions to be shown.

Markdown's `abbr` misses a Korean term with its particle, so the matching is ours.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree
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


DEFINITIONS = "assets/terms"
"""What the script shows beside a term, below the site's root: `<DEFINITIONS>.<lang>.json`."""


def definitions(terms: Iterable[Term], lang: str) -> bytes:
    """The definitions of all terms by their ids, as the script reads them."""
    found = {term.id: term.definition.get(lang) for term in terms}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


class Terms:
    """The glossary of one language, ready to be found in the text of any number of pages."""

    def __init__(self, terms: Iterable[Term], lang: str) -> None:
        self._by_name: dict[str, str] = {}
        for term in terms:
            for name in _names(term, lang):
                self._by_name.setdefault(_lower(name), term.id)
        self._pattern = _pattern(self._by_name, lang)

    def mark(self, source: str, glossary_url: str) -> str:
        """HTML with the first use of each term in each section linked to the glossary.

        glossary_url: address of the glossary's page, relative to this one.
        """
        if not self._by_name:
            return source
        root = etree.fromstring(f"<html><body>{source}</body></html>", etree.HTMLParser())[0]
        seen: set[str] = set()
        silent = 0  # open elements from the outermost silent one on
        for event, element in list(etree.iterwalk(root, ("start", "end", "comment", "pi"))):
            if event == "start":
                if element.tag in _HEADINGS:
                    seen = set()
                if silent or element.tag in _SILENT:
                    silent += 1
                else:
                    self._mark_text(element, seen, glossary_url)
                continue
            if event == "end" and silent:
                silent -= 1
            if not silent and element is not root:
                self._mark_tail(element, seen, glossary_url)
        return _inner(root)

    def found(self, text: str) -> tuple[str, ...]:
        """The ids of the terms in a text, in the order of their first use."""
        matches = self._pattern.finditer(_lower(text)) if self._by_name else ()
        return tuple(dict.fromkeys(self._by_name[match[0]] for match in matches))

    def _mark_text(self, element: etree._Element, seen: set[str], url: str) -> None:
        parts = self._split(element.text or "", seen, url)
        if parts:
            element.text, links = parts
            for index, link in enumerate(links):
                element.insert(index, link)

    def _mark_tail(self, element: etree._Element, seen: set[str], url: str) -> None:
        parts = self._split(element.tail or "", seen, url)
        if parts:
            parent = element.getparent()
            place = parent.index(element) + 1
            element.tail, links = parts
            for index, link in enumerate(links):
                parent.insert(place + index, link)

    def _split(
        self, text: str, seen: set[str], url: str
    ) -> tuple[str, list[etree._Element]] | None:
        """Text before the first new term, and a link for each, its tail the text up to the next."""
        if not text or text.isspace():
            return None
        links: list[etree._Element] = []
        head, end = text, 0
        for match in self._pattern.finditer(_lower(text)):
            term = self._by_name[match[0]]
            if term in seen:
                continue
            seen.add(term)
            before = text[end : match.start()]
            if links:
                links[-1].tail = before
            else:
                head = before
            end = match.end()
            links.append(_link(term, text[match.start() : end], url))
        if not links:
            return None
        links[-1].tail = text[end:]
        return head, links


def _names(term: Term, lang: str) -> Iterator[str]:
    yield term.term.get(lang)
    yield from term.aliases.en if lang == "en" else term.aliases.ko


def _lower(text: str) -> str:
    """The text in small letters, each where it was: `İ`, whose small letter is two, stays."""
    low = text.lower()
    return low if len(low) == len(text) else "İ".join(part.lower() for part in text.split("İ"))


def _pattern(names: Iterable[str], lang: str) -> re.Pattern[str]:
    words = _any_of(names)
    if lang == "en":
        return re.compile(rf"(?<![\w-]){words}(?=s?(?![\w-]))")
    particle = _any_of({*PARTICLES, ""})
    return re.compile(rf"(?<![가-힣\w]){words}(?={particle}(?![가-힣\w]))")


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest that fits first.

    Words that begin alike share that beginning, so that no letter of a text is tried against
    every word of the glossary.
    """
    tails: dict[str, list[str]] = defaultdict(list)
    for word in words:
        tails[word[:1]].append(word[1:])
    may_end = tails.pop("", None) is not None
    branches = [re.escape(first) + _any_of(rest) for first, rest in sorted(tails.items())]
    if len(branches) == 1 and not may_end:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if may_end else ''}" if branches else ""


def _link(term: str, name: str, url: str) -> etree._Element:
    link = etree.Element("a", {"class": "kb-term", "href": f"{url}#{term}"})
    link.text = name
    return link


def _inner(root: etree._Element) -> str:
    children = (etree.tostring(child, encoding="unicode", method="html") for child in root)
    return str(escape(root.text or "")) + "".join(children)
