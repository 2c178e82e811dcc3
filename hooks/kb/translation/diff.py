"""What has changed in the Korean since it was translated, for a translator to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Op(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of words with one fate."""

    kind: Op
    text: str


@dataclass(frozen=True)
class Change:
    """A sentence that changed: its pieces, removed and added ones side by side."""

    pieces: tuple[Piece, ...]


_SENTENCE = re.compile(r".+?(?:[.!?…](?=[\s”’\"')]|$)[”’\"')]*|\n\s*\n|$)", re.DOTALL)
_WORD = re.compile(r"\S+")


def sentences(text: str) -> list[str]:
    """The sentences of a text, wrapping undone; a blank line ends one, too."""
    found = (" ".join(match.split()) for match in _SENTENCE.findall(text))
    return [sentence for sentence in found if sentence]


def changes(old: str, new: str) -> list[Change]:
    """The sentences that differ, in the order of the new text."""
    before, after = sentences(old), sentences(new)
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            found += [Change(tuple(words(*pair))) for pair in _paired(before[i1:i2], after[j1:j2])]
    return found


def words(old: str, new: str) -> Iterator[Piece]:
    """The words of two texts, merged: what stayed, what went, what came."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag == "equal":
            yield Piece(Op.SAME, " ".join(before[i1:i2]))
            continue
        if i1 < i2:
            yield Piece(Op.REMOVED, " ".join(before[i1:i2]))
        if j1 < j2:
            yield Piece(Op.ADDED, " ".join(after[j1:j2]))


def size(old: str, new: str) -> float:
    """The share of words that were removed or added, from 0 to 1."""
    counts = {kind: 0 for kind in Op}
    for piece in words(old, new):
        counts[piece.kind] += len(piece.text.split())
    total = counts[Op.SAME] * 2 + counts[Op.REMOVED] + counts[Op.ADDED]
    return (counts[Op.REMOVED] + counts[Op.ADDED]) / total if total else 0.0


def count(change: Change) -> int:
    """The words of a changed sentence, before and after."""
    return sum(len(piece.text.split()) for piece in change.pieces)


def render(change: Change, mark: Callable[[Op, str], str]) -> str:
    """A changed sentence in one line. mark: dresses a piece, with colours or brackets."""
    return " ".join(mark(piece.kind, piece.text) for piece in change.pieces)


def in_brackets(kind: Op, text: str) -> str:
    """A piece for a terminal without colours: [-gone-] {+come+}."""
    return {Op.REMOVED: f"[-{text}-]", Op.ADDED: f"{{+{text}+}}"}.get(kind, text)


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Sentences that took each other's place; those left over stand alone."""
    length = max(len(old), len(new))
    padded = (old + [""] * (length - len(old)), new + [""] * (length - len(new)))
    return zip(*padded, strict=True)
