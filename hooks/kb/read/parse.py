"""A Markdown file to a `Page`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kb.addresses import page_at
from kb.read.blocks import BlockReader, Text
from kb.read.call import CallError, parse_call
from kb.read.fences import fold_fences
from kb.read.inline import links, read_inline
from kb.read.layout import diagrams, misplaced
from kb.read.leftovers import NOT_IN_HEADINGS, NOT_IN_ROWS, NOT_WITHIN, leftovers
from kb.read.lines import Joined, Line, Source
from kb.read.page import INTRO, Call, Heading, Leftover, Link, Page, PageError, Section
from kb.read.rawhtml import split_html
from kb.read.yamlfile import parse
from kb.text import place_at

_FRONT = re.compile(r"\A-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*\n\n*", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ ]+\{:?[ ]*(?P<attributes>[^}\n ][^\n]*)\}[ ]*$")
_ID = re.compile(r"(?:^|\s)#(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?=\s|$)")
_LEFT_AS_IT_IS = re.compile(r"""(?:^|\s)translate=(["']?)no\1(?=\s|$)""")

UNCLOSED = "'{{'를 닫는 '}}'가 없습니다. 코드로 보이려면 `…` 안에 쓰고, 글자 그대로 쓰려면 '\\{{'로 씁니다."


def parse_page(path: str, text: str) -> Page:
    """Parse a page.

    path: relative to docs/, POSIX. text: the file, line ends being line feeds.
    Raises PageError, placed in the file, for front matter that is no mapping and open calls.
    """
    key, lang = page_at(path)
    _require_bounded(text)
    meta, meta_lines, start = _front_matter(text)
    body = text[start:]
    body_line = text.count("\n", 0, start) + 1
    scan = _scanned(body, body_line)
    headings = tuple(scan.headings)
    return Page(
        path=path,
        lang=lang,
        key=key,
        meta=meta,
        meta_lines=meta_lines,
        body=body,
        body_line=body_line,
        sections=_sections(body, headings, body_line),
        headings=headings,
        calls=tuple(scan.calls),
        links=tuple(scan.links),
        leftovers=tuple(sorted(scan.leftovers, key=lambda left: (left.line, left.column))),
    )


def _require_bounded(text: str) -> None:
    """PageError for a page so long, or with so many signs on end, that Markdown would not end."""
    if len(text) > _LONGEST:
        raise PageError(1, 1, f"페이지가 {_LONGEST:,}자를 넘습니다. 여러 페이지로 나누십시오.")
    if found := _ON_END.search(text):
        place = place_at(text, found.start())
        message = f"'{found[1]}'이(가) {_MOST_SIGNS}번 넘게 이어집니다. 지우십시오."
        raise PageError(place.line, place.column, message)


_LONGEST = 200_000
"""Characters: several times as many as a page has that somebody reads."""
_MOST_SIGNS = 200
_ON_END = re.compile(rf"([^\w\s|=-])\1{{{_MOST_SIGNS}}}")


def scan_calls(body: str) -> list[Call]:
    """The calls in the running text of a body, in order. Raises PageError, placed in the body."""
    return _scanned(body).calls


def scan_links(body: str) -> list[Link]:
    """The links and pictures of a body, in the order of its paragraphs. Raises PageError."""
    return _scanned(body).links


def _scanned(body: str, line: int = 1) -> _Scan:
    """A body that was read. line: of its first line. Raises PageError."""
    try:
        return _Scan(body, line)
    except RecursionError:
        raise PageError(line, 1, "목록이나 인용이 너무 깊습니다.") from None


def substitute(
    body: str, replacer: Callable[[Call], str], calls: Sequence[Call] | None = None
) -> str:
    """The body with each call replaced; code and everything else stay as they are.

    calls: those of the body, where it was read before.
    """
    if "{{" not in body:
        return body
    parts, position = [], 0
    for call in scan_calls(body) if calls is None else calls:
        parts += [body[position : call.start], replacer(call)]
        position = call.end
    return "".join([*parts, body[position:]])


def _front_matter(text: str) -> tuple[Mapping[str, Any], dict[str, int], int]:
    """Front matter, lines of its keys, offset of the body."""
    match = _FRONT.match(text)
    if match is None:
        _require_none(text)
        return {}, {}, 0
    if _SECOND.match(text, match.end()):
        line = text.count("\n", 0, match.end()) + 1
        raise PageError(line, 1, "머리말이 둘입니다. 하나로 합치십시오.")
    file, mistakes = parse(match["yaml"], "")
    for mistake in mistakes:
        message = f"머리말: {mistake.message} {mistake.hint or ''}".rstrip()
        line, column = mistake.place.line + 1, mistake.place.column
        rule = mistake.rule if mistake.rule == "file/character" else "page/syntax"
        raise PageError(line, column, message, rule, mistake.wrong, mistake.right)
    if file is None or file.value is None:
        return {}, {}, match.end()
    if not isinstance(file.value, Mapping):
        raise PageError(2, 1, "머리말은 '이름: 값'의 목록이어야 합니다.")
    lines = {loc[0]: place.line + 1 for loc, place in file.keys.items() if len(loc) == 1}
    return file.value, {str(key): line for key, line in lines.items()}, match.end()


_SECOND = re.compile(r"-{3}[ \t]*\n[a-z_]+[ \t]*:.*\n")
_ALMOST = re.compile(
    r"\A(?P<before>\s*)(?P<mark>[-+—–]{2,})(?P<behind>[^\n]*)\n(?=[a-z_]+[ \t]*(?P<sign>[:：=]))"
)


_UNOPENED = re.compile(r"(?:(?:title|description|reviewed)[ \t]*:[^\n]*\n)+-{3}[ \t]*\n")


def _require_none(text: str) -> None:
    """PageError for what is to be front matter and is none."""
    found = _ALMOST.match(text)
    if found is None:
        if _UNOPENED.match(text):
            message = "머리말이 '---'로 열리지 않았습니다. 첫 줄에 '---'를 쓰십시오."
            first = text.partition("\n")[0]
            raise PageError(1, 1, message, wrong=first, right=f"---\n{first}")
        return
    if found["before"]:
        message = "머리말 앞에 빈 줄이나 빈칸이 있습니다. 첫 줄을 '---'로 시작하십시오."
        raise PageError(1, 1, message, wrong=found["before"])
    if found["mark"] != "---" or found["behind"].strip(" \t"):
        message = "머리말을 여는 줄이 '---'가 아닙니다. '---'만 쓰십시오."
        opening = found["mark"] + found["behind"]
        is_yaml = found["sign"] != "="
        raise PageError(1, 1, message, wrong=opening if is_yaml else "", right="---")
    raise PageError(1, 1, "머리말이 닫히지 않았습니다. 머리말 뒤에 '---' 한 줄을 쓰십시오.")


class _Scan:
    """Everything that is in a body. first_line: what its first line is counted as."""

    def __init__(self, body: str, first_line: int = 1) -> None:
        self.source = Source.of(body)
        self.first_line = first_line
        self.calls: list[Call] = []
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.leftovers: list[Leftover] = []
        open_tag = ""
        for text, raw in self._texts():
            joined = Joined.of(text.lines)
            inline = read_inline(joined, open_tag, raw=raw)
            open_tag = inline.open_tag
            self._leave_of(text, joined, inline.masked, raw=raw)
            self._add(
                text, joined, inline.masked, [(c.start, c.end, c.closed) for c in inline.calls]
            )

    def _leave_of(self, text: Text, joined: Joined, masked: str, *, raw: bool) -> None:
        but = NOT_IN_ROWS if text.row else NOT_IN_HEADINGS if text.level else frozenset()
        but |= NOT_WITHIN if text.nested else frozenset()
        found = [*leftovers(joined.text, masked, self.source.body, raw=raw, but=but)]
        if text.surplus:
            found.append(("surplus", 0, len(joined.text)))
        for kind, start, end in found:
            offset = self._offset(joined, start)
            self.leftovers.append(Leftover(kind, joined.text[start:end], *self._place(offset)))

    def _leave(self, kind: str, line: Line, text: str) -> None:
        place = self._place(self.source.offset(line.number, line.column))
        self.leftovers.append(Leftover(kind, text, *place))

    def _leave_lines(self, lines: list[Line], reader: BlockReader) -> None:
        """What is seen of whole lines rather than within a text."""
        for kind, line, text in misplaced(lines):
            self._leave(kind, line, text)
        for line, text in diagrams(lines):
            self._leave("diagram", line, text)
        told = {left.line for left in self.leftovers}
        for kind, line in reader.odd:
            if line.number + self.first_line not in told:
                self._leave(kind, line, line.text)
        seen: set[str] = set()
        for id, line in reader.notes:
            if id in seen or not re.search(rf"\[\^{re.escape(id)}\](?!:)", self.source.body):
                self._leave("note-twice" if id in seen else "note-unused", line, f"[^{id}]:")
            seen.add(id)

    def _texts(self) -> list[tuple[Text, bool]]:
        """Texts in the order of the page, and whether each is raw HTML."""
        lines = fold_fences(self.source.lines)
        parts = split_html(lines)
        reader = BlockReader()
        *elements, page = parts.blocks
        for element in elements:
            reader.read(element, nested=True)
        reader.read(page)
        self._leave_lines(lines, reader)
        texts = [(text, False) for text in reader.texts]
        texts += [(Text(lines), False) for lines in parts.span if lines]
        texts += [(Text(lines), True) for lines in parts.raw if lines]
        return sorted(texts, key=lambda item: (item[0].lines[0].number, item[0].lines[0].column))

    def _offset(self, joined: Joined, offset: int) -> int:
        return self.source.offset(*joined.place(offset))

    def _place(self, offset: int) -> tuple[int, int]:
        line, column = self.source.place(offset)
        return line + self.first_line - 1, column

    def _add(
        self, text: Text, joined: Joined, masked: str, calls: list[tuple[int, int, bool]]
    ) -> None:
        for start, end, closed in calls:
            offset = self._offset(joined, start)
            line, column = self._place(offset)
            if not closed:
                raise _unclosed(line, column, joined.text[start:])
            expr = joined.text[start + 2 : end - 2].strip()
            stop = self._offset(joined, end - 1) + 1
            self.calls.append(Call(expr, line, column, offset, stop, in_heading=text.level > 0))
        for target, at, image in links(masked):
            offset = self._offset(joined, at)
            self.links.append(Link(target, *self._place(offset), offset, image))
        if text.level:
            self.headings.append(self._heading(text, joined.text, masked))

    def _heading(self, text: Text, title: str, masked: str) -> Heading:
        """Calls are masked while looking for the attributes at the end, braces being braces."""
        match = _ATTRIBUTES.search(masked)
        found = _ID.search(match["attributes"]) if match else None
        title = title[: match.start()] if match else title
        first = text.lines[0]
        start = self.source.starts[first.number]
        marks = 0 if text.underlined else text.level
        line, column = self._place(self.source.offset(first.number, first.column - marks))
        following = first.number + (2 if text.underlined else 1)
        starts = self.source.starts
        return Heading(
            id=found["id"] if found else "",
            level=text.level,
            title=title.strip(),
            line=line,
            column=column,
            start=start,
            end=starts[following] if following < len(starts) else len(self.source.body),
            nested=text.nested,
            translate=not (match and _LEFT_AS_IT_IS.search(match["attributes"])),
        )


def _unclosed(line: int, column: int, text: str) -> PageError:
    """The error on a call that is not closed. text: from its braces on."""
    half = _HALF_CLOSED.match(text)
    if half is None:
        return PageError(line, column, UNCLOSED)
    try:
        parse_call(half["call"].strip())
    except CallError:
        return PageError(line, column, UNCLOSED)
    right = f"{{{{{half['call']}}}}}"
    return PageError(line, column, UNCLOSED, wrong=half[0], right=right)


_HALF_CLOSED = re.compile(r"\{\{(?P<call>[^{}｛｝\n]+)(?:\}(?!\})|｝{1,2})")


def _sections(body: str, headings: tuple[Heading, ...], body_line: int) -> tuple[Section, ...]:
    """The parts of a body: before the first heading with an id, and from each to the next."""
    own = [heading for heading in headings if heading.id and not heading.nested]
    bounds = [*(heading.start for heading in own), len(body)]
    intro = body[: bounds[0]]
    first = [Section(INTRO, 0, "", intro, body_line, 0, bounds[0])] if intro.strip() else []
    rest = [
        Section(h.id, h.level, h.title, body[h.end : end], h.line, h.start, end, h.translate)
        for h, end in zip(own, bounds[1:], strict=True)
    ]
    return (*first, *rest)
