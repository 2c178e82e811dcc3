"""The menu in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings import Finding, Severity
from kb.project import Project
from kb.site import untranslated_labels
from kb.yamlfile import Place


def navigation(project: Project) -> Iterator[Finding]:
    settings = project.settings
    for label in untranslated_labels(settings.nav, settings.nav_translations):
        place = settings.nav_labels.get(label, Place(1, 1))
        yield Finding(
            settings.config_path,
            place.line,
            place.column,
            Severity.ERROR,
            "nav/untranslated",
            f"메뉴 이름 '{label}'의 영어가 없습니다.",
            f"i18n의 nav_translations에 '{label}: …'을 더하십시오.",
        )
