"""The menu: every page is in it, every entry leads to a page, all labels in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from kb.addresses import RECORD_PAGES, site_address
from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.korean.wording import meant, suggestion
from kb.memo import Memo
from kb.project import CONFIG, Project, config, nav_places, page_paths
from kb.read import Page
from kb.read.yamlfile import Loc, YamlFile
from kb.rules.addresses import gone
from kb.rules.causes import is_unread
from kb.rules.damage import is_refused, text_mistakes
from kb.rules.rule import Check, lacking_page, mended, on, standing
from kb.rules.settings import setting_mistakes
from kb.site.link import page_traits
from kb.site.menu import expand, fits, paths, untranslated_labels
from kb.text import SOURCE_LANG, Place

UNTRANSLATED = Rule(
    "nav/untranslated",
    Scope.SITE,
    Severity.ERROR,
    "메뉴 이름마다 영어가 있다.",
    "Each label of the menu has its English.",
    "- 규모: [market/size.md]",
)
OMITTED = Rule(
    "nav/omitted",
    Scope.SITE,
    Severity.ERROR,
    "페이지는 모두 메뉴에 있다.",
    "Every page is in the menu.",
    "nav: [index.md]",
)
NO_PAGE = Rule(
    "nav/missing",
    Scope.SITE,
    Severity.ERROR,
    "메뉴의 항목마다 페이지가 있다.",
    "Each entry of the menu leads to a page.",
    "- indx.md",
    mends=True,
)
SHAPE = Rule(
    "nav/shape",
    Scope.SITE,
    Severity.ERROR,
    "메뉴는 페이지의 경로와 '이름: 경로나 목록'의 목록이다.",
    "The menu is a list of paths, and of labels with a path or a list.",
    "- 시장: {크기: market/size.md}",
)
EMPTY_SECTION = Rule(
    "nav/empty",
    Scope.SITE,
    Severity.ERROR,
    "메뉴의 묶음에는 페이지가 있다.",
    "A section of the menu has a page.",
    "- 시장: []",
)

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
    wrong = [*_shapes(file, value, ("nav",))]
    yield from wrong
    nav = _sound(value)
    if not setting_mistakes(project.memo):
        yield from _labels(project, nav)
    is_emptied = any(finding.rule is EMPTY_SECTION for finding in wrong)
    yield from _entries(project, nav, is_emptied=is_emptied)


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
                EMPTY_SECTION,
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
    return _in_nav(SHAPE, place, message, hint)


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
    empty = {label for label, below in _sections(nav) if not below}  # told of as such
    labels = untranslated_labels(nav, project.settings.nav_translations)
    for label in (label for label in labels if label not in empty):
        yield _in_nav(
            UNTRANSLATED,
            _place(project.memo, label),
            f"메뉴 이름 '{label}'의 영어가 없습니다.",
            f"i18n의 nav_translations에 '{label}: …'을 더하십시오.",
        )


def _entries(project: Project, nav: list[Any], *, is_emptied: bool) -> Iterator[Finding]:
    """Entries that no page fits, and pages that no entry does; one that is there and cannot be read
    is told of itself. A page that was renamed is both, and told of once.

    is_emptied: a section is there without its pages, which no entry fits until they are put back.
    """
    known = [path for path in page_paths(project.memo) if not path.endswith(".en.md")]
    traits = page_traits(project.memo)
    asking = {entry for entry in paths(nav) if _asks_of_unread(project, entry)}
    lost = [
        entry
        for entry in dict.fromkeys(paths(nav))
        if not (entry.startswith(_ADDRESS) or entry in asking)
        and not any(fits(path, entry, traits) for path in known)
    ]
    moved = set(gone(project.memo).values())
    omitted = {
        path: page
        for path, page in _omitted(project, nav).items()
        if site_address(page.key) not in moved  # told of at its old address
    }
    now = _renamed(lost, list(omitted))
    for entry in lost:
        yield _no_page(project, entry, known, now.get(entry))
    for path, page in omitted.items():
        if not is_emptied and path not in now.values():
            yield _not_listed(page)
    for label in _emptied(nav, expand(nav, dict.fromkeys(known, ""), traits), asking):
        yield _in_nav(
            EMPTY_SECTION,
            _place(project.memo, label),
            f"메뉴의 '{label}'에 페이지가 없습니다.",
            "그 아래의 페이지는 모두 다른 곳에 있습니다. 지우거나 다른 페이지를 쓰십시오.",
        )


def _renamed(lost: list[str], omitted: list[str]) -> dict[str, str]:
    """Entries without a page by the pages without an entry that they are likely to mean."""
    found: dict[str, str] = {}
    names = [entry for entry in lost if "*" not in entry]
    for entry in names:
        left = [path for path in omitted if path not in found.values()]
        is_only = len(names) == len(omitted) == 1
        if near := omitted if is_only else get_close_matches(entry, left, n=1):
            found[entry] = near[0]
    return found


def _no_page(project: Project, entry: str, known: list[str], now: str | None) -> Finding:
    """now: the page that it was renamed to, where there is one."""
    place = _place(project.memo, entry)
    right = meant(entry, known)
    span = Span(CONFIG, place.line, place.column)
    found = standing(project.memo, span, entry) if right else None
    return Finding(
        NO_PAGE,
        found or span,
        f"메뉴의 '{entry}'에 맞는 페이지가 없습니다.",
        f"메뉴에 없는 '{now}'을(를) 뜻한다면 그렇게 쓰십시오."
        if now
        else f"파일 이름을 확인하거나 줄을 지우십시오.{suggestion(entry, known)}",
        fix=mended(found, entry, right) if found else None,
        lacking=lacking_page(entry.removesuffix(".md")),
    )


def _emptied(nav: list[Any], expanded: list[Any], asking: set[str]) -> Iterator[str]:
    """Labels of sections that list patterns and are left without a page.

    asking: patterns whose answer is not known.
    """
    for entry, whole in zip(_sections(nav), _sections(expanded), strict=True):
        (label, below), (_, pages) = entry, whole
        listed = [*paths(below)]
        if listed and not pages and all("*" in p and p not in asking for p in listed):
            yield label


def _sections(nav: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    for entry in nav:
        if isinstance(entry, dict):
            for label, below in entry.items():
                if isinstance(below, list):
                    yield label, below
                    yield from _sections(below)


def _omitted(project: Project, nav: list[Any]) -> dict[str, Page]:
    """Pages that no entry fits, by path."""
    pages = {page.path: page for page in _listable(project)}
    listed = set(paths(expand(nav, dict.fromkeys(pages, ""), page_traits(project.memo))))
    return {
        path: page
        for path, page in pages.items()
        if path not in listed and not _is_about_a_mistake(project, page.key)
    }


def _not_listed(page: Page) -> Finding:
    return on(
        page,
        1,
        rule=OMITTED,
        message="메뉴에 없는 페이지라 독자가 찾아올 길이 없습니다.",
        hint=f"{CONFIG}의 nav에 '- {page.path}'를 더하십시오.",
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
        (UNTRANSLATED, OMITTED, NO_PAGE, SHAPE, EMPTY_SECTION),
    ),
)
