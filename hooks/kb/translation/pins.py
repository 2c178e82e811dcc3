"""Pins: what a translation says of the Korean that it translates."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from kb.read import META, Link, Page, PageError, Section, scan_links

_MAY_LINK = re.compile(r"\]\(|\]:|<")


def normalized(text: str) -> str:
    """The text without what a translator need not follow (rule v1).

    White space and wrapping count as one space, targets of links as nothing. Case, punctuation
    and calls stay as they are written, so a changed number in the data changes nothing here.
    """
    return _spaced(_without_targets(text))


def pin(text: str) -> str:
    """`v1-` and eight hexadecimal digits of the normalised text's SHA-256."""
    return _pin(normalized(text))


def section_text(section: Section) -> str:
    """What of a section is translated: its heading's words and its own text."""
    return f"{section.title}\n\n{section.text}"


def meta_text(page: Page) -> str:
    """What of a page's front matter is translated: its title and its description."""
    return f"{page.meta.get('title') or ''}\n\n{page.meta.get('description') or ''}"


def page_texts(page: Page) -> dict[str, str]:
    """The parts of a page that are translated, by section id, `_meta` first."""
    return {META: meta_text(page)} | {s.id: section_text(s) for s in page.sections}


def page_pins(page: Page) -> dict[str, str]:
    """The pin of each part of a page, by section id, in the order of the page."""
    sections = {s.id: _pin(_section_normalized(page, s)) for s in page.sections}
    return {META: pin(meta_text(page))} | sections


def _pin(normal: str) -> str:
    return "v1-" + hashlib.sha256(normal.encode()).hexdigest()[:8]


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _section_normalized(page: Page, section: Section) -> str:
    """As `normalized` of its text, with the links that parsing the page has found."""
    start = section.end - len(section.text)
    links = [link for link in page.links if start <= link.start < section.end]
    text = _cut(section.text, links, start)
    return _spaced(f"{_without_targets(section.title)}\n\n{text}")


def _without_targets(text: str) -> str:
    if not _MAY_LINK.search(text):
        return text
    try:
        return _cut(text, scan_links(text), 0)
    except PageError:
        return text


def _cut(text: str, links: Iterable[Link], offset: int) -> str:
    for link in sorted(links, key=lambda link: -link.start):
        at = link.start - offset
        text = text[:at] + text[at + len(link.target) :]
    return text
