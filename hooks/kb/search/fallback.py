"""The index of the theme's own search, which answers where ours cannot start."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from kb.search.extract import PageRecords

# What the theme's worker asks for; its English pipeline leaves Korean words as they are.
CONFIG = {
    "lang": ["en"],
    "separator": r"[\s\-·,.:;()]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


def build_fallback(pages: Iterable[PageRecords]) -> bytes:
    """`search/search_index.json` for pages of all languages, in order of their addresses."""
    ordered = sorted(pages, key=lambda page: page.page.address)
    docs = [
        # The theme shows both as HTML.
        {
            "location": record.address,
            "title": escape(record.title, quote=False),
            "text": escape(record.text, quote=False),
        }
        for page in ordered
        for record in page
    ]
    index = {"config": CONFIG, "docs": docs}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
