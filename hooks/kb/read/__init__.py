"""Markdown pages, read without rendering them: front matter, sections, calls, links."""

from kb.read.page import (
    INTRO,
    META,
    Call,
    Heading,
    Leftover,
    Link,
    Page,
    PageError,
    Section,
)
from kb.read.parse import parse_page, scan_calls, scan_links, substitute

__all__ = [
    "INTRO",
    "META",
    "Call",
    "Heading",
    "Leftover",
    "Link",
    "Page",
    "PageError",
    "Section",
    "parse_page",
    "scan_calls",
    "scan_links",
    "substitute",
]
