"""Read a YAML 1.2 file and keep the place of every node.

The place travels with the value, so that a check that runs long after loading can still
name file, line and column.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.cyaml import CParser
from yaml.resolver import BaseResolver

from kb.text import HIDDEN, NOT_UTF8, Place, not_utf8

Loc = tuple[str | int, ...]
"""The way from a file's root to a node: keys and list indices."""


@dataclass(frozen=True)
class Mistake:
    """What a file does wrong as text or as YAML. message, hint: Korean.

    wrong, right: what stands at the place and what has to, where that is certain.
    """

    place: Place
    rule: str
    message: str
    hint: str | None = None
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True)
class YamlFile:
    """One parsed file.

    path: POSIX, from the project's root. value: plain dict, list or scalar.
    keys, values: the place of a key (of its value) by the way to it.
    """

    path: str
    value: Any
    keys: Mapping[Loc, Place] = field(repr=False)
    values: Mapping[Loc, Place] = field(repr=False)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Where a node stands, or else the nearest node above it. key: the key, not its value."""
        table = self.keys if key else self.values
        for end in range(len(loc), 0, -1):
            if loc[:end] in table:
                return table[loc[:end]]
            if loc[:end] in self.keys:
                return self.keys[loc[:end]]
        return Place(1, 1)


class _Loader(CParser, BaseResolver):  # type: ignore[misc]
    """libyaml's parser with the scalars of YAML 1.2's core schema, and dates; no yes/no booleans."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        BaseResolver.__init__(self)


_PREFIX = "tag:yaml.org,2002:"
PYTHON_NAME = f"{_PREFIX}python/name:"
"""How the value of a node tagged `!!python/name:…` begins; the dotted name follows."""
_SCALARS: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("null", r"~|null|Null|NULL|", lambda text: None),
    ("bool", r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("int", r"[-+]?[0-9]+", int),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?", float),
    ("timestamp", r"\d{4}-\d{2}-\d{2}", datetime.date.fromisoformat),
)
_CONSTRUCTORS = {_PREFIX + name: construct for name, _, construct in _SCALARS}
for _name, _pattern, _ in _SCALARS:
    _Loader.add_implicit_resolver(_PREFIX + _name, re.compile(rf"(?:{_pattern})$"), None)

# What the parser says most often, for writers. The rest is shown as it comes.
_PROBLEMS = {
    "but found another document": "'---'는 한 파일에 한 번만, 첫머리에만 쓸 수 있습니다.",
    "did not find expected alphabetic": "*나 &로 시작하는 값은 따옴표로 감싸십시오.",
    "found undefined alias": "*로 시작하는 값은 따옴표로 감싸십시오.",
    "could not find expected ':'": "키 뒤에 콜론(:)이 없습니다.",
    "mapping values are not allowed": "값 안에 콜론(:)이 있거나 들여쓰기가 맞지 않습니다. 값이라면 따옴표로 감싸십시오.",
    "found character that cannot start any token": (
        "여기에 올 수 없는 글자입니다. 들여쓰기는 탭이 아니라 빈칸으로 하고, "
        "@나 `로 시작하는 값은 따옴표로 감싸십시오."
    ),
    "did not find expected": "괄호가 닫히지 않았거나 들여쓰기가 위 줄과 맞지 않습니다.",
    "found unexpected end of stream": "따옴표나 괄호가 닫히지 않았습니다.",
}


def parse(text: str, path: str) -> tuple[YamlFile | None, list[Mistake]]:
    """Parse a file's text.

    Returns the file (None where it is not YAML at all) and its mistakes: syntax errors under
    the rule `yaml/syntax`, keys given twice under `yaml/duplicate-key`. A value that cannot be
    read stays as it is written.
    """
    if place := not_utf8(text):
        return None, [Mistake(place, "file/encoding", NOT_UTF8)]
    try:
        if refused := _refused(text):
            return None, [refused]
        root = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        return None, [_syntax_mistake(error, text)]
    reader = _Reader()
    value = reader.read(root, ()) if root is not None else None
    return YamlFile(path, value, reader.keys, reader.values), reader.mistakes


_MAY_BE_REFUSED = re.compile(
    r"(?:^|[\s\[{,:-])[&*][^\s*&]|(?:[\[{][^\[\]{}]*){20}|(?:[-?] ){20}|^ {30}", re.M
)
_DEEPEST = 30
"""Levels of nesting: more than any record has, and fewer than the parser can bear."""


