"""Settings that decide what a build runs, reads and writes: they have the values of this program.

Who changes `mkdocs.yml` alone must not be able to have a reviewer's machine run, read or publish
what is none of the project's. So these are looked at before MkDocs, or an extension, is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from kb.korean.wording import suggestion
from kb.memo import Memo, text
from kb.project import CONFIG, DOCS, EXTENSIONS, FUNCTIONS
from kb.read.yamlfile import PYTHON_NAME, Loc, Mistake, YamlFile
from kb.text import Place

ID = "config/setting"
NAMES = (
    "copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "exclude_docs", "extra",
    "extra_css", "hooks", "markdown_extensions", "nav", "not_in_nav", "plugins", "repo_name",
    "repo_url", "site_author", "site_description", "site_dir", "site_name", "site_url", "strict",
    "theme", "use_directory_urls", "validation", "watch",
)  # fmt: skip
"""What MkDocs may be told here."""
_HOOKS = tuple(f"hooks/{stage}.py" for stage in ("load", "check", "render", "theme", "publish"))
_PLUGINS = ("charts", "i18n")
_THEME = ("custom_dir", "features", "font", "language", "name", "static_templates")
_FIXED: Mapping[Loc, Any] = {
    ("copyright",): "",
    ("docs_dir",): DOCS,
    ("site_dir",): "site",
    ("extra_css",): ["assets/styles/kb.css"],
    ("theme", "name"): "material",
    ("theme", "custom_dir"): "overrides",
    ("theme", "font"): False,
    ("use_directory_urls",): True,
}
"""Settings of which the code takes one value only: where it reads and writes, and what pages load."""
_VARIABLES = ("SITE_URL", "BUILD_EN")
_ENV = "!ENV"
_PLAIN = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "null", "str"))


def untrusted(memo: Memo, file: YamlFile) -> Iterator[Mistake]:
    """What `mkdocs.yml`, which is a mapping, may not say."""
    yield from _of_names(file)
    yield from _of_values(file)
    yield from _of_lists(file)
    yield from _of_tags(text(memo, CONFIG) or "")


def _of_names(file: YamlFile) -> Iterator[Mistake]:
    for name in file.value:
        if name == "INHERIT":
            message, hint = (
                "설정을 다른 파일에서 이어받을 수 없습니다.",
                "그 파일의 설정을 여기에 쓰십시오.",
            )
            yield _mistake(file, (name,), message, hint, key=True)
        elif name not in NAMES:
            yield _unknown(file, (name,), f"'{name}'이라는 설정은 없습니다.", NAMES)
    for setting, known, korean in (
        ("plugins", _PLUGINS, "플러그인"),
        ("theme", _THEME, "테마 설정"),
    ):
        found = file.value.get(setting)
        for name in found if isinstance(found, dict) else ():
            if name not in known:
                message = f"'{name}'은(는) 이 사이트가 쓰는 {korean}이 아닙니다."
                yield _unknown(file, (setting, name), message, known)


def _of_values(file: YamlFile) -> Iterator[Mistake]:
    for loc, wanted in _FIXED.items():
        value = file.value
        for name in loc:
            value = value.get(name, wanted) if isinstance(value, dict) else wanted
        if value != wanted or type(value) is not type(wanted):
            message = f"'{loc[-1]}'의 값은 {_typed(wanted)}이어야 합니다."
            yield _mistake(file, loc, message, "코드가 그 값만 압니다.")


def _typed(value: Any) -> str:
    """A value as a writer types it."""
    return (
        f"'{value}'"
        if isinstance(value, str) and value
        else str(yaml.safe_dump(value, default_flow_style=True)).split("\n")[0]
    )


def _of_lists(file: YamlFile) -> Iterator[Mistake]:
    """Code that is named in lists."""
    hooks = file.value.get("hooks")
    for index, path in enumerate(hooks if isinstance(hooks, list) else ()):
        if path not in _HOOKS:
            message = f"'{path}'은(는) 빌드가 쓰는 파일이 아닙니다."
            yield _unknown(file, ("hooks", index), message, _HOOKS, key=False)
    entries = file.value.get("markdown_extensions")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if is_foreign(entry):
            message = f"'{_name(entry)}'은(는) 이 사이트가 쓰는 확장이 아닙니다."
            yield _unknown(file, ("markdown_extensions", index), message, EXTENSIONS, key=False)


def is_foreign(entry: Any) -> bool:
    """Whether an entry of the extensions names one that is none of ours, which is code of others."""
    name = _name(entry)
    return isinstance(name, str) and name not in EXTENSIONS


def _name(entry: Any) -> Any:
    return next(iter(entry), "") if isinstance(entry, dict) else entry


def _of_tags(content: str) -> Iterator[Mistake]:
    """Tags of YAML, of which some have MkDocs carry out code or read the environment, and keys that
    take over other keys.
    """
    waiting = False
    try:
        for event in yaml.parse(content, Loader=yaml.CSafeLoader):
            tag, value = getattr(event, "tag", None), getattr(event, "value", None)
            is_named = waiting and value is not None
            if (
                (tag and not _is_known(tag, value))
                or (is_named and value not in _VARIABLES)
                or (value == "<<" and not event.style)
            ):
                place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
                told = f"'{tag or value}'" if not is_named else f"환경 변수 '{value}'"
                hint = f"값을 그대로 쓰십시오. 환경 변수는 {', '.join(_VARIABLES)}만 읽습니다."
                yield Mistake(place, ID, f"{told}을(를) 쓸 수 없습니다.", hint)
            waiting = tag == _ENV and value is None
    except yaml.YAMLError:
        return  # told as what it is


def _is_known(tag: str, value: str | None) -> bool:
    """Whether a tag may stand before a value, which is None for more than a scalar."""
    if tag == _ENV:
        return value is None or value in _VARIABLES
    if tag.startswith(PYTHON_NAME):
        return tag.removeprefix(PYTHON_NAME) in FUNCTIONS
    return tag == "!" or tag in _PLAIN


def _unknown(
    file: YamlFile, loc: Loc, message: str, known: tuple[str, ...], *, key: bool = True
) -> Mistake:
    """A name that is none of those known. key: whether it is a key."""
    hint = f"이름을 확인하십시오.{suggestion(str(loc[-1]) if key else _value(file, loc), known)}"
    return _mistake(file, loc, message, hint, key=key)


def _value(file: YamlFile, loc: Loc) -> str:
    return str(_name(file.value[loc[0]][loc[1]]))


def _mistake(file: YamlFile, loc: Loc, message: str, hint: str, *, key: bool = False) -> Mistake:
    return Mistake(file.place(loc, key=key), ID, message, hint)
