"""Render: calls in pages become facts, before and after Markdown."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    i18n: Any = config.plugins["i18n"]
    started = config.extra["kb"].start_page(page.file.src_uri, i18n.current_language)
    page.meta |= started.meta
    return str(started.markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    i18n: Any = config.plugins["i18n"]
    return str(config.extra["kb"].finish_page(page.file.src_uri, i18n.current_language, html))
