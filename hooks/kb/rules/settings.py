"""What pages need of `mkdocs.yml` besides the menu: extensions of Markdown, labels in English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import markdown
import yaml

from kb.findings import rules
from kb.findings.finding import Finding, Span
from kb.memo import Memo, question, text
from kb.project import CONFIG, Project, config, with_functions
from kb.read.yamlfile import Loc, Mistake, YamlFile
from kb.rules.rule import Check
from kb.text import Place

_EXTENSIONS = "markdown_extensions"


@question
def setting_mistakes(memo: Memo) -> tuple[Mistake, ...]:
    """Settings that cannot be used; without them no page can be made."""
    file, _ = config(memo)
    if file is None:
        return ()
    return (*_of_syntax(text(memo, CONFIG) or ""), *_mistakes(file))


def _of_syntax(content: str) -> Iterator[Mistake]:
    """What MkDocs cannot read: its parser, which is Python's, refuses some that libyaml takes."""
    try:
        for _ in yaml.parse(content, Loader=yaml.Loader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        message = "MkDocs가 이 YAML을 읽지 못합니다."
        yield Mistake(place, rules.SETTING.id, message, "이 값을 따옴표로 감싸십시오.")


def _mistakes(file: YamlFile) -> Iterator[Mistake]:
    if not isinstance(file.value, dict):
        yield _mistake(file, (), "설정이 '이름: 값'의 묶음이 아닙니다.", "보기: site_name: 이름")
        return
    entries = file.value.get(_EXTENSIONS) or []
    if not isinstance(entries, list):
        yield _mistake(file, (_EXTENSIONS,), "확장이 목록이 아닙니다.", "보기: [attr_list]")
        return
    for index, entry in enumerate(entries):
        if problem := _problem(entry):
            yield _mistake(file, (_EXTENSIONS, index), *problem)
    yield from _of_translations(file)


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
    except ImportError:
        return f"'{name}' 확장을 찾을 수 없습니다.", "이름을 확인하십시오."
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
        elif not isinstance(language.get("nav_translations", {}), dict):
            message = "'nav_translations'의 값이 '이름: 값'의 묶음이 아닙니다."
            yield _mistake(file, (*loc, index, "nav_translations"), message, "보기: {시장: Market}")


def _mistake(file: YamlFile, loc: Loc, message: str, hint: str) -> Mistake:
    return Mistake(file.place(loc), rules.SETTING.id, message, hint)


def _settings(project: Project) -> Iterator[Finding]:
    for mistake in setting_mistakes(project.memo):
        span = Span(CONFIG, mistake.place.line, mistake.place.column)
        yield Finding(rules.SETTING, span, mistake.message, mistake.hint)


CHECKS = (Check(_settings, (rules.SETTING,)),)
