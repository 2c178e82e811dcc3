"""Older texts of a file from git; without git there are none."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

History = Callable[[str], Iterator[str]]
"""From a path below the project's folder to the texts of that file, newest first."""


def history(root: Path) -> History:
    """The history of the repository that holds a folder."""

    def texts(path: str) -> Iterator[str]:
        for commit in _git(root, "log", "--format=%H", "--", path).split():
            text = _git(root, "show", f"{commit}:./{path}")
            if text:
                yield text

    return texts


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        result = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False
        )
    except FileNotFoundError:
        return ""
    return result.stdout if result.returncode == 0 else ""
