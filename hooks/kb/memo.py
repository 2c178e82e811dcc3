"""Remembered questions: the engine that everything is asked through.

A question is a pure function of a `Memo` and its arguments. Its answer is kept with the questions
and inputs that it read, in their order. When inputs have changed, an answer that read none of
them, directly or not, stands as it is; another is looked at when it is asked for, and worked out
anew only if something that it read has another value. A new answer that equals the old one counts
as unchanged, so what read it stands, too.

The inputs are the texts of files, the names in folders and what the caller gives by name. All
arguments and answers are values: hashable or comparable, and without reference to the memo.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

Key = tuple["Question[..., Any]", tuple[Any, ...]]
"""A question with its arguments."""


LINK = "\0"
"""Behind the name of what leads elsewhere, in place of a slash; no name has it."""


class Reader(Protocol):
    """Where inputs come from: a folder, or in tests a dict of texts."""

    def text(self, path: str) -> str | None:
        """The text of a file, POSIX path from the project's root; None where there is none."""

    def names(self, folder: str) -> tuple[str, ...]:
        """The names in a folder, sorted, those of folders with a slash behind them, and `LINK`
        behind those of links, which nothing follows.
        """


class CycleError(Exception):
    """A question whose answer depends on itself: a mistake in the code."""


class Unanswered(Exception):  # noqa: N818 -- it says what is so
    """What a question may raise for those who ask it to deal with."""


