"""Render: pages get their finished content; MkDocs gives them menu and frame."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from kb.addresses import PAGE_ADDRESS
from kb.charts.plugin import with_scripts, without_scripts
from kb.content.amounts import keep_amounts
from kb.content.compile import Content
from kb.site.link import article


@event_priority(80)
def _before_plugins(config: MkDocsConfig) -> MkDocsConfig:
    scripts: list[Any] = list(config.extra_javascript)
    config.extra_javascript = with_scripts(scripts)
    return config


@event_priority(-110)
def _after_plugins(config: MkDocsConfig) -> MkDocsConfig:
    config.extra_javascript = without_scripts(config.extra_javascript)
    # Pages come finished, so the host's own converter has nothing to do and need not be set up.
    config.markdown_extensions = []
    # Its settings are a script in each page; ours for charts brings them along.
    plugin: Any = config.plugins["charts"]
    asked = config.plugins.events["post_page"]
    asked[:] = [event for event in asked if event != plugin.on_post_page]
    return config


on_config = CombinedEvent(_before_plugins, _after_plugins)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    return ""


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    page.meta = dict(_article(page, config).meta)
    return ""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    finished = _article(page, config)
    page.toc = get_toc(finished.outline)  # type: ignore[arg-type]
    return keep_amounts(finished.html).replace(PAGE_ADDRESS, page.canonical_url or "")


def _article(page: Page, config: MkDocsConfig) -> Content:
    """The finished content of a page. Raises LookupError for one that cannot be read."""
    file: Any = page.file
    i18n: Any = config.plugins["i18n"]
    key = file.norm_src_uri.removesuffix(".md")
    if found := article(config.extra["kb"], key, i18n.current_language):
        return found
    raise LookupError(page.file.src_uri)
