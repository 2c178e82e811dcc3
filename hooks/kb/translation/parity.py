"""How a section of a translation differs from its Korean in what no translation changes.

Calls, links and pictures, the shape of tables and lists, and code are the same in both languages,
whatever the words around them are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.read import Page, Section
from kb.read.fences import fold_fences
from kb.read.inline import cells
from kb.read.lines import OPAQUE, Line, Source


class DifferenceKind(StrEnum):
    """What is different. Of a call, link or picture: that it is only here, or only there."""

    CALL = "call"
    LINK = "link"
    PICTURE = "picture"
    TABLE = "table"
    CODE = "code"
    LIST = "list"
    LEVEL = "level"


@dataclass(frozen=True)
class Difference:
    """One difference of a section from its Korean.

    korean, english: what stands there and here, empty where nothing does. line, column: in the
    file of the translation.
    """

    kind: DifferenceKind
    korean: str
    english: str
    line: int
    column: int = 1


@dataclass(frozen=True)
class Named:
    """A call, link or picture, by what it says. line, column: in its file."""

    kind: DifferenceKind
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Shaped:
    """A table, an item of a list or a block of code, by what a translation leaves alone. line: in its file."""

    kind: DifferenceKind
    shape: str
    line: int


_PARTICLE = re.compile(r"\s*\|\s*josa\([^)]*\)")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎ]")
_RULE = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?\|? *$")
_WORDS = "\0"
"""Stands for a line of code that is in Korean."""
_ITEM = re.compile(r" *(?:[-*+]|\d+\.) +\S")


def bare(expression: str) -> str:
    """A call without what adds Korean particles."""
    return " ".join(_PARTICLE.sub("", expression).split())


def differences(korean: Page, there: Section, english: Page, here: Section) -> Iterator[Difference]:
    """How a section of a translation differs from its Korean. here: of the translation."""
    if there.level != here.level:
        yield Difference(DifferenceKind.LEVEL, "#" * there.level, "#" * here.level, here.line)
    yield from _unlike(named(korean, there), named(english, here), here)
    yield from _misshapen(shaped(korean, there), shaped(english, here), here)


def named(page: Page, section: Section) -> list[Named]:
    """The calls, links and pictures of a section, in their order."""
    found = [
        (call.start, Named(DifferenceKind.CALL, bare(call.expr), call.line, call.column))
        for call in page.calls
    ]
    found += [
        (
            link.start,
            Named(
                DifferenceKind.PICTURE if link.image else DifferenceKind.LINK,
                link.target,
                link.line,
                link.column,
            ),
        )
        for link in page.links
    ]
    inside = [item for item in found if section.start <= item[0] < section.end]
    return [item for _, item in sorted(inside, key=lambda item: item[0])]


def _unlike(there: list[Named], here: list[Named], section: Section) -> Iterator[Difference]:
    """What only one side has. One link gone and one new are one link that was changed."""
    for kind in (DifferenceKind.CALL, DifferenceKind.LINK, DifferenceKind.PICTURE):
        gone = _beyond([x for x in there if x.kind is kind], {x.text for x in here})
        new = _beyond([x for x in here if x.kind is kind], {x.text for x in there})
        if len(gone) == len(new) == 1:
            yield Difference(kind, gone[0].text, new[0].text, new[0].line, new[0].column)
            continue
        yield from (Difference(kind, "", x.text, x.line, x.column) for x in new)
        yield from (Difference(kind, x.text, "", section.line) for x in gone)


def _beyond(items: list[Named], known: set[str]) -> list[Named]:
    """Those that are not known, each once."""
    return list({item.text: item for item in items if item.text not in known}.values())


def _misshapen(there: list[Shaped], here: list[Shaped], section: Section) -> Iterator[Difference]:
    """Tables, lists and code that are other than there."""
    for kind in (DifferenceKind.TABLE, DifferenceKind.CODE):
        korean, english = ([x for x in side if x.kind is kind] for side in (there, here))
        if len(korean) != len(english):
            yield Difference(kind, *_counts(korean, english), section.line)
            continue
        for one, other in zip(korean, english, strict=True):
            if not _is_like(one.shape, other.shape):
                yield Difference(kind, one.shape, other.shape, other.line)
    korean, english = ([x for x in side if x.kind is DifferenceKind.LIST] for side in (there, here))
    if len(korean) != len(english):
        line = english[0].line if english else section.line
        yield Difference(DifferenceKind.LIST, *_counts(korean, english), line)


def _counts(there: list[Shaped], here: list[Shaped]) -> tuple[str, str]:
    return str(len(there)), str(len(here))


def _is_like(there: str, here: str) -> bool:
    """Whether two shapes are the same; what is written in Korean may be anything here."""
    korean, english = there.split("\n"), here.split("\n")
    return len(korean) == len(english) and all(
        one in (other, _WORDS) for one, other in zip(korean, english, strict=True)
    )


def shaped(page: Page, section: Section) -> list[Shaped]:
    """The tables, items of lists and blocks of code of a section, in their order."""
    source = Source.of(section.text)
    first = page.body_line + page.body.count("\n", 0, section.end - len(section.text))
    found, lines = [], fold_fences(source.lines)
    for number, line in enumerate(lines):
        place = first + line.number
        if line.text.strip() == OPAQUE:
            found.append(Shaped(DifferenceKind.CODE, _code(line), place))
        elif number and _RULE.match(line.text) and "|" in lines[number - 1].text:
            found.append(Shaped(DifferenceKind.TABLE, _table(lines, number), place - 1))
        elif _ITEM.match(line.text):
            found.append(Shaped(DifferenceKind.LIST, "", place))
    return found


def _code(line: Line) -> str:
    """The lines of a fence that have no words to translate, others as a mark."""
    return "\n".join(_WORDS if _HANGUL.search(x.text) else x.text.rstrip() for x in line.folded)


def _table(lines: Sequence[Line], rule: int) -> str:
    """Rows and columns of a table. rule: the line below its head."""
    rows = 1
    while rule + rows < len(lines) and "|" in lines[rule + rows].text:
        rows += 1
    head = lines[rule - 1].text.strip()
    return f"{rows}×{cells(head, bordered=head.startswith('|') or head.endswith('|'))}"
