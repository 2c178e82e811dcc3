"""What pages need of `mkdocs.yml` besides the menu: extensions of Markdown, labels in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import markdown
import yaml

from kb.findings.finding import Finding, Rule, Scope, Severity, Span
from kb.korean.wording import meant, suggestion
from kb.memo import Memo, question, text
from kb.project import CONFIG, DOCS, Project, config, with_functions
from kb.read.yamlfile import Loc, Mistake, YamlFile
from kb.rules.rule import Check
from kb.rules.trusted import is_foreign, untrusted
from kb.text import LANGS, Place

SETTING = Rule(
    "config/setting",
    Scope.SITE,
    Severity.ERROR,
    "mkdocs.yml의 확장과 번역 설정은 쓸 수 있는 것이다.",
    "The extensions and the translations that mkdocs.yml sets can be used.",
    "markdown_extensions: [atr_list]",
)

_EXTENSIONS = "markdown_extensions"


_KINDS: tuple[tuple[str, type, str, str], ...] = (
    ("site_name", str, "글", "보기: site_name: 이름"),
    ("theme", dict, "'이름: 값'의 묶음", "보기: theme: {name: material, custom_dir: overrides}"),
    ("extra", dict, "'이름: 값'의 묶음", '보기: extra: {licence: ""}'),
    ("hooks", list, "목록", "보기: [hooks/load.py]"),
)
"""Settings that are needed as one kind of value: name, kind, its Korean, example."""


@question
def setting_mistakes(memo: Memo) -> tuple[Mistake, ...]:
    """Settings that cannot be used; without them no page can be made."""
    file, _ = config(memo)
    if file is None:
        return ()
    return (*_of_syntax(text(memo, CONFIG) or ""), *_mistakes(memo, file))


@question
def is_trusted(memo: Memo) -> bool:
    """Whether `mkdocs.yml` can be given to MkDocs, which carries out what some settings say."""
    file, mistakes = config(memo)
    return file is not None and not mistakes and not setting_mistakes(memo)


def _of_syntax(content: str) -> Iterator[Mistake]:
    """What MkDocs cannot read: its parser, which is Python's, refuses some that libyaml takes."""
    try:
        for _ in yaml.parse(content, Loader=yaml.Loader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        message = "MkDocs가 이 YAML을 읽지 못합니다."
        yield Mistake(place, SETTING.id, message, "이 값을 따옴표로 감싸십시오.")


def _mistakes(memo: Memo, file: YamlFile) -> Iterator[Mistake]:
    if not isinstance(file.value, dict):
        yield _mistake(file, (), "설정이 '이름: 값'의 묶음이 아닙니다.", "보기: site_name: 이름")
        return
    yield from untrusted(memo, file)
    yield from _of_kinds(file)
    yield from _of_repository(file)
    yield from _of_extra(file)
    entries = file.value.get(_EXTENSIONS) or []
    if not isinstance(entries, list):
        yield _mistake(file, (_EXTENSIONS,), "확장이 목록이 아닙니다.", "보기: [attr_list]")
        return
    for index, entry in enumerate(entries):
        if not is_foreign(entry) and (problem := _problem(entry)):
            yield _mistake(file, (_EXTENSIONS, index), *problem)
    yield from _of_translations(file)


def _of_kinds(file: YamlFile) -> Iterator[Mistake]:
    for name, kind, korean, example in _KINDS:
        if name not in file.value and (name != "site_name" or meant(name, file.value)):
            continue  # a misspelt name is told where it stands
        if not isinstance(file.value.get(name), kind):
            yield _mistake(file, (name,), f"'{name}'의 값이 {korean}이 아닙니다.", example)


def _of_repository(file: YamlFile) -> Iterator[Mistake]:
    """What leads to the files of the repository."""
    address, place = file.value.get("repo_url"), file.value.get("edit_uri")
    site = file.value.get("site_url")
    if isinstance(site, str) and not _ADDRESS.match(site):
        message = "'site_url'의 값이 http(s) 주소가 아닙니다."
        yield _mistake(file, ("site_url",), message, "보기: https://example.com/")
    if address and not (isinstance(address, str) and _ADDRESS.match(address)):
        message = "'repo_url'의 값이 http(s) 주소가 아닙니다."
        yield _mistake(file, ("repo_url",), message, "보기: https://github.com/owner/name")
    if place and not (address and str(place).rstrip("/").endswith(DOCS)):
        message = f"'edit_uri'는 repo_url과 함께, {DOCS}/로 끝나게 씁니다."
        yield _mistake(file, ("edit_uri",), message, f"보기: edit/main/{DOCS}/")


_ADDRESS = re.compile(r"https?://[^\s<>\"']+$")
_MAIL = re.compile(r"[^\s<>\"'@:/?]+@[^\s<>\"'@:/?]+$")
_WORDS, _ADDRESSES = ("licence", "owner"), ("contact", "report")
_EXTRA = (*_WORDS, *_ADDRESSES, "apart")


def _of_extra(file: YamlFile) -> Iterator[Mistake]:
    """What the foot of every page and the order of the menu take from `extra`."""
    found = file.value.get("extra")
    for name, value in found.items() if isinstance(found, dict) else ():
        loc = ("extra", name)
        if name in _WORDS and not isinstance(value or "", str):
            yield _mistake(file, loc, f"'{name}'의 값이 글이 아닙니다.", "따옴표로 감싸십시오.")
        elif name in _ADDRESSES and value and not _is_reachable(value):
            message = f"'{name}'의 값이 http(s) 주소도 메일 주소도 아닙니다."
            yield _mistake(file, loc, message, "보기: https://example.com/issues, kb@example.com")
        elif name == "apart":
            yield from _of_apart(file, value)
        elif name not in _EXTRA:  # the theme has some that load code of other sites
            message = f"'{name}'이라는 설정은 없습니다."
            hint = f"이름을 확인하십시오.{suggestion(str(name), _EXTRA)}"
            yield _mistake(file, loc, message, hint, key=True)


def _is_reachable(value: Any) -> bool:
    return isinstance(value, str) and bool(_ADDRESS.match(value) or _MAIL.match(value))


def _of_apart(file: YamlFile, value: Any) -> Iterator[Mistake]:
    """Sections of the menu that are not there."""
    nav = file.value.get("nav")
    sections = [item for item in nav if isinstance(item, dict)] if isinstance(nav, list) else []
    known = [str(label) for section in sections for label in section]
    if value and not isinstance(value, list):
        message = "'apart'의 값이 목록이 아닙니다."
        yield _mistake(file, ("extra", "apart", "image"), message, "보기: [찾아보기]")
        return
    for index, label in enumerate(value or ()):
        if label not in known:
            hint = f"nav의 묶음 이름을 쓰십시오.{suggestion(str(label), known)}"
            message = f"'{label}'이라는 묶음이 메뉴에 없습니다."
            yield _mistake(file, ("extra", "apart", index), message, hint)


def _problem(entry: Any) -> tuple[str, str] | None:
    """Message and hint, where an extension cannot be loaded."""
    if isinstance(entry, dict) and len(entry) == 1:
        name, options = next(iter(entry.items()))
    else:
        name, options = entry, {}
    if not isinstance(name, str) or not isinstance(options or {}, dict):
        return "확장이 이름도 '이름: {설정}'도 아닙니다.", "보기: - toc: {permalink: false}"
    try:
        configs = {name: with_functions(options or {})}
        markdown.Markdown(extensions=[name], extension_configs=configs)
    except (AttributeError, KeyError, TypeError, ValueError):
        return f"'{name}' 확장의 설정이 맞지 않습니다.", "설정의 이름과 값을 확인하십시오."
    return None


def _of_translations(file: YamlFile) -> Iterator[Mistake]:
    """The way to the English labels of the menu."""
    loc: Loc = ()
    value = file.value
    for name in ("plugins", "i18n", "languages"):
        loc, value = (*loc, name), value.get(name)
        is_last = name == "languages"
        if value is None:
            return
        if not isinstance(value, list if is_last else dict):
            kind = "목록" if is_last else "'이름: 값'의 묶음"
            yield _mistake(
                file, loc, f"'{name}'의 값이 {kind}이 아닙니다.", "들여쓰기를 확인하십시오."
            )
            return
    for index, language in enumerate(value):
        if not isinstance(language, dict):
            yield _mistake(
                file, (*loc, index), "언어의 설정이 묶음이 아닙니다.", "보기: - locale: en"
            )
        else:
            yield from _of_language(file, language, (*loc, index))


def _of_language(file: YamlFile, language: dict[str, Any], loc: Loc) -> Iterator[Mistake]:
    if language.get("locale") not in LANGS:
        place = (*loc, "locale") if "locale" in language else loc
        message = f"언어(locale)는 {', '.join(LANGS)} 가운데 하나입니다."
        yield _mistake(file, place, message, "보기: - locale: en")
    labels = language.get("nav_translations", {})
    if not isinstance(labels, dict):
        message = "'nav_translations'의 값이 '이름: 값'의 묶음이 아닙니다."
        yield _mistake(file, (*loc, "nav_translations"), message, "보기: {시장: Market}")
        return
    for label, english in labels.items():
        if not isinstance(english, str):
            message = f"'{label}'의 영어가 글이 아닙니다."
            yield _mistake(file, (*loc, "nav_translations", label), message, "글로 쓰십시오.")


def _mistake(file: YamlFile, loc: Loc, message: str, hint: str, *, key: bool = False) -> Mistake:
    return Mistake(file.place(loc, key=key), SETTING.id, message, hint)


def _settings(project: Project) -> Iterator[Finding]:
    for mistake in setting_mistakes(project.memo):
        span = Span(CONFIG, mistake.place.line, mistake.place.column)
        yield Finding(SETTING, span, mistake.message, mistake.hint)


CHECKS = (Check(_settings, (SETTING,)),)
