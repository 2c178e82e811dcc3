"""Preview: while the project cannot be built, every page shows what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]
) -> LiveReloadServer:
    templates = Path(config.config_file_path).parent / "overrides" / "kb"
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True)
    show = environment.get_template("preview.html").render
    server.builder = partial(_build_or_show, server.builder, Path(config.site_dir), show)
    return server


def _build_or_show(build: Callable[[], None], site: Path, show: Callable[..., str]) -> None:
    try:
        build()
    except Abort as stopped:
        print(stopped.message, file=sys.stderr)
        html = show(findings=stopped.message.splitlines())
        for page in site.rglob("*.html"):
            page.write_text(html, "utf-8")
