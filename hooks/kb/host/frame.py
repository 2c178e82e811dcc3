"""Pages in their frame, each made when it is asked for: MkDocs as remembered questions.

What `mkdocs.commands.build.build` does in one go is taken apart here: its configuration, its files
and menu and its templates are set up once for a language, and again only when something that they
were made of has changed. A page's bytes are those that a build writes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from kb.content.compile import context_of
from kb.content.late import lang_of
from kb.facts.view import MissingRecord
from kb.memo import LINK, Memo, question, text, tool
from kb.project import CONFIG, DOCS, docs_files, typed_title, written
from kb.project import config as config_of
from kb.read import PageError
from kb.rules.settings import is_trusted, setting_mistakes
from kb.show.directive import DirectiveError
from kb.show.evaluate import plain
from kb.show.templates import FOLDER as BLOCKS
from kb.text import Lang

THEME = "overrides"
_MKDOCS = logging.getLogger("mkdocs")


class ConfigError(Exception):
    """MkDocs cannot work with `mkdocs.yml`. messages: what it says."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(*messages)
        self.messages = messages


@dataclass(frozen=True)
class Served:
    """What is shown. root: the project's folder. url: address of the home page, with its slash."""

    root: Path
    url: str


@dataclass(frozen=True)
class Layout:
    """A language's files and menu.

    pages: by key. keys: of pages, by address on the site (`market/size/index.html`). addressed:
    all files, by address.
    """

    files: Files
    nav: Navigation
    pages: Mapping[str, Page]
    keys: Mapping[str, str]
    addressed: Mapping[str, File]


@tool
def configuration(memo: Memo, served: Served, lang: Lang) -> MkDocsConfig:
    """MkDocs and its plugins, set up for a language. Raises ConfigError."""
    text(memo, CONFIG)
    if not is_trusted(memo):
        mistakes = (*config_of(memo)[1], *setting_mistakes(memo))
        raise ConfigError([f"{mistake.message} {mistake.hint or ''}" for mistake in mistakes])
    with _complaints() as said:
        try:
            config = load_config(str(served.root / CONFIG))
            if "i18n" not in config.plugins or not config.hooks:
                raise ConfigError(["plugins에 i18n이, hooks에 hooks/의 파일이 있어야 한다."])
            config.site_url = served.url
            config.extra |= {"kb": memo, "kb_only": lang}
            config.plugins.on_startup(command="serve", dirty=False)
            config = config.plugins.on_config(config)
            config.plugins.on_pre_build(config=config)
        except MkDocsException as error:
            raise ConfigError([*said, str(error)]) from None
    return config


@tool
def layout(memo: Memo, served: Served, lang: Lang) -> Layout:
    """A language's files and menu, without titles. Raises ConfigError."""
    config = configuration(memo, served, lang)
    docs_files(memo, THEME)
    # MkDocs would look at the disk, which may be ahead of what the memo has been told.
    ours = (path.removeprefix(f"{DOCS}/") for path in docs_files(memo) if not path.endswith(LINK))
    files = Files([_file(path, config) for path in ours])
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = {_key(file): file.page for file in files.documentation_pages() if file.page}
    keys = {page.file.dest_uri: key for key, page in pages.items()}
    return Layout(files, nav, pages, keys, {file.dest_uri: file for file in files})


@tool
def menu(memo: Memo, served: Served, lang: Lang) -> Layout:
    """A language's files and menu, each page with its title. Raises ConfigError."""
    placed = layout(memo, served, lang)
    known = titles(memo, lang)
    for key, page in placed.pages.items():
        page.markdown = ""
        page.meta = {"title": known[key]} if key in known else {}
    return placed


@question
def titles(memo: Memo, lang: Lang) -> Mapping[str, str]:
    """The titles of all pages as a site shows them, by key."""
    return {key: title(memo, key, lang) for key in dict.fromkeys(key for key, _ in written(memo))}


@question
def title(memo: Memo, key: str, site_lang: Lang) -> str:
    """A page's title, which needs none of its content."""
    lang = lang_of(memo, key, site_lang)
    typed = typed_title(memo, key, lang)
    try:
        return plain(typed, context_of(memo, key, lang, site_lang))
    except (DirectiveError, MissingRecord, PageError):
        return typed


@question
def theme_texts(memo: Memo) -> tuple[str | None, ...]:
    """The theme's files of ours but for the templates of blocks, which compiling pages asks for."""
    paths = (path for path in docs_files(memo, THEME) if not path.startswith(f"{BLOCKS}/"))
    return tuple(text(memo, path) for path in paths)


@tool
def environment(memo: Memo, served: Served, lang: Lang) -> Environment:
    """A language's templates. They keep lists of titles, so they are new when one has changed."""
    files = menu(memo, served, lang).files
    theme_texts(memo)
    config = configuration(memo, served, lang)
    env: Environment = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
    return env


@tool
def page_html(memo: Memo, served: Served, lang: Lang, key: str) -> str:
    """A page in its frame. Raises ConfigError, TemplateError."""
    config, placed = configuration(memo, served, lang), menu(memo, served, lang)
    page = placed.pages[key]
    _populate_page(page, config, placed.files)
    return _framed(page, config, placed, environment(memo, served, lang))


@tool
def template(memo: Memo, served: Served, lang: Lang, name: str) -> str:
    """A file that the theme makes, such as `404.html`. Raises ConfigError, TemplateError."""
    config, placed = configuration(memo, served, lang), menu(memo, served, lang)
    source = environment(memo, served, lang).get_template(name)
    return _build_template(name, source, placed.files, config, placed.nav)


def _framed(page: Page, config: MkDocsConfig, placed: Layout, env: Environment) -> str:
    """What `mkdocs.commands.build._build_page` writes."""
    pages = placed.files.documentation_pages()
    page.active = True
    try:
        context = get_context(placed.nav, pages, config, page)
        source = env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=placed.nav)
        return config.plugins.on_post_page(source.render(context), page=page, config=config)
    finally:
        page.active = False


def _file(path: str, config: MkDocsConfig) -> File:
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)


def _key(file: File) -> str:
    source: Any = file  # the plugin for languages says which page a translation is of
    return str(source.norm_src_uri.removesuffix(".md"))


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What MkDocs says is wrong, in its own words, while it is set up."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    _MKDOCS.addHandler(handler)
    try:
        yield said
    finally:
        _MKDOCS.removeHandler(handler)
