"""Has the system list every folder backwards. Python reads this file where its folder is on the path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import TracebackType
from typing import Any

_listdir, _scandir = os.listdir, os.scandir


class _Backwards:
    """What `os.scandir` gives, the last entry first."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self) -> Iterator[Any]:
        return self._entries

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> _Backwards:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is open."""


def listdir(path: Any = ".") -> list[Any]:
    """As `os.listdir`, the last name first."""
    return sorted(_listdir(path), reverse=True)


def scandir(path: Any = ".") -> _Backwards:
    """As `os.scandir`, the last entry first."""
    return _Backwards(_scandir(path))


os.listdir, os.scandir = listdir, scandir  # type: ignore[assignment]