def _refused(text: str) -> Mistake | None:
    """What is YAML and no part of ours: a name for a value, its use elsewhere, great depth.

    A few lines of such names can stand for more values than a machine holds.
    """
    if not _MAY_BE_REFUSED.search(text):
        return None
    parser, depth = _Loader(text), 0
    while event := parser.get_event():
        if getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            return Mistake(
                _place(event.start_mark),
                "yaml/syntax",
                f"별칭({sign}{event.anchor})은 쓰지 않습니다.",
                "값을 그 자리에 그대로 쓰십시오. 글이라면 따옴표로 감싸십시오.",
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            message, hint = "값이 너무 깊이 들어 있습니다.", "괄호와 들여쓰기를 확인하십시오."
            return Mistake(_place(event.start_mark), "yaml/syntax", message, hint)
    return None


class _Reader:
    """Turns the node tree into plain values, noting places on the way."""

    def __init__(self) -> None:
        self.keys: dict[Loc, Place] = {}
        self.values: dict[Loc, Place] = {}
        self.mistakes: list[Mistake] = []

    def read(self, node: yaml.Node, loc: Loc) -> Any:
        self.values[loc] = _place(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        is_mapping = isinstance(node, yaml.MappingNode)
        return self._mapping(node, loc) if is_mapping else self._sequence(node, loc)

    def _sequence(self, node: yaml.SequenceNode, loc: Loc) -> list[Any]:
        return [self.read(item, (*loc, i)) for i, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if hidden := HIDDEN.search(str(key_node.value)):
                self._add_hidden(key_node, hidden[0])
            # A key is its text: `2024:` and `'2024':` are one edition.
            key = str(key_node.value)
            wide = _WIDE_COLON.match(key)
            if wide and value_node.start_mark.index == value_node.end_mark.index:
                self.mistakes.append(_wide_colon(_place(key_node.start_mark), key, wide))
                key, value = wide["key"], key[wide.end() :]
                self.keys[(*loc, key)] = self.values[(*loc, key)] = _place(key_node.start_mark)
                result[key] = value
                continue
            if key in result:
                self._add_twice(key_node, key, self.keys[(*loc, key)])
                continue
            self.keys[(*loc, key)] = _place(key_node.start_mark)
            result[key] = self.read(value_node, (*loc, key))
        return result

    def _add_twice(self, node: yaml.Node, key: str, first: Place) -> None:
        self.mistakes.append(
            Mistake(
                _place(node.start_mark),
                "yaml/duplicate-key",
                f"'{key}' 키가 두 번 있습니다.",
                f"처음 쓴 곳은 {first.line}행입니다. 하나를 지우십시오.",
            )
        )

    def _scalar(self, node: yaml.Node) -> Any:
        if node.tag.startswith(PYTHON_NAME):
            return node.tag
        if hidden := HIDDEN.search(node.value):
            self._add_hidden(node, hidden[0])
        construct = _CONSTRUCTORS.get(node.tag, str)
        try:
            return construct(node.value)
        except ValueError:
            self._add(
                node,
                f"'{node.value}' 값을 읽을 수 없습니다.",
                "날짜라면 2026-11-23처럼 쓰고, 글이라면 따옴표로 감싸십시오.",
            )
            return node.value

    def _add_hidden(self, node: yaml.Node, char: str) -> None:
        """A character that nobody sees: in quotation marks it may be written by its number."""
        message = f"값에 보이지 않는 문자 U+{ord(char):04X}이(가) 있습니다."
        place = _place(node.start_mark)
        self.mistakes.append(Mistake(place, "file/character", message, "지우십시오."))

    def _add(self, node: yaml.Node, message: str, hint: str) -> None:
        self.mistakes.append(Mistake(_place(node.start_mark), "yaml/syntax", message, hint))


def _place(mark: yaml.Mark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _syntax_mistake(error: yaml.YAMLError, text: str) -> Mistake:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Mistake(Place(1, 1), "yaml/syntax", f"YAML 문법이 맞지 않습니다: {error}")
    mark, problem = error.problem_mark, str(error.problem or "")
    if problem.startswith(_NO_KEY):
        found = (
            _wide_colon_before(text, mark.line)
            or _wide_blank_before(text, mark.line)
            or _tight_colon_before(text, mark.line)
            or _colon_in_text(text, mark.line)
        )
        if found:
            return found
    if error.context_mark is not None and problem.startswith(_FROM_CONTEXT):
        mark = error.context_mark  # where it began; the problem shows lines further down
    known = next((text for start, text in _PROBLEMS.items() if problem.startswith(start)), None)
    return Mistake(
        _place(mark),
        "yaml/syntax",
        "YAML 문법이 맞지 않습니다.",
        known or f"파서의 말: {problem}",
    )


_NO_KEY = ("could not find expected ':'", "mapping values are not allowed")
_FROM_CONTEXT = ("could not find expected ':'", "found unexpected end of stream")
_WIDE_COLON = re.compile(r"(?P<key>[A-Za-z0-9_.-]+)(?P<colon>：[ \u00a0\u3000]*)")
_WIDE_COLON_LINE = re.compile(rf"(?P<before>\s*(?:- )?[\"']?){_WIDE_COLON.pattern}")
_TIGHT_COLON_LINE = re.compile(r"\s*(?:- )?(?P<key>[A-Za-z_][A-Za-z0-9_-]*)(?P<colon>:)[^\s:/]")
_COLON_IN_TEXT_LINE = re.compile(
    r"\s*(?:- )?(?:ko|en|title|description): +(?P<value>[^\s\"'\[\]{}#&*!|>%@`][^\"\\#]*?)[ \t]*"
)
_WIDE_BLANK_LINE = re.compile(r"\s*(?:- )?[A-Za-z0-9_.-]+:(?P<blank>[ ]*[\u00a0\u3000]+[ ]*)")


def _wide_colon(place: Place, text: str, found: re.Match[str]) -> Mistake:
    """A full-width colon behind a key. place: of the text that was searched."""
    return Mistake(
        Place(place.line, place.column + found.start("colon")),
        "yaml/syntax",
        f"'{found['key']}' 뒤의 콜론이 전각(：)입니다.",
        "반각 콜론과 빈칸으로 바꾸십시오: ': '",
        found["colon"],
        ": " if text[found.end() :] else ":",
    )


def _wide_colon_before(text: str, line: int) -> Mistake | None:
    """The full-width colon because of which the parser stopped on a line or on one behind it."""
    number, found = _last_before(_WIDE_COLON_LINE, text, line)
    return _wide_colon(Place(number, 1), found.string, found) if found else None


def _wide_blank_before(text: str, line: int) -> Mistake | None:
    """The same for a wide or a no-break space where a key's colon wants a blank."""
    number, found = _last_before(_WIDE_BLANK_LINE, text, line)
    if found is None:
        return None
    return Mistake(
        Place(number, found.start("blank") + 1),
        "yaml/syntax",
        "콜론 뒤의 빈칸이 보통 빈칸이 아닙니다.",
        "보통 빈칸으로 바꾸십시오.",
        found["blank"],
        " ",
    )


def _tight_colon_before(text: str, line: int) -> Mistake | None:
    """The same for a colon behind a key with no blank behind it."""
    number, found = _last_before(_TIGHT_COLON_LINE, text, line)
    if found is None:
        return None
    return Mistake(
        Place(number, found.start("colon") + 1),
        "yaml/syntax",
        f"'{found['key']}' 뒤의 콜론과 값 사이에 빈칸이 없습니다.",
        "콜론 뒤에 빈칸을 두십시오.",
        found["colon"],
        ": ",
    )


def _colon_in_text(text: str, line: int) -> Mistake | None:
    """A text for readers with a colon in it and no quotes around it, on the line of the parser's stop."""
    lines = text.split("\n")
    found = _COLON_IN_TEXT_LINE.fullmatch(lines[line]) if line < len(lines) else None
    if found is None:
        return None
    return Mistake(
        Place(line + 1, found.start("value") + 1),
        "yaml/syntax",
        "글 안에 콜론(:)이 있는데 따옴표가 없습니다.",
        "글을 따옴표로 감싸십시오.",
        found["value"],
        f'"{found["value"]}"',
    )


def _last_before(
    pattern: re.Pattern[str], text: str, line: int
) -> tuple[int, re.Match[str] | None]:
    """The last match at or shortly before the line, counted from 0, on which the parser stopped, and
    its own line, counted from 1.
    """
    lines = text.split("\n")[: line + 1]
    for number in range(len(lines), max(0, len(lines) - _LOOK_BACK), -1):
        if found := pattern.match(lines[number - 1]):
            return number, found
    return 0, None


_LOOK_BACK = 3
"""How many lines behind a bad key the parser may stop, blank ones and comments aside."""
