"""What one build shares: the project, what is wrong with it, and a renderer for each page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import getitem
from pathlib import Path
from typing import Any

from kb import project
from kb.charts.figure import Gallery
from kb.content.render import PageRenderer
from kb.content.terms import Terms
from kb.findings.finding import Finding
from kb.project import Project, Settings
from kb.read import Page, yamlfile
from kb.rules.check import check
from kb.search.extract import PageRecords, read_page
from kb.search.files import search_files
from kb.search.names import aliases, names_of_page
from kb.show.directive import Context
from kb.show.evaluate import plain
from kb.show.registry import DIRECTIVES
from kb.show.templates import templates_of
from kb.site import menu
from kb.text import LANGS, SOURCE_LANG, Lang, Place
from kb.translation.status import stale_sections
from kb.translation.write import with_fallback_sections


@dataclass(frozen=True)
class Started:
    """A page on its way into Markdown. meta: what it adds to the page's front matter."""

    markdown: str
    meta: dict[str, Any]


@dataclass
class Build:
    """One build of the site in all its languages."""

    project: Project
    findings: list[Finding]
    gallery: Gallery
    _terms: dict[str, Terms] = field(default_factory=dict)
    _found: dict[str, list[PageRecords]] = field(default_factory=lambda: defaultdict(list))
    _renderers: dict[tuple[str, str], PageRenderer] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path, settings: Settings) -> Build:
        """Read and check the project in a folder."""
        loaded, met = project.load(root, settings)
        return cls(loaded, check(loaded, met), Gallery(root / ".cache"))

    @cached_property
    def nav(self) -> list[Any]:
        """The navigation with its patterns replaced by pages."""
        titles = {
            page.path: str(page.meta.get("title", ""))
            for page in self.project.pages_in(SOURCE_LANG)
        }
        return menu.expand(self.project.settings.nav, titles)

    def start_page(self, path: str, site_lang: Lang) -> Started:
        """Begin a page. path: below docs/; site_lang: of the site that shows it."""
        page = self._pages[path]
        renderer = self._renderer(page, site_lang)
        original = self.project.pages.get((page.key, SOURCE_LANG), page)
        texts = {name: str(page.meta[name]) for name in ("title", "description")}
        meta = {name: plain(text, renderer.context) for name, text in texts.items()}
        stale = [
            section | {"title": plain(section["title"], renderer.context)}
            for section in stale_sections(original, page)
        ]
        self._renderers[path, site_lang] = renderer
        body = page.body
        if page is not original:
            notice = renderer.context.templates.word("missing-section")
            body = with_fallback_sections(original, page, notice)
        return Started(renderer.markdown(body), meta | ({"kb_stale": stale} if stale else {}))

    def finish_page(self, path: str, site_lang: Lang, html: str) -> str:
        """What Markdown made of a page that was begun, with everything in its place."""
        return self._renderers[path, site_lang].html(html)

    def index_page(self, path: str, site_lang: Lang, address: str, html: str) -> None:
        """Take a page into the search. address: from the site's root; html: as it is sent."""
        page = self._pages[path]
        names = names_of_page(self.project.facts, page.key)
        records = read_page(html, address, names=names)
        if records:
            self._found[site_lang].append(records)

    def files(self) -> dict[str, bytes]:
        """What the site needs beside its pages, by path below its root."""
        words = self.project.facts.words
        languages: dict[str, str] = {lang: words[f"language-{lang}"].ko for lang in LANGS}
        search = search_files(self._found, languages, aliases(self.project.facts))
        return {**self.gallery.files(), **search}

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.path: page for page in self.project.pages.values()}

    def _renderer(self, page: Page, site_lang: Lang) -> PageRenderer:
        lang = page.lang
        if lang not in self._terms:
            self._terms[lang] = Terms(self.project.facts.glossary.values(), lang)
        context = Context(
            self.project,
            templates_of(self.project.root, self.project.facts, lang),
            page.key,
            lang,
            DIRECTIVES,
            site_lang,
            self.gallery,
        )
        return PageRenderer(context, self._terms[lang])


def settings_of(path: Path, today: str = "") -> Settings:
    """What `mkdocs.yml` says that rules need. Its own tags (`!ENV`) are read as plain values."""
    file, _ = yamlfile.parse(path.read_text("utf-8"), path.name)
    value = file.value if file and isinstance(file.value, dict) else {}
    entries = value.get("nav") or []
    return Settings(
        nav=entries,
        nav_translations=_translations(value),
        nav_places=_nav_places(file) if file else {},
        config_path=path.name,
        today=today,
    )


def _nav_places(file: yamlfile.YamlFile) -> dict[str, Place]:
    """Where each label and each path of the navigation stands."""
    labels = {str(loc[-1]): place for loc, place in file.keys.items() if loc[0] == "nav"}
    items = ((loc, place) for loc, place in file.values.items() if loc[:1] == ("nav",))
    values = ((reduce(getitem, loc, file.value), place) for loc, place in items)
    return labels | {value: place for value, place in values if isinstance(value, str)}


def _translations(config: dict[str, Any]) -> dict[str, str]:
    plugins = config.get("plugins") or {}
    languages = (plugins.get("i18n") or {}).get("languages") or []
    return next((lang["nav_translations"] for lang in languages if "nav_translations" in lang), {})
