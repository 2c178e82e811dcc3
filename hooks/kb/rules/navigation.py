"""The menu: every page is in it, every entry leads to a page, all labels in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kb.addresses import RECORD_PAGES
from kb.findings import rules
from kb.findings.finding import Finding, Rule, Span
from kb.korean.wording import meant, suggestion
from kb.memo import Memo
from kb.project import CONFIG, Project, config, nav_places, page_paths
from kb.read import Page
from kb.read.yamlfile import Loc, YamlFile
from kb.rules.causes import is_unread
from kb.rules.damage import is_refused, text_mistakes
from kb.rules.rule import Check, mended, on, standing
from kb.rules.settings import setting_mistakes
from kb.site.link import page_traits
from kb.site.menu import expand, fits, paths, untranslated_labels
from kb.text import SOURCE_LANG, Place

_ADDRESS = ("http://", "https://")


def _menu(project: Project) -> Iterator[Finding]:
    file, _ = config(project.memo)
    if file is None or text_mistakes(project.memo, CONFIG) or not isinstance(file.value, dict):
        return
    value = file.value.get("nav")
    if not isinstance(value, list) or not value:
        place = file.place(("nav",), key=True)
        yield _shape(place, "메뉴(nav)가 페이지의 목록이 아닙니다.", "보기: nav: [index.md]")
        return
    yield from _shapes(file, value, ("nav",))
    nav = _sound(value)
    if not setting_mistakes(project.memo):
        yield from _labels(project, nav)
    yield from _entries(project, nav)
    yield from _omitted(project, nav)


def _shapes(file: YamlFile, entries: list[Any], loc: Loc) -> Iterator[Finding]:
    """What MkDocs would not take for a menu."""
    for index, entry in enumerate(entries):
        here = (*loc, index)
        if isinstance(entry, str):
            if entry.startswith(_ADDRESS):
                hint = f"보기: '- 이름: {entry}'"
                yield _shape(file.place(here), f"메뉴의 주소 '{entry}'에 이름이 없습니다.", hint)
        elif not isinstance(entry, dict) or not entry:
            message = "메뉴의 항목이 경로도 '이름: 경로나 목록'도 아닙니다."
            yield _shape(file.place(here), message, "보기: '- market/size.md'")
        else:
            yield from _labelled(file, entry, here)


def _labelled(file: YamlFile, entry: Mapping[str, Any], loc: Loc) -> Iterator[Finding]:
    if len(entry) > 1:
        second = list(entry)[1]
        yield _shape(
            file.place((*loc, second), key=True),
            f"메뉴의 한 항목에 이름이 둘 이상입니다: {', '.join(entry)}.",
            f"'{second}' 앞에 '- '를 쓰거나 들여쓰기를 맞추십시오.",
        )
    for label, below in entry.items():
        place = file.place((*loc, label), key=True)
        if below is None or below == [] or below == {}:
            yield _in_nav(
                rules.EMPTY_SECTION,
                place,
                f"메뉴의 '{label}'에 페이지가 없습니다.",
                "아래에 '- 경로.md'를 쓰거나 지우십시오.",
            )
        elif isinstance(below, list):
            yield from _shapes(file, below, (*loc, label))
        elif not isinstance(below, str):
            message = f"메뉴의 '{label}' 아래가 경로도 목록도 아닙니다."
            yield _shape(place, message, "항목마다 앞에 '- '를 쓰십시오.")


def _shape(place: Place, message: str, hint: str) -> Finding:
    return _in_nav(rules.SHAPE, place, message, hint)


def _sound(entries: list[Any]) -> list[Any]:
    """The entries without what has no shape that a menu knows."""
    found: list[Any] = []
    for entry in entries:
        if isinstance(entry, str):
            found.append(entry)
        elif isinstance(entry, dict):
            found += [{label: _below(below)} for label, below in entry.items()]
        elif isinstance(entry, list):
            found += _sound(entry)
    return found


def _below(below: Any) -> str | list[Any]:
    if isinstance(below, dict):
        return _sound([below])
    if isinstance(below, list):
        return _sound(below)
    return below if isinstance(below, str) else []


def _labels(project: Project, nav: list[Any]) -> Iterator[Finding]:
    for label in untranslated_labels(nav, project.settings.nav_translations):
        yield _in_nav(
            rules.UNTRANSLATED,
            _place(project.memo, label),
            f"메뉴 이름 '{label}'의 영어가 없습니다.",
            f"i18n의 nav_translations에 '{label}: …'을 더하십시오.",
        )


def _entries(project: Project, nav: list[Any]) -> Iterator[Finding]:
    """Entries that no page fits; one that is there and cannot be read is told of itself."""
    known = [path for path in page_paths(project.memo) if not path.endswith(".en.md")]
    traits = page_traits(project.memo)
    for entry in dict.fromkeys(paths(nav)):
        if entry.startswith(_ADDRESS) or _asks_of_unread(project, entry):
            continue
        if not any(fits(path, entry, traits) for path in known):
            yield _no_page(project, entry, known)
    asking = {entry for entry in paths(nav) if _asks_of_unread(project, entry)}
    for label in _emptied(nav, expand(nav, dict.fromkeys(known, ""), traits), asking):
        yield _in_nav(
            rules.EMPTY_SECTION,
            _place(project.memo, label),
            f"메뉴의 '{label}'에 페이지가 없습니다.",
            "그 아래의 페이지는 모두 다른 곳에 있습니다. 지우거나 다른 페이지를 쓰십시오.",
        )


def _no_page(project: Project, entry: str, known: list[str]) -> Finding:
    place = _place(project.memo, entry)
    right = meant(entry, known)
    span = Span(CONFIG, place.line, place.column)
    found = standing(project.memo, span, entry) if right else None
    return Finding(
        rules.NO_PAGE,
        found or span,
        f"메뉴의 '{entry}'에 맞는 페이지가 없습니다.",
        f"파일 이름을 확인하거나 줄을 지우십시오.{suggestion(entry, known)}",
        fix=mended(found, entry, right) if found else None,
        lacking=f"pages/{entry.removesuffix('.md')}",
    )


def _emptied(nav: list[Any], expanded: list[Any], asking: set[str]) -> Iterator[str]:
    """Labels of sections that list patterns and are left without a page.

    asking: patterns whose answer is not known.
    """
    for entry, whole in zip(_sections(nav), _sections(expanded), strict=True):
        (label, below), (_, pages) = entry, whole
        listed = paths(below)
        if listed and not pages and all("*" in p and p not in asking for p in listed):
            yield label


def _sections(nav: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    for entry in nav:
        if isinstance(entry, dict):
            for label, below in entry.items():
                if isinstance(below, list):
                    yield label, below
                    yield from _sections(below)


def _omitted(project: Project, nav: list[Any]) -> Iterator[Finding]:
    pages = {page.path: page for page in _listable(project)}
    listed = set(paths(expand(nav, dict.fromkeys(pages, ""), page_traits(project.memo))))
    for path, page in pages.items():
        if path not in listed and not _is_about_a_mistake(project, page.key):
            yield on(
                page,
                1,
                rule=rules.OMITTED,
                message="메뉴에 없는 페이지라 독자가 찾아올 길이 없습니다.",
                hint=f"{CONFIG}의 nav에 '- {path}'를 더하십시오.",
            )


def _is_about_a_mistake(project: Project, key: str) -> bool:
    """Whether a page is about a record that cannot be read, so that no pattern can ask of it."""
    folder, _, id = key.rpartition("/")
    names = [name for name, pages in RECORD_PAGES.items() if pages == folder]
    return any(is_unread(project.facts, name, id) for name in names)


def _asks_of_unread(project: Project, entry: str) -> bool:
    """Whether a pattern asks what records say of which some cannot be read."""
    path, _, asked = entry.partition("?")
    folder = path.rpartition("/")[0]
    names = [name for name, pages in RECORD_PAGES.items() if pages == folder]
    return bool(asked) and any(project.facts.unread(name) for name in names)


def _listable(project: Project) -> Iterator[Page]:
    for page in project.pages_in(SOURCE_LANG):
        if not is_refused(project.memo, page.path):
            yield page


def _place(memo: Memo, entry: str) -> Place:
    return nav_places(memo).get(entry, Place(1, 1))


def _in_nav(rule: Rule, place: Place, message: str, hint: str) -> Finding:
    return Finding(rule, Span(CONFIG, place.line, place.column), message, hint)


CHECKS = (
    Check(
        _menu,
        (rules.UNTRANSLATED, rules.OMITTED, rules.NO_PAGE, rules.SHAPE, rules.EMPTY_SECTION),
    ),
)
