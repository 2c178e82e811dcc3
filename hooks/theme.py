"""Gives the theme's templates their words and helpers, in the language of the pass."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from kb.addresses import absolute_url
from kb.folder import is_ours
from kb.project import DOCS, apart, docs_files, edit_address
from kb.show.templates import bytecode_cache, templates
from kb.site.cards import card_path
from kb.site.feeds import feeds_of
from kb.site.link import page_levels
from kb.site.styles import prune_css, squeeze_css, squeeze_js, unused

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_SQUEEZE = {".css": squeeze_css, ".js": squeeze_js}
_ASKED = (
    "charts-vega-lite-vega-embed.js",
    "claims.css",
    "claims.js",
    "coming.js",
    "compare.js",
    "corrections.css",
    "decide.js",
    "due.js",
    "first-paint.js",
    "guess.js",
    "marks.js",
    "matrix.js",
    "missing.css",
    "moved.js",
    "radar.js",
    "search-page.js",
    "sheet.css",
    "stars.js",
    "tabs.js",
    "updates.css",
    "updates.js",
    "vendors.css",
)
"""Of our styles and scripts those that some pages ask for; the rest comes as one file of each."""
_UNASKED = re.compile(
    r"kb/|assets/(javascripts/lunr/|stylesheets/|images/|.*\.map$"
    rf"|(styles|scripts)/(?!({'|'.join(map(re.escape, _ASKED))})$).*)"
)
"""Of the theme and of ours what no page asks for."""
_MISSING = "404.html"


@event_priority(-110)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    ours = frozenset(docs_files(config.extra["kb"]))
    for file in list(files):
        is_a_part = all(map(is_ours, file.src_uri.split("/")))  # MkDocs takes what editors leave
        if file.src_dir == config.docs_dir:  # and follows links
            is_a_part = f"{DOCS}/{file.src_uri}" in ours
        if not is_a_part or _UNASKED.match(file.src_uri):
            files.remove(file)
    return files


@event_priority(-110)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n: Any = config.plugins["i18n"]
    theme = config.theme
    theme.get_env = partial(_environment, theme)  # type: ignore[method-assign]
    theme.static_templates.discard("sitemap.xml")  # ours is published with the pages
    if not i18n.is_default_language_build:  # the others are the same in all languages
        theme.static_templates = {f"{i18n.current_language}/{_MISSING}"}
    return config


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """A page for what is nowhere is shown at any depth; MkDocs knows the one at the root alone."""
    if template_name.endswith(f"/{_MISSING}"):
        context["base_url"] = urlsplit(config.site_url or "/").path
    return context


class _Loader(FileSystemLoader):
    """Lists no hidden folders: MkDocs passes over them, and the theme's hold twelve thousand icons.
    Pages are made of templates without their indentation, which would be sent with every page.
    """

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return (_INDENT.sub("", source) if path.endswith(".html") else source), path, is_current

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for root in map(Path, self.searchpath):
            for folder, folders, names in os.walk(root):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update((Path(folder, name).relative_to(root)).as_posix() for name in names)
        return sorted(found)


def _environment(theme: Theme) -> Environment:
    env = Theme.get_env(theme)
    env.loader = _Loader(theme.dirs)
    return env


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    memo = config.extra["kb"]
    i18n: Any = config.plugins["i18n"]
    env.bytecode_cache = bytecode_cache(memo.store)
    env.globals["t"] = templates(memo, i18n.current_language).word
    env.globals["words_of"] = lambda lang: templates(memo, lang).word
    env.globals["absolute_url"] = lambda file: absolute_url(config.site_url or "", file.url)
    env.globals["asset"] = cache(partial(_asset, env))
    env.globals["card"] = lambda key: card_path(memo, key, i18n.current_language)
    env.globals["feeds"] = lambda path: feeds_of(
        memo, path.removesuffix(".md"), i18n.current_language
    )
    env.globals["theme_styles"] = partial(_theme_styles, config)
    env.globals["levels"] = page_levels(memo, i18n.current_language)
    env.globals["apart"] = apart(memo, i18n.current_language)
    env.globals["first_page"] = _first_page
    env.globals["edit_address"] = partial(edit_address, memo)
    env.globals["nav_memo"] = {}
    # Templates are compiled after this event, so their tags leave no blank lines in the pages.
    env.trim_blocks = env.lstrip_blocks = True
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    return env


def _first_page(item: Any) -> Any:
    """The page that an entry of the menu begins with: itself, or the first within."""
    while item.children:
        item = item.children[0]
    return item


def _asset(env: Environment, name: str) -> str:
    """A style sheet or script of the theme, squeezed, and not read as a template."""
    loader: Any = env.loader
    source: str = loader.get_source(env, name)[0]
    return _SQUEEZE[name[name.rindex(".") :]](source)


def _theme_styles(config: MkDocsConfig) -> str:
    """The theme's own style sheet, whose name changes with its version, as far as we use it."""
    sheets = (Path(folder).glob("assets/stylesheets/main.*.css") for folder in config.theme.dirs)
    sheet = next(path for found in sheets for path in found).read_text("utf-8")
    return prune_css(sheet, re.compile(unused(config.extra["kb"])))
