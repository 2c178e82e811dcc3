"""One language's pages, written by MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from kb.memo import Memo
from kb.text import Lang


def loaded(root: Path) -> MkDocsConfig:
    """What `mkdocs.yml` in a project's folder says, for one build of one language."""
    return load_config(str(root / "mkdocs.yml"), strict=True)


def settings(config: MkDocsConfig) -> tuple[tuple[Lang, ...], str]:
    """What a configuration says of a whole build: languages, and the address of the home page."""
    i18n: Any = config.plugins["i18n"]
    return tuple(i18n.build_languages), config.site_url or ""


def write_language(memo: Memo, config: MkDocsConfig, lang: Lang, site: Path) -> None:
    """Write the pages of one language and what they need beside them.

    config: used up by it. site: a folder of its own, emptied first.
    Raises `mkdocs.exceptions.Abort` where MkDocs has a warning.
    """
    config.site_dir = str(site)
    config.extra |= {"kb": memo, "kb_only": lang}
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
