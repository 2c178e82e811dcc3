"""Pins: what a translation says of the Korean that it translates."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kb.pages import META, Page, PageError, Section, scan_links

_MAY_LINK = re.compile(r"\]\(|\]:|<")


def normalized(text: str) -> str:
    """The text without what a translator need not follow (rule v1).

    White space and wrapping count as one space, targets of links as nothing. Case, punctuation
    and calls stay as they are written, so a changed number in the data changes nothing here.
    """
    return " ".join(unicodedata.normalize("NFC", _without_targets(text)).split())


def pin(text: str) -> str:
    """`v1-` and eight hexadecimal digits of the normalised text's SHA-256."""
    return "v1-" + hashlib.sha256(normalized(text).encode()).hexdigest()[:8]


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
    """The pin of each part of a Korean page, by section id, in the order of the page."""
    return {name: pin(text) for name, text in page_texts(page).items()}


def _without_targets(text: str) -> str:
    if not _MAY_LINK.search(text):
        return text
    try:
        links = sorted(scan_links(text), key=lambda link: -link.start)
    except PageError:
        return text
    for link in links:
        text = text[: link.start] + text[link.start + len(link.target) :]
    return text
