"""The menu: every page is in it, every entry leads to a page, all labels in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch

from kb.findings.finding import Finding, Severity
from kb.korean.wording import suggestion
from kb.project import Project
from kb.rules.rule import on
from kb.site.addresses import untranslated_labels
from kb.site.menu import expand, paths
from kb.text import SOURCE_LANG, Place


def menu_labels(project: Project) -> Iterator[Finding]:
    settings = project.settings
    for label in untranslated_labels(settings.nav, settings.nav_translations):
        yield _in_nav(
            project,
            label,
            "nav/untranslated",
            f"메뉴 이름 '{label}'의 영어가 없습니다.",
            f"i18n의 nav_translations에 '{label}: …'을 더하십시오.",
        )


def menu_entries(project: Project) -> Iterator[Finding]:
    pages = {page.path: page for page in project.pages_in(SOURCE_LANG)}
    for entry in paths(project.settings.nav):
        if "://" not in entry and not any(fnmatch(path, entry) for path in pages):
            yield _in_nav(
                project,
                entry,
                "nav/missing",
                f"메뉴의 '{entry}'에 맞는 페이지가 없습니다.",
                f"파일 이름을 확인하거나 줄을 지우십시오.{suggestion(entry, list(pages))}",
            )
    listed = set(paths(expand(project.settings.nav, dict.fromkeys(pages, ""))))
    for path, page in pages.items():
        if path not in listed:
            yield on(
                page,
                1,
                rule="nav/omitted",
                message="메뉴에 없는 페이지라 독자가 찾아올 길이 없습니다.",
                hint=f"{project.settings.config_path}의 nav에 '- {path}'를 더하십시오.",
            )


def _in_nav(project: Project, entry: str, rule: str, message: str, hint: str) -> Finding:
    place = project.settings.nav_places.get(entry, Place(1, 1))
    path = project.settings.config_path
    return Finding(path, place.line, place.column, Severity.ERROR, rule, message, hint)
