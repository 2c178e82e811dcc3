"""Gives the theme's templates their words and helpers, in the language of the pass."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from kb.show.templates import bytecode_cache
from kb.site.addresses import absolute_url
from kb.site.styles import prune_css, squeeze_css, squeeze_js

_SQUEEZE = {".css": squeeze_css, ".js": squeeze_js}


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    env.bytecode_cache = bytecode_cache(Path(config.config_file_path).parent)
    words = config.extra["kb"].project.facts.words
    i18n: Any = config.plugins["i18n"]
    lang = i18n.current_language
    env.globals["t"] = lambda key, **values: words[key].get(lang).format(**values)
    env.globals["absolute_url"] = lambda file: absolute_url(config.site_url or "", file.url)
    env.globals["asset"] = partial(_asset, env)
    env.globals["theme_styles"] = partial(_theme_styles, config)
    env.globals["nav_memo"] = {}
    # Templates are compiled after this event, so their tags leave no blank lines in the pages.
    env.trim_blocks = env.lstrip_blocks = True
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    return env


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    # Hosts know one 404 page; without this it would be written by the language built last.
    i18n: Any = config.plugins["i18n"]
    skipped = template_name == "404.html" and not i18n.is_default_language_build
    return "" if skipped else output


def _asset(env: Environment, name: str) -> str:
    """A style sheet or script of the theme, squeezed, and not read as a template."""
    loader: Any = env.loader
    source: str = loader.get_source(env, name)[0]
    return _SQUEEZE[name[name.rindex(".") :]](source)


def _theme_styles(config: MkDocsConfig) -> str:
    """The theme's own style sheet, whose name changes with its version, as far as we use it."""
    sheets = (Path(folder).glob("assets/stylesheets/main.*.css") for folder in config.theme.dirs)
    return prune_css(next(path for found in sheets for path in found).read_text("utf-8"))
