"""Older texts of files from git; without git there are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.git import git_text

NOW = "HEAD"
"""The newest commit."""


@dataclass(frozen=True)
class Version:
    """A file as a commit left it. date: of the commit, such as `2026-11-23`."""

    commit: str
    date: str
    text: str

    @property
    def commit_before(self) -> str:
        """The commit that this one changed."""
        return f"{self.commit}^"


class History:
    """What the repository that holds a folder knows of older files, each asked for once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._commits: dict[str, list[str]] = {}
        self._texts: dict[tuple[str, str], str] = {}

    def versions(self, path: str) -> Iterator[Version]:
        """A file's versions, newest first. path: below the folder."""
        if path not in self._commits:
            self._commits[path] = git_text(
                self._root, "log", "--format=%H %cs", "--", path
            ).splitlines()
        for line in self._commits[path]:
            commit, _, date = line.partition(" ")
            if text := self.text(commit, path):
                yield Version(commit, date, text)

    def text(self, commit: str, path: str) -> str:
        """A file as it stood in a commit; empty where there was none."""
        if (commit, path) not in self._texts:
            self._texts[commit, path] = git_text(self._root, "show", f"{commit}:./{path}")
        return self._texts[commit, path]
