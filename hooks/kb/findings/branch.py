"""Which files a branch has changed, for what is told first."""

from __future__ import annotations

import subprocess
from pathlib import Path

_DEFAULTS = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the default branch may be found."""


def changed_files(root: Path) -> frozenset[str]:
    """Files that differ from where the branch left the default one, committed or not.

    root: the project's. Returns POSIX paths from there; none without git.
    """
    forks = (_git(root, "merge-base", "HEAD", name).strip() for name in _DEFAULTS)
    return differing_files(root, next(filter(None, forks), "HEAD"))


def differing_files(root: Path, commit: str) -> frozenset[str]:
    """Files that differ from a commit's, committed or not, new ones too.

    root: the project's. Returns POSIX paths from there; none without git.
    """
    differing = _git(root, "diff", "--name-only", "--relative", "-z", commit)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(filter(None, (differing + new).split("\0")))


def _git(root: Path, *arguments: str) -> str:
    """What git answers; nothing where it fails or is not there."""
    command = ["git", "-C", str(root), *arguments]
    try:
        result = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError:
        return ""
    return result.stdout if result.returncode == 0 else ""
