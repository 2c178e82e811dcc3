"""Publish: what a site needs beside its pages, once per build, after all languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page


@event_priority(-200)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    i18n: Any = config.plugins["i18n"]
    address = page.url.removeprefix("./")
    config.extra["kb"].index_page(page.file.src_uri, i18n.current_language, address, output)
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return
    for path, content in config.extra["kb"].files().items():
        target = Path(config.site_dir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
