"""Tasks of a build side by side, each in a process of its own that shares the memo as it stands."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from kb.charts.picture import drawing
from kb.memo import Key, Memo

T = TypeVar("T")


@dataclass(frozen=True)
class Done(Generic[T]):
    """What a task gave. answers: those that it added to the memo, as `Memo.take` reads them."""

    result: T
    answers: bytes


def can_share() -> bool:
    """Whether a process can share the memo of this one: a fork copies neither it nor the imports."""
    return hasattr(os, "fork")


def side_by_side(memo: Memo, tasks: Iterable[Callable[[Memo], T]]) -> list[Done[T]]:
    """What the tasks give, in their order. Pictures are drawn here: the renderer is slow to start."""
    known = memo.answered
    started = [_started(memo, known, task) for task in tasks]
    found: dict[Connection, Done[T]] = {}
    while waiting := [connection for connection in started if connection not in found]:
        ready = wait(waiting)
        for connection in (connection for connection in waiting if connection in ready):
            said = _said(connection)
            if isinstance(said, Done):
                found[connection] = said
            else:
                connection.send(drawing(memo, *said))
    return [found[connection] for connection in started]


def _started(memo: Memo, known: frozenset[Key], task: Callable[[Memo], Any]) -> Connection:
    """Begin a task. From its process come wishes for pictures, then what it gave."""
    here, there = multiprocessing.Pipe()
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_send, args=(there, memo, known, task), daemon=True)
    process.start()
    there.close()
    return here


def _send(
    there: Connection, memo: Memo, known: frozenset[Key], task: Callable[[Memo], Any]
) -> None:
    def ask(_: Memo, *arguments: str) -> Any:
        there.send(arguments)
        return there.recv()

    memo.elsewhere[drawing] = ask
    try:
        result = task(memo)
        there.send(Done(result, memo.dumped(without=known)))
    except OSError as error:
        there.send(error)


def _said(connection: Connection) -> Any:
    """What a process says next. Raises OSError for what the system has refused it, and where it has
    ended without a word.
    """
    try:
        said = connection.recv()
    except EOFError:
        raise ChildProcessError("빌드의 한 갈래가 도중에 끝났다") from None
    if isinstance(said, OSError):
        raise said
    return said
