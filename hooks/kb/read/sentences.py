"""Where sentences begin and end in Markdown, and what stands in one besides its words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

_END = re.compile(
    r"\s(?:(?<=[.!?]\s)\s*|(?<=\n)[ \t]*\n|(?<=\n)(?=[ \t]*(?:[-*|#]|\d+\. ))|(?<=\S )\| )"
)
"""Where a sentence, an item of a list or a cell of a table ends: at a space, so that nothing else of
a body is tried. What has to stand before it is asked after.
"""
_CLAUSE = re.compile(r"[,;:] |\s[—–]\s")
_NO_WORDS = re.compile(r"\{\{.*?\}\}|\]\([^)\s]*\)|\{#[\w-]+\}|[\[\]`*]", re.S)
"""Calls, the targets of links, ids, and the signs around text."""
_CODE = re.compile(
    r"^(?P<fence> *(?:`{3,}|~{3,}))[^\n]*\n.*?^(?P=fence)|(?P<ticks>`+)[^`\n]+(?P=ticks)",
    re.M | re.S,
)
_SIGN = re.compile(r"\S")


def sentences(body: str) -> Iterator[tuple[int, int]]:
    """Where each sentence, item of a list or cell of a table begins and ends."""
    start = 0
    for end in _END.finditer(body):
        yield start, end.start()
        start = end.end()
    yield start, len(body)


def sentence_at(bounds: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a part of a body begins and ends. bounds: of all its sentences."""
    first = bisect_right(bounds, start, key=itemgetter(0)) - 1
    last = bisect_left(bounds, end, key=itemgetter(1))
    return bounds[first][0], bounds[last][1]


def clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """Where each part of a sentence between commas, semicolons and colons begins and ends."""
    start = 0
    for end in _CLAUSE.finditer(sentence):
        yield start, end.start()
        start = end.end()
    yield start, len(sentence)


def code_spans(body: str) -> Iterator[tuple[int, int]]:
    """Where code begins and ends, in fences and in running text."""
    return (found.span() for found in _CODE.finditer(body))


def words_of(body: str) -> str:
    """A body with blanks for all that is not words, each sign in its place."""
    return _NO_WORDS.sub(lambda found: _SIGN.sub(" ", found[0]), body)
