"""Changes to files, each at a span that a reader has given, and a project as it is with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from kb.memo import Reader
from kb.text import Place, place_at


class MoveError(Exception):
    """A move that is refused. message: Korean. details: what stands in its way, a line each."""

    def __init__(self, message: str, details: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)


@dataclass(frozen=True, order=True)
class Edit:
    """At an offset of a file, `old` becomes `new`."""

    path: str
    start: int
    old: str
    new: str


def offset_of(text: str, place: Place) -> int:
    """The offset of a place in a text."""
    lines = text.split("\n")[: place.line - 1]
    return sum(len(line) + 1 for line in lines) + place.column - 1


def scalar(path: str, text: str, place: Place, old: str, new: str) -> Edit:
    """A YAML scalar, or its beginning, that becomes another. Raises MoveError where it does not
    stand there as it reads, in escapes or over several lines, say.
    """
    start = offset_of(text, place)
    start += text[start : start + 1] in ("'", '"')
    if not text.startswith(old, start):
        raise MoveError(f"{path}:{place.line}:{place.column}의 '{old}'을(를) 고칠 수 없다.")
    return Edit(path, start, old, new)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A file's text with its edits. Raises MoveError for two that touch."""
    parts, end = [], 0
    for edit in sorted(set(edits)):
        if edit.start < end:
            place = place_at(text, edit.start)
            raise MoveError(f"{edit.path}:{place.line}:{place.column}을(를) 두 번 고치게 된다.")
        parts += [text[end : edit.start], edit.new]
        end = edit.start + len(edit.old)
    return "".join([*parts, text[end:]])


def by_file(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    """Edits by the file that they are in."""
    ordered = sorted(set(edits))
    return {path: list(found) for path, found in groupby(ordered, key=attrgetter("path"))}


@dataclass
class Overlay:
    """A project's files with some of them changed: a `Reader`. texts: None for a file that goes."""

    before: Reader
    texts: dict[str, str | None] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """The text of a file; None where there is none."""
        return self.texts[path] if path in self.texts else self.before.text(path)

    def names(self, folder: str) -> tuple[str, ...]:
        """The names in a folder, sorted, those of folders with a slash behind them."""
        start = f"{folder}/" if folder else ""
        gone = {path.removeprefix(start) for path, text in self.texts.items() if text is None}
        new = (path for path, text in self.texts.items() if text is not None)
        inside = (path[len(start) :].partition("/") for path in new if path.startswith(start))
        names = {name for name in self.before.names(folder) if name not in gone}
        return tuple(sorted(names | {name + slash for name, slash, _ in inside}))


def moved_path(path: str, files: Mapping[str, str]) -> str:
    """Where a file is after the move. files: new path by old one."""
    return files.get(path, path)
