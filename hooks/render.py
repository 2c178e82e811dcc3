"""Render: calls in pages become facts, before and after Markdown."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kb.charts.plugin import with_scripts, without_scripts
from kb.content.tables import anchors


@event_priority(80)
def _before_plugins(config: MkDocsConfig) -> MkDocsConfig:
    scripts: list[Any] = list(config.extra_javascript)
    config.extra_javascript = with_scripts(scripts)
    return config


@event_priority(-110)
def _after_plugins(config: MkDocsConfig) -> MkDocsConfig:
    config.extra_javascript = without_scripts(config.extra_javascript)
    return config


on_config = CombinedEvent(_before_plugins, _after_plugins)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    i18n: Any = config.plugins["i18n"]
    started = config.extra["kb"].start_page(page.file.src_uri, i18n.current_language)
    page.meta |= started.meta
    return str(started.markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    i18n: Any = config.plugins["i18n"]
    content: str = config.extra["kb"].finish_page(page.file.src_uri, i18n.current_language, html)
    # MkDocs checks links to anchors against what Markdown made, which had tokens for our blocks.
    page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors(content)
    return content