class Question(Generic[P, R]):
    """A function whose answers are remembered. Made by `question` and `tool`.

    lasting: its answer is a value, kept in the cache, and what reads it depends on that value.
    Otherwise it is a tool, such as a parser, and what uses it depends on what the tool was made of.
    """

    def __init__(self, function: Callable[Concatenate[Memo, P], R], lasting: bool) -> None:
        self.function = function
        self.lasting = lasting
        self.__doc__ = function.__doc__
        self.__name__ = function.__name__
        self.__module__ = function.__module__

    def __call__(self, memo: Memo, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return memo.answer(self, args)  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"{self.__module__}.{self.__name__}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _named, (self.__module__, self.__name__)


def _named(module: str, name: str) -> Any:
    return getattr(import_module(module), name)


def _named_as(folder: PurePosixPath) -> str:
    """A folder as questions name it: the root is empty."""
    return "" if folder == PurePosixPath() else str(folder)


def question(function: Callable[Concatenate[Memo, P], R]) -> Question[P, R]:
    """Remember the answers of a function, each a value."""
    return Question(function, lasting=True)


def tool(function: Callable[Concatenate[Memo, P], R]) -> Question[P, R]:
    """Remember what a function makes, for this process only."""
    return Question(function, lasting=False)


@question
def text(memo: Memo, path: str) -> str | None:
    """The text of a file; None where there is none."""
    return memo.reader.text(path)


@question
def names(memo: Memo, folder: str) -> tuple[str, ...]:
    """The names in a folder, sorted, those of folders with a slash behind them."""
    return memo.reader.names(folder)


@question
def given(memo: Memo, name: str) -> Any:
    """What the caller gave under a name; None where it gave nothing."""
    return memo.given.get(name)


_INPUTS = (text, names, given)


@dataclass(slots=True)
class _Answer:
    """key: the one object for its question, which others read; so that keeping them writes it once.

    value: what was answered. reads: in order. changed, checked, asked: revisions; asked: when somebody
    wanted it who is no answer, or a tool was used. stale: to be looked at.
    """

    key: Key
    value: Any
    reads: tuple[Key, ...]
    changed: int
    checked: int
    asked: int
    stale: bool = False
    readers: set[Key] = field(default_factory=set)


class Memo:
    """The answers so far, over one reader. One thread asks at a time.

    given: inputs by name. folder: for what outlives a change of code.
    """

    def __init__(
        self, reader: Reader, given: Mapping[str, Any] | None = None, folder: Path | None = None
    ) -> None:
        self.reader = reader
        self.given = dict(given or {})
        self.folder = folder
        self._answers: dict[Key, _Answer] = {}
        self._frames: list[dict[Key, None]] = []
        self._asking: set[Key] = set()
        self._revision = 1
        self.worked_out = 0
        """How many answers had to be worked out so far."""
        self.elsewhere: dict[Question[..., Any], Callable[..., Any]] = {}
        """What answers some questions in place of their own functions: another process, say."""

    @property
    def store(self) -> Path:
        """Folder for what outlives a change of code. Raises LookupError where there is none."""
        if self.folder is None:
            raise LookupError("this memo has no folder")
        return self.folder

    def answer(self, asked: Question[..., Any], args: tuple[Any, ...]) -> Any:
        """The answer to a question: remembered, or worked out. Raises CycleError."""
        key = (asked, args)
        found = self._answers.get(key)
        if found is None or found.stale:
            found = self._looked_at(key, found)
        if not self._frames:
            found.asked = self._revision
        elif asked.lasting:
            self._frames[-1][found.key] = None
        else:
            found.asked = self._revision
            self._frames[-1].update(dict.fromkeys(found.reads))
        return found.value

    def changed(self, paths: Iterable[str]) -> set[str]:
        """Begin the next revision: these files and folders were written, made or removed.

        Returns the files that are other than they were read before, or listed and never read; and
        folders that have come or gone, with a slash behind them.
        """
        paths = set(paths)
        folders = paths.union(*(map(_named_as, PurePosixPath(path).parents) for path in paths))
        asked: set[Key] = {(text, (path,)) for path in paths} | self._below(paths)
        asked |= {(names, (folder,)) for folder in folders}
        unread = [path for path in paths if (text, (path,)) not in self._answers]
        before = {key: found.value for key in asked if (found := self._answers.get(key))}
        other: set[str] = set()
        for key in self._read_again(asked):
            [path] = key[1]
            if key[0] is names:
                entries = set(before[key]).symmetric_difference(self._answers[key].value)
                other.update(f"{path}/{name}".removeprefix("/") for name in entries)
            else:
                other.add(path)
        return other.union(filter(self._lists, unread))

    def _below(self, paths: Iterable[str]) -> set[Key]:
        """The inputs below paths that were folders: of what was moved away nothing else may tell."""
        folders = tuple(f"{path}/" for path in paths if (names, (path,)) in self._answers)
        if not folders:
            return set()
        inputs = (key for key in self._answers if key[0] in (text, names))
        return {key for key in inputs if key[1][0].startswith(folders)}

    def _lists(self, path: str) -> bool:
        """Whether a file is in a folder as it was listed."""
        place = PurePosixPath(path)
        listed = self._answers.get((names, (_named_as(place.parent),)))
        return listed is not None and place.name in listed.value

    def give(self, name: str, value: Any) -> None:
        """Begin the next revision with another input."""
        self.given[name] = value
        self._read_again({(given, (name,))})

    def turn_to(self, reader: Reader) -> None:
        """Begin the next revision over another reader: all inputs are looked at again in it."""
        self.reader = reader
        self._look_again()

    def forget_unused(self, revisions: int) -> None:
        """Forget the answers that nobody has wanted for so many revisions, neither for themselves nor
        for another answer, such as those on files that are gone.
        """
        used: set[Key] = set()
        waiting = [
            found.key
            for found in self._answers.values()
            if self._revision - found.asked < revisions
        ]
        while waiting:
            if (key := waiting.pop()) not in used:
                used.add(key)
                waiting += self._answers[key].reads
        for key in self._answers.keys() - used:  # and so all that read it, if anything has
            for read in self._answers.pop(key).reads:
                if read in used:
                    self._answers[read].readers.discard(key)

    def causes(self, asked: Question[..., Any], *args: Any) -> tuple[Key, ...]:
        """Of what an answer read, what is another or was first asked in this revision, in order."""
        found = self._answers[asked, args]
        return tuple(key for key in found.reads if self._answers[key].changed == self._revision)

    def read_here(self, asked: Question[..., Any]) -> Iterator[tuple[Any, ...]]:
        """Arguments with which the question being answered has itself asked another so far."""
        return (args for other, args in self._frames[-1] if other is asked)

    def _looked_at(self, key: Key, found: _Answer | None) -> _Answer:
        if found is not None and self._holds(found):
            return found
        if key in self._asking:
            raise CycleError(f"{key[0]!r}{key[1]} reads itself")
        self._asking.add(key)
        self._frames.append({})
        self.worked_out += 1
        try:
            value = self.elsewhere.get(key[0], key[0].function)(self, *key[1])
        finally:
            reads = tuple(self._frames.pop())
            self._asking.discard(key)
        return self._noted(key, found, value, reads)

    def _holds(self, found: _Answer) -> bool:
        """Whether nothing that an answer read has another value by now."""
        for key in found.reads:
            read = self._answers.get(key)
            if read is None or read.stale:
                try:
                    read = self._looked_at(key, read)
                except Exception:  # whoever asked it is asked anew, and deals with it
                    return False
            if read.changed > found.checked:
                return False
        found.stale, found.checked = False, self._revision
        return True

    def _noted(
        self, key: Key, found: _Answer | None, value: Any, reads: tuple[Key, ...]
    ) -> _Answer:
        if found is None:
            found = self._answers[key] = self._fresh(key, value)
        elif not key[0].lasting or found.value != value:
            found.value, found.changed = value, self._revision
        for gone in set(found.reads).difference(reads):
            self._answers[gone].readers.discard(key)
        for read in reads:
            self._answers[read].readers.add(key)
        found.reads, found.stale, found.checked = reads, False, self._revision
        return found

    def _fresh(self, key: Key, value: Any) -> _Answer:
        return _Answer(key, value, (), self._revision, self._revision, self._revision)

    def _read_again(self, inputs: Iterable[Key]) -> list[Key]:
        self._revision += 1
        other = []
        for key in inputs:
            found = self._answers.get(key)
            if found and found.value != (value := key[0].function(self, *key[1])):
                found.value, found.changed = value, self._revision
                other.append(key)
                self._mark(found)
        return other

    def _mark(self, found: _Answer) -> None:
        """Everything that read an answer, directly or not, has to be looked at."""
        waiting = [found]
        while waiting:
            for key in waiting.pop().readers:
                reader = self._answers[key]
                if not reader.stale:
                    reader.stale = True
                    waiting.append(reader)

    def dumped(self, without: Collection[Key] = ()) -> bytes:
        """All lasting answers but some, for `loaded`."""
        kept = {
            key: (answer.value, answer.reads)
            for key, answer in self._answers.items()
            if key[0].lasting and not answer.stale and key not in without
        }
        return pickle.dumps(kept, protocol=pickle.HIGHEST_PROTOCOL)

    @property
    def answered(self) -> frozenset[Key]:
        """Every question whose answer stands."""
        return frozenset(key for key, answer in self._answers.items() if not answer.stale)

    def loaded(self, dumps: bytes) -> None:
        """Take over answers of earlier memos and look at the inputs again. In a fresh memo only.

        dumps: what `dumped` gave, of several memos one behind the other.
        """
        self.take(dumps)
        self._look_again()

    def take(self, dumps: bytes) -> None:
        """Add what copies of this memo have answered since, over the same inputs.

        dumps: what their `dumped` gave, one behind the other.
        """
        stream = io.BytesIO(dumps)
        while stream.tell() < len(dumps):
            taken = pickle.load(stream)
            for key, (value, _) in taken.items():
                if key not in self._answers:
                    self._answers[key] = self._fresh(key, value)
            for key, (value, reads) in taken.items():
                own = tuple(self._answers[read].key for read in reads)
                self._noted(key, self._answers[key], value, own)

    def _look_again(self) -> None:
        self._read_again([key for key in self._answers if key[0] in _INPUTS])
