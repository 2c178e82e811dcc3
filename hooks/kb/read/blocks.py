"""Block structure: what Python-Markdown would make of the lines of a page.

Only what decides whether text is code is followed: containers (lists, boxes, quotations,
definitions, footnotes), indented code, headings, tables. The order of the steps is the order of
Python-Markdown's block processors with the project's extensions; where they are odd (no blank
line needed before a heading, one needed before a list), so is this.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.read.inline import cells
from kb.read.lines import TAB, Line

BOX = re.compile(
    r"!!! ?[\w\-]+(?: +[\w\-]+)*(?: +\".*?\")? *$"
    r"|\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +\".*?\")|[\w\-]+(?: +[\w\-]+)*?) *$"
    r"|={3}(?:\+!?|!\+?)? +\".*?\" *$"
)
_HEADING = re.compile(r"(?P<level>#{1,6})(?P<title>(?:\\.|[^\\#]|#+(?=[^#]))*?)#*$")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_RULE = re.compile(r" {0,3}([-_*])(?: {0,2}\1){2,} *$")
_LIST = re.compile(r" {0,3}(?:\d+\.|[*+-]) +")
_MARK = re.compile(r" {0,3}(?:(?P<number>\d+)\.|[*+-]) +")
_NESTED_ITEM = re.compile(r" {4,7}(?:\d+\.|[*+-]) +")
_DEFINITION = re.compile(r" {0,3}: {1,3}")
_QUOTE = re.compile(r" {0,3}> ?")
_FOOTNOTE = re.compile(r" {0,3}\[\^(?P<id>[^\]]*)\]: *")
_END_BORDER = re.compile(r"(?<!\\)(?:\\\\)*\|$")
_LEVELS = re.compile(r"(?:    )+")

_LISTS = frozenset({"list", "definitions"})


class _Node:
    """An element as far as its kind and its last child decide what comes next."""

    __slots__ = ("kind", "last", "nested", "ordered")

    def __init__(self, kind: str, parent: _Node | None = None, *, nested: bool = False) -> None:
        self.kind = kind
        self.last: _Node | None = None
        self.ordered: bool | None = None
        inside = parent is not None and (parent.nested or parent.kind != "page")
        self.nested: bool = nested or inside
        if parent is not None:
            parent.last = self


@dataclass(frozen=True, slots=True)
class Text:
    """Lines that are read together as inline Markdown.

    level: of a heading, otherwise 0. nested: in a list, box, quotation or footnote.
    underlined: a heading marked by a second line. row: of a table; surplus: with more cells than
    its head.
    """

    lines: list[Line]
    level: int = 0
    nested: bool = False
    underlined: bool = False
    row: bool = False
    surplus: bool = False


Block = list[Line]


class BlockReader:
    """Reads documents; `texts` collects what is not code.

    odd: lines of which Python-Markdown makes something else than most do, each with its kind. notes:
    lines that begin a footnote, with its name.
    """

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self.odd: list[tuple[str, Line]] = []
        self.notes: list[tuple[str, Line]] = []
        self._state: list[str] = []
        self._steps = (
            self._box,
            self._inside_box,
            self._inside_list,
            self._code,
            self._table,
            self._heading,
            self._underlined,
            self._rule,
            self._list,
            self._definition,
            self._quote,
            self._footnote,
        )

    def read(self, lines: Iterable[Line], *, nested: bool = False) -> None:
        """Read one document from its start. nested: the content of an HTML element."""
        self._state = ["page"]
        self._chunk(_Node("page", nested=nested), lines)

    def _chunk(self, parent: _Node, lines: Iterable[Line]) -> None:
        blocks: deque[Block] = deque([[]])
        for line in lines:
            if line.text:
                blocks[-1].append(line)
            elif blocks[-1]:
                blocks.append([])
        self._blocks(parent, blocks)

    def _blocks(self, parent: _Node, blocks: deque[Block]) -> None:
        while blocks:
            block = blocks.popleft()
            while block and not block[0].text:
                block = block[1:]
            if block and not any(step(parent, block, blocks) for step in self._steps):
                tight = self._state[-1] == "list"
                self._emit(block, parent if tight else _Node("text", parent))

    def _within(self, state: str, parent: _Node, block: Block) -> None:
        self._state.append(state)
        self._blocks(parent, deque([block]))
        self._state.pop()

    def _before(self, parent: _Node, block: Block) -> None:
        if block:
            self._blocks(parent, deque([block]))

    def _emit(
        self, lines: list[Line], node: _Node, level: int = 0, *, underlined: bool = False
    ) -> None:
        self.texts.append(Text(lines, level, node.nested, underlined))

    # The steps: each returns whether it took the block, or its beginning.

    def _box(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        index = _first(BOX, block)
        if index is None:
            return False
        self._before(parent, block[:index])
        box = _Node("box", parent)
        self._emit([block[index]], box)
        inside, rest = _detab(block[index + 1 :], TAB)
        below = rest or next(filter(None, blocks), [])
        if not inside and not (below and below[0].text.startswith(" ")):
            self.odd.append(("box-empty", block[index]))
        self._chunk(box, inside)
        _again(blocks, rest)
        return True

    def _inside_box(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        target, depth, first = parent.last, TAB, block[0].text
        if target is None or target.kind != "box":
            return False
        child = target.last
        while child is not None and child.kind in _LISTS and first.startswith(" " * TAB * 2):
            if child.last is None:
                return False
            target, child = child.last, child.last.last
            first, depth = first[TAB:], depth + TAB
        if not first.startswith(" " * TAB):
            return False
        inside, rest = _detab(block, depth)
        self._chunk(target, inside)
        _again(blocks, rest)
        return True

    def _inside_list(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        here = parent.kind == "item" or (parent.last is not None and parent.last.kind in _LISTS)
        if not (block[0].indented and here and self._state[-1] != "detabbed"):
            return False
        level, sibling = self._list_level(parent, block[0])
        block = _loose_detab(block, level)
        if parent.kind == "item":
            in_list = parent.last is not None and parent.last.kind in _LISTS
            target = parent.last if in_list and parent.last else parent
        elif sibling.kind == "item":
            target = sibling
        elif sibling.last is not None and sibling.last.kind == "item":
            target = sibling.last
        else:
            target = _Node("item", sibling)
        self._within("detabbed", target, block)
        return True

    def _list_level(self, parent: _Node, line: Line) -> tuple[int, _Node]:
        match = _LEVELS.match(line.text)
        indent = len(match.group()) // TAB if match else 0
        level = 1 if self._state[-1] == "list" else 0
        while indent > level:
            child = parent.last
            if child is None or child.kind not in _LISTS | {"item"}:
                break
            level += child.kind in _LISTS
            parent = child
        return level, parent

    def _code(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        if not block[0].indented:
            return False
        # superfences takes back every fence of a block that begins as indented code.
        if parent.kind == "page" and not parent.nested:
            self.odd.append(("indented", block[0]))
        _, rest = _detab([part for line in block for part in line.folded or (line,)], TAB)
        _Node("code", parent)
        _again(blocks, rest)
        return True

    def _table(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        if not is_table([line.text for line in block]):
            return False
        node = _Node("table", parent)
        columns = _columns(block[0], block[0])
        tail = (row for row in block[2:] if "|" not in row.text)
        if block[0].text.lstrip(" ").startswith("|") and (row := next(tail, None)):
            self.odd.append(("table-tail", row))
        for row in block[:1] + block[2:]:
            own = _columns(row, block[0])
            if own < columns and "|" in row.text:
                self.odd.append(("short", row))
            surplus = own > columns
            self.texts.append(Text([row], nested=node.nested, row=True, surplus=surplus))
        return True

    def _heading(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        index = _first(_HEADING, block)
        if index is None:
            return False
        self._before(parent, block[:index])
        match = _HEADING.match(block[index].text)
        start, end = match.span("title") if match else (0, 0)
        self._emit([block[index].part(start, end)], _Node("heading", parent), start)
        rest = block[index + 1 :]
        _again(blocks, _loose_detab(rest, 1) if self._state[-1] == "looselist" else rest)
        return True

    def _underlined(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        if len(block) < 2 or not _UNDERLINE.match(block[1].text):
            return False
        level = 1 if block[1].text.startswith("=") else 2
        self._emit(block[:1], _Node("heading", parent), level, underlined=True)
        _again(blocks, block[2:])
        return True

    def _rule(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        index = _first(_RULE, block)
        if index is None:
            return False
        self._before(parent, block[:index])
        _Node("rule", parent)
        _again(blocks, block[index + 1 :])
        return True

    def _list(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        if not _LIST.match(block[0].text):
            return False
        items = deque(_items(block))
        if parent.last is not None and parent.last.kind == "list":
            target = parent.last
            self._look_at_marks(target, block)
            self._within("looselist", _Node("item", target), items.popleft())
        else:
            target = parent if parent.kind == "list" else _Node("list", parent)
            self._look_at_marks(target, block)
        for item in items:
            nested = item[0].indented and target.last is not None
            node = target.last if nested and target.last else _Node("item", target)
            self._within("list", node, item)
        return True

    def _look_at_marks(self, target: _Node, block: Block) -> None:
        """All items become what the first one is, and are counted from 1."""
        for line in block:
            found = _MARK.match(line.text)
            if found is None:
                continue
            ordered, mark = found["number"] is not None, line.part(0, found.end())
            if target.ordered is None:
                target.ordered = ordered
                if ordered and found["number"] != "1":
                    self.odd.append(("numbering", mark))
            elif target.ordered != ordered:
                self.odd.append(("mixed", mark))
                return

    def _definition(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        index = _first(_DEFINITION, block)
        if index is None or (index == 0 and parent.last is None):
            return False
        terms = block[:index]
        if not terms and parent.last is not None and parent.last.kind == "text":
            terms = self.texts.pop().lines
        for term in terms:
            self._emit([term], _Node("term", parent))
        listed = parent.last is not None and parent.last.kind == "definitions"
        target = parent.last if listed and parent.last else _Node("definitions", parent)
        match = _DEFINITION.match(block[index].text)
        first = block[index].cut(match.end() if match else 0)
        rest = block[index + 1 :]
        if rest and not re.match(r" {0,3}[^ :]", rest[0].text):
            rest, following = _detab(rest, TAB)
            _again(blocks, following)
        self._within("list", _Node("item", target), [first, *rest])
        return True

    def _quote(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        index = _first(_QUOTE, block)
        if index is None:
            return False
        self._before(parent, block[:index])
        quoted = parent.last is not None and parent.last.kind == "quote"
        node = parent.last if quoted and parent.last else _Node("quote", parent)
        self._state.append("quote")
        self._chunk(node, [_unquoted(line) for line in block[index:]])
        self._state.pop()
        return True

    def _footnote(self, parent: _Node, block: Block, blocks: deque[Block]) -> bool:
        index = _first(_FOOTNOTE, block)
        if index is None:
            return False
        self._before(parent, block[:index])
        match = _FOOTNOTE.match(block[index].text)
        self.notes.append((match["id"] if match else "", block[index]))
        rest = block[index + 1 :]
        another = _first(_FOOTNOTE, rest)
        if another is not None:
            rest, following = rest[:another], rest[another:]
            _again(blocks, following)
        lines = [block[index].cut(match.end() if match else 0), *_loose_detab(rest, 1)]
        while another is None and blocks and blocks[0] and blocks[0][0].indented:
            more = blocks.popleft()
            lines += [more[0].part(0, 0), *_loose_detab(more, 1)]
        self._state.append("page")
        self._chunk(_Node("footnote", _Node("footnotes", _Node("page"))), lines)
        self._state.pop()
        return True


def _first(pattern: re.Pattern[str], block: Block) -> int | None:
    return next((i for i, line in enumerate(block) if pattern.match(line.text)), None)


def _again(blocks: deque[Block], rest: Block) -> None:
    if rest:
        blocks.appendleft(rest)


def _detab(block: Block, depth: int) -> tuple[Block, Block]:
    for index, line in enumerate(block):
        if line.text and not line.text.startswith(" " * depth):
            return [item.cut(depth) for item in block[:index]], block[index:]
    return [item.cut(depth) for item in block], []


def _loose_detab(block: Block, level: int) -> Block:
    depth = TAB * level
    return [line.cut(depth) if line.text.startswith(" " * depth) else line for line in block]


def _unquoted(line: Line) -> Line:
    if line.text.strip() == ">":
        return line.cut(len(line.text))
    match = _QUOTE.match(line.text)
    return line.cut(match.end()) if match else line


def _items(block: Block) -> list[Block]:
    items: list[Block] = []
    for line in block:
        match = _LIST.match(line.text)
        if match:
            items.append([line.cut(match.end())])
        elif _NESTED_ITEM.match(line.text) and not items[-1][0].indented:
            items.append([line])
        else:
            items[-1].append(line)
    return items


def _columns(row: Line, head: Line) -> int:
    """The cells of a row. head: of its table, which says whether a `|` at an end is a border."""
    text, first = row.text.strip(" "), head.text.strip(" ")
    return cells(text, bordered=first.startswith("|") or bool(_END_BORDER.search(first)))


def is_table(lines: Sequence[str]) -> bool:
    """Whether lines that stand between blank ones are a table."""
    if len(lines) < 2:
        return False
    rows = [line.strip(" ") for line in lines]
    bordered = [row.startswith("|") or bool(_END_BORDER.search(row)) for row in rows]
    columns = cells(rows[0], bordered=bordered[0])
    if columns == 1 and not all(bordered):
        return False
    return not set(rows[1]) - set("|:- ") and cells(rows[1], bordered=bordered[0]) == columns
