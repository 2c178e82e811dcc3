"""The whole project as rules and directives see it: facts, pages and navigation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kb.facts import load as load_facts
from kb.facts.load import Facts
from kb.findings.finding import Finding, Severity
from kb.read import Page, PageError, parse_page
from kb.text import SOURCE_LANG, Place
from kb.translation import lock as lock_file


@dataclass(frozen=True)
class Settings:
    """What the project's configuration says and rules need to know.

    nav: the navigation as in `mkdocs.yml`. nav_translations: English label by Korean label.
    config_path: the file they stand in, from the root. nav_places: of each label and path in it.
    site_names: title of the site by language. today: `2026-11-23`, for what is overdue.
    """

    nav: Sequence[Any] = ()
    nav_translations: Mapping[str, str] = field(default_factory=dict)
    nav_places: Mapping[str, Place] = field(default_factory=dict)
    config_path: str = "mkdocs.yml"
    site_names: Mapping[str, str] = field(default_factory=dict)
    today: str = ""


@dataclass(frozen=True, eq=False)
class Project:
    """Facts, pages and settings at one moment; nothing in it changes.

    pages: by key, such as `market/size`, and language. lock: which Korean each English text of
    the data translates, by the text's name.
    """

    root: Path
    facts: Facts
    pages: Mapping[tuple[str, str], Page]
    settings: Settings = field(default_factory=Settings)
    lock: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of all pages that exist in Korean, sorted."""
        return tuple(sorted(key for key, lang in self.pages if lang == SOURCE_LANG))

    def pages_in(self, lang: str) -> Iterator[Page]:
        """The pages written in a language."""
        return (page for (_, written), page in sorted(self.pages.items()) if written == lang)

    def page_at(self, key: str, lang: str) -> Page | None:
        """What a reader of a language gets: the translation, or else the Korean page."""
        return self.pages.get((key, lang)) or self.pages.get((key, SOURCE_LANG))


def load(root: Path, settings: Settings | None = None) -> tuple[Project, list[Finding]]:
    """Read `data/` and `docs/` below the project's folder.

    Returns what could be read, and a finding for each mistake met on the way.
    """
    facts, findings = load_facts.load(root)
    pages: dict[tuple[str, str], Page] = {}
    for path in sorted((root / "docs").rglob("*.md")):
        name = path.relative_to(root / "docs").as_posix()
        try:
            page = parse_page(name, path.read_text("utf-8"))
        except PageError as error:
            findings.append(
                Finding(
                    f"docs/{name}",
                    error.line,
                    error.column,
                    Severity.ERROR,
                    "page/syntax",
                    error.message,
                )
            )
            continue
        pages[page.key, page.lang] = page
    lock = root / lock_file.PATH
    pins = lock_file.read_lock(lock.read_text("utf-8")) if lock.exists() else {}
    return Project(root, facts, pages, settings or Settings(), pins), findings
