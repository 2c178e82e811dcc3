"""What a call says: the expression between `{{` and `}}` as a tree.

Expressions are written like `vendor("sagemaker").name | josa("은/는")`: constants, calls of a name,
attributes and filters. Python's own parser reads them, and nothing of them is carried out here.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from keyword import iskeyword
from typing import TypeAlias

# As in `kb.read.inline`, which finds the end of a call: both have to part strings alike.
_STRING = re.compile(r"(['\"])((?:\\.|(?!\1)[^\\])*)\1", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNUSUAL = re.compile(r"[^\t\n\r -~]")
_OTHER_SYNTAX = re.compile(r"[\"'#\\]")
_UNSEEN_IN_STRING = re.compile("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_USUAL = re.compile(r"(?P<name>[a-z_]+)\(\"(?P<value>[ !#-\[\]-~]*)\"\)")
"""A call of a name with one plain string of ASCII: nearly all, read without Python's parser."""
_WORDS = {"true": True, "false": False, "none": None}
"""Constants that are written in small letters, too."""

_SIGNS = dict.fromkeys("“”„‟″「」『』", '"') | dict.fromkeys("‘’‚‛′", "'") | {"、": ",", "。": "."}
"""What is meant by signs that only look like those of a call; the wide ones, `（`, say it themselves."""
_UNSEEN = {
    "\u00a0": "줄 바꿈 없는 빈칸",
    "\u00ad": "숨은 붙임표",
    "\u200b": "폭 없는 빈칸",
    "\u3000": "전각 빈칸",
    "\ufeff": "바이트 순서 표시",
}

Value: TypeAlias = "str | int | float | bool | tuple[Value, ...] | None"


@dataclass(unsafe_hash=True)
class CallError(Exception):
    """An expression that cannot be read. message, hint: Korean."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """A value as it is written; a list or a tuple of constants is a tuple."""

    value: Value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constant) and repr(self.value) == repr(other.value)

    def __hash__(self) -> int:
        return hash(repr(self.value))  # Python takes 1, 1.0 and True for the same


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is not called."""

    name: str


