"""One language's pages, written by MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb.memo import Memo
from kb.text import Lang


def write_language(memo: Memo, root: Path, lang: Lang, site: Path) -> None:
    """Write the pages of one language and what they need beside them.

    root: the project's folder. site: a folder of its own, emptied first.
    Raises `mkdocs.exceptions.Abort` where MkDocs has a warning.
    """
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), strict=True)
    config.extra |= {"kb": memo, "kb_only": lang}
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def settings(root: Path) -> tuple[tuple[Lang, ...], str]:
    """What `mkdocs.yml` says of a build: its languages, and the address of its home page."""
    config = load_config(str(root / "mkdocs.yml"))
    i18n: Any = config.plugins["i18n"]
    return tuple(i18n.build_languages), config.site_url or ""
