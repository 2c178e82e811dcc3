"""Read a YAML 1.2 file and keep the place of every node.

The place travels with the value, so that a check that runs long after loading can still
name file, line and column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Loc = tuple[str | int, ...]
"""The way from a file's root to a node: keys and list indices."""


@dataclass(frozen=True)
class Place:
    """A place in a text file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Mistake:
    """What a file does wrong as YAML. message: Korean."""

    place: Place
    rule: str
    message: str
    hint: str | None = None


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


# What the parser says most often, for writers. The rest is shown as it comes.
_PROBLEMS = {
    "could not find expected ':'": "키 뒤에 콜론(:)이 없습니다.",
    "mapping values are not allowed here": "값 안에 콜론(:)이 있습니다. 값을 따옴표로 감싸십시오.",
    "found character that cannot start any token": (
        "여기에 올 수 없는 글자입니다. 들여쓰기는 탭이 아니라 빈칸으로 하고, "
        "@나 `로 시작하는 값은 따옴표로 감싸십시오."
    ),
    "expected <block end>, but found": "들여쓰기가 위 줄과 맞지 않습니다.",
    "found unexpected end of stream": "따옴표나 괄호가 닫히지 않았습니다.",
    "expected ',' or": "중괄호나 대괄호 안에 쉼표(,)나 닫는 괄호가 없습니다.",
}


def parse(text: str, path: str) -> tuple[YamlFile | None, list[Mistake]]:
    """Parse a file's text.

    Returns the file (None where it is not YAML at all) and its mistakes: syntax errors under
    the rule `yaml/syntax`, keys given twice under `yaml/duplicate-key`.
    """
    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(text)
    except YAMLError as error:
        return None, [_syntax_mistake(error)]
    reader = _Reader(yaml)
    value = reader.read(root, ()) if root is not None else None
    return YamlFile(path, value, reader.keys, reader.values), reader.mistakes


class _Reader:
    """Turns the node tree into plain values, noting places on the way."""

    def __init__(self, yaml: YAML) -> None:
        self.constructor = yaml.constructor
        self.keys: dict[Loc, Place] = {}
        self.values: dict[Loc, Place] = {}
        self.mistakes: list[Mistake] = []

    def read(self, node: Node, loc: Loc) -> Any:
        self.values[loc] = _place(node.start_mark)
        if isinstance(node, MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*loc, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)  # an alias was resolved while composing
        return self._scalar(node)

    def _mapping(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            # A key is its text: `2024:` and `'2024':` are one edition.
            key = str(key_node.value)
            if key in result:
                first = self.keys[(*loc, key)]
                self.mistakes.append(
                    Mistake(
                        _place(key_node.start_mark),
                        "yaml/duplicate-key",
                        f"'{key}' 키가 두 번 있습니다.",
                        f"처음 쓴 곳은 {first.line}행입니다. 하나를 지우십시오.",
                    )
                )
                continue
            self.keys[(*loc, key)] = _place(key_node.start_mark)
            result[key] = self.read(value_node, (*loc, key))
        return result

    def _scalar(self, node: ScalarNode) -> Any:
        try:
            return self.constructor.construct_object(node, deep=True)
        except (YAMLError, ValueError):
            self.mistakes.append(
                Mistake(
                    _place(node.start_mark),
                    "yaml/syntax",
                    f"'{node.value}' 값을 읽을 수 없습니다.",
                    "날짜라면 2026-11-23처럼 쓰고, 글이라면 따옴표로 감싸십시오.",
                )
            )
            return None


def _place(mark: StringMark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _syntax_mistake(error: YAMLError) -> Mistake:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Mistake(Place(1, 1), "yaml/syntax", f"YAML 문법이 맞지 않습니다: {error}")
    problem = str(error.problem or "")
    known = next((text for start, text in _PROBLEMS.items() if problem.startswith(start)), None)
    return Mistake(
        _place(error.problem_mark),
        "yaml/syntax",
        "YAML 문법이 맞지 않습니다.",
        known or f"파서의 말: {problem}",
    )
