"""Which files a branch has changed, for what is told first."""

from __future__ import annotations

from pathlib import Path

from kb.git import git_text

_DEFAULTS = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the default branch may be found."""


def changed_files(root: Path) -> frozenset[str]:
    """Files that differ from where the branch left the default one, committed or not.

    root: the project's. Returns POSIX paths from there; none without git.
    """
    forks = (git_text(root, "merge-base", "HEAD", name).strip() for name in _DEFAULTS)
    return differing_files(root, next(filter(None, forks), "HEAD"))


def differing_files(root: Path, commit: str) -> frozenset[str]:
    """Files that differ from a commit's, committed or not, new ones too.

    root: the project's. Returns POSIX paths from there; none without git.
    """
    differing = git_text(root, "diff", "--name-only", "--relative", "-z", commit)
    new = git_text(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(filter(None, (differing + new).split("\0")))