@dataclass(frozen=True, slots=True)
class Called:
    """A name that is called. named: arguments by name, in the order in which they are written."""

    name: str
    arguments: tuple[Expression, ...] = ()
    named: tuple[tuple[str, Expression], ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """`owner.name`."""

    owner: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Filtered:
    """`value | filter(…)`; the brackets of a filter may be missing."""

    value: Expression
    filter: Called


Expression: TypeAlias = Constant | Name | Called | Attribute | Filtered


def cited(expression: str) -> str:
    """The source that an expression cites; nothing where it says something else."""
    try:
        match parse_call(expression):
            case Called("cite", (Constant(str(source)),)):
                return source
    except CallError:
        pass
    return ""


def strings(expression: str) -> list[tuple[int, str]]:
    """The strings of an expression as they are written, with the offset of what is in the quotes."""
    return [(string.start(2), string[2]) for string in _STRING.finditer(expression)]


def called_strings(tree: Expression) -> Iterator[tuple[str, int | str, str]]:
    """The strings of a tree in the order in which they are written, each with the name that is
    called with it and the place or the name of the argument.
    """
    match tree:
        case Called(name, arguments, named):
            every: list[tuple[int | str, Expression]] = [*enumerate(arguments), *named]
            for argument, value in every:
                if isinstance(value, Constant):
                    yield from ((name, argument, text) for text in _texts(value.value))
                else:
                    yield from called_strings(value)
        case Attribute(owner, _):
            yield from called_strings(owner)
        case Filtered(value, filter_):
            yield from called_strings(value)
            yield from called_strings(filter_)
        case Constant(value):
            yield from (("", 0, text) for text in _texts(value))


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def parse_call(expression: str) -> Expression:
    """The tree of an expression. Raises CallError.

    A backslash in a string makes the character behind it stand for itself.
    """
    written = expression.strip()
    usual = _USUAL.fullmatch(written)
    if usual and not iskeyword(usual["name"]):
        return Called(usual["name"], (Constant(usual["value"]),))
    try:
        return _tree(ast.parse(_as_python(written), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise CallError(
            f"'{written}'의 문법이 맞지 않습니다.",
            '괄호와 따옴표의 짝을 맞추십시오. 보기: figure("market.brief.target")',
        ) from None


def in_plain_signs(expression: str) -> str:
    """A call that is typed with signs which only look like those of a call, in the right ones.

    Empty where it can be read as it is, or cannot even then.
    """
    written = expression.strip()
    pieces, end = [], 0
    for string in _STRING.finditer(written):
        pieces += [_plain(written[end : string.start()]), _seen(string[0])]
        end = string.end()
    plain = "".join([*pieces, _plain(written[end:])])
    try:
        parse_call(plain)
    except CallError:
        return ""
    return plain if plain != written else ""


def _plain(text: str) -> str:
    """What stands outside of strings, in ASCII where a sign of a call is meant."""
    return "".join(_sign(char) for char in _seen(text))


def _sign(char: str) -> str:
    meant = _SIGNS.get(char) or unicodedata.normalize("NFKC", char)
    return meant if len(meant) == 1 and meant.isascii() else char


def _seen(text: str) -> str:
    """A text with plain blanks, and without what cannot be seen."""
    blank = re.sub("[\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]", " ", text)
    seen = _UNSEEN_IN_STRING.sub("", blank)
    return re.sub(r"^([\"']) +| +([\"'])$", r"\1\2", seen) if seen != text else text


def _as_python(written: str) -> str:
    """The same in one line, with strings as Python writes them. Raises CallError, SyntaxError."""
    pieces, end = [], 0
    for string in _STRING.finditer(written):
        if unseen := _UNSEEN_IN_STRING.search(written, string.start(), string.end()):
            raise _misplaced(written, unseen.start())
        value = _ESCAPED.sub(r"\1", string[2])
        # The space keeps a letter before a string from becoming its prefix.
        pieces += [_outside(written, end, string.start()), f" {value!r}"]
        end = string.end()
    return "".join([*pieces, _outside(written, end, len(written))]).strip()


def _outside(written: str, start: int, end: int) -> str:
    """A part that is no string, in one line. Raises CallError, SyntaxError."""
    for unusual in _UNUSUAL.finditer(written, start, end):
        if not _is_of_names(unusual[0]):
            raise _misplaced(written, unusual.start())
    if _OTHER_SYNTAX.search(written, start, end):
        raise SyntaxError
    return written[start:end].replace("\n", " ").replace("\r", " ")


def _is_of_names(char: str) -> bool:
    """Whether a name may have a character, and Python does not read it as another one."""
    folded = unicodedata.normalize("NFKC", char)
    return f"a{char}".isidentifier() and not any(map(str.isascii, folded))


def _misplaced(written: str, at: int) -> CallError:
    """The mistake of a character that no call has outside of strings."""
    char = written[at]
    meant = _SIGNS.get(char) or unicodedata.normalize("NFKC", char)
    if char.isspace():
        named, hint = _UNSEEN.get(char, "특수한 빈칸"), "보통 빈칸으로 바꾸십시오."
    elif not char.isprintable():
        named, hint = _UNSEEN.get(char, "보이지 않는 글자"), "지우십시오."
    elif len(meant) == 1 and meant.isascii():
        named, hint = f"'{char}'", f"ASCII 글자로 바꾸십시오: {meant}"
    else:
        named, hint = f"'{char}'", "글이라면 따옴표로 감싸십시오."
    named = f"{named}(U+{ord(char):04X})"
    return CallError(f"'{written}'의 {at + 1}번째에 쓸 수 없는 글자가 있습니다: {named}.", hint)


def _tree(node: ast.expr) -> Expression:
    """Raises SyntaxError for what Python knows and calls do not."""
    match node:
        case ast.Constant(value=(str() | int() | float() | None) as value):
            return Constant(value)
        case ast.Name(id=name):
            return Constant(_WORDS[name]) if name in _WORDS else Name(name)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return Constant(tuple(_constant(item) for item in items))
        case ast.Attribute(value=owner, attr=name):
            return Attribute(_tree(owner), name)
        case ast.Call():
            return _called(node)
        case ast.BinOp(left=value, op=ast.BitOr(), right=ast.Name(id=name)):
            return Filtered(_tree(value), Called(name))
        case ast.BinOp(left=value, op=ast.BitOr(), right=ast.Call() as filter_):
            return Filtered(_tree(value), _called(filter_))
    raise SyntaxError


def _constant(node: ast.expr) -> Value:
    tree = _tree(node)
    if not isinstance(tree, Constant):
        raise SyntaxError
    return tree.value


def _called(node: ast.Call) -> Called:
    names = [keyword.arg for keyword in node.keywords]
    if not isinstance(node.func, ast.Name) or len(set(names)) < len(names):
        raise SyntaxError
    named = tuple((word.arg, _tree(word.value)) for word in node.keywords if word.arg is not None)
    if len(named) < len(names):  # `**` has no name
        raise SyntaxError
    return Called(node.func.id, tuple(map(_tree, node.args)), named)
