"""Whose turn it is to ask the memo, which one thread does at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Gives turns to one thread at a time, in order; who does a chore lets all readers go first."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._is_taken = False
        self._waiting: deque[object] = deque()

    @contextmanager
    def reader(self) -> Iterator[None]:
        """A turn for who serves a reader."""
        with self._change:
            self._wait()
        try:
            yield
        finally:
            self._end()

    @contextmanager
    def chore(self) -> Iterator[None]:
        """A turn for what no reader waits for."""
        with self._change:
            self._change.wait_for(lambda: not self._is_taken and not self._waiting)
            self._is_taken = True
        try:
            yield
        finally:
            self._end()

    def give_way(self) -> None:
        """Amid a reader's turn, let those go first that wait by now."""
        self._end()
        with self._change:
            self._wait()

    def _wait(self) -> None:
        place = object()
        self._waiting.append(place)
        self._change.wait_for(lambda: not self._is_taken and self._waiting[0] is place)
        self._waiting.popleft()
        self._is_taken = True

    def _end(self) -> None:
        with self._change:
            self._is_taken = False
            self._change.notify_all()
