"""The project's files as a git revision has them; git is only read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.folder import decoded, is_ours
from kb.git import git

_PARTS = ("data", "docs", "hooks", "overrides", "mkdocs.yml")
_FILES = (b"100644", b"100755")


class RevisionError(Exception):
    """A revision that cannot be read. message: Korean."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Revision:
    """The files of a commit as a `Reader`. commit: its whole id. files: by path from the root."""

    commit: str
    files: Mapping[str, bytes]

    def text(self, path: str) -> str | None:
        """The text of a file; None where there is none."""
        content = self.files.get(path)
        return None if content is None else decoded(content)

    def names(self, folder: str) -> tuple[str, ...]:
        """The names in a folder, sorted, those of folders with a slash behind them."""
        start = f"{folder}/" if folder else ""
        inside = (
            path[len(start) :].partition("/") for path in self.files if path.startswith(start)
        )
        return tuple(sorted({name + slash for name, slash, _ in inside}))


def revision(root: Path, name: str) -> Revision:
    """The files that a branch and the work in a folder have in common: those of the commit where
    they parted, or of the named one where git does not know that. A branch that is here as the one
    of `origin` alone is meant, too. Raises RevisionError.
    """
    commit = _commit(root, name) or _commit(root, f"origin/{name}")
    if not commit:
        raise RevisionError(f"git에 '{name}'이라는 판이 없다. 보기: make report BASE=main")
    at = _git(root, "merge-base", "HEAD", commit, may_fail=True).decode().strip() or commit
    listed = _git(root, "ls-tree", "-r", "-z", at, "--", *_PARTS).split(b"\0")
    every = dict(_entry(line) for line in listed if line.startswith(_FILES))
    entries = {path: id for path, id in every.items() if all(map(is_ours, path.split("/")))}
    return Revision(at, dict(zip(entries, _contents(root, entries.values()), strict=True)))


def _commit(root: Path, name: str) -> str:
    """The id of the commit that a name means; empty where it means none."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return _git(root, *asked, may_fail=True).decode().strip()


def _entry(line: bytes) -> tuple[str, bytes]:
    """Path and object of a line of `git ls-tree`."""
    about, _, path = line.partition(b"\t")
    return path.decode("utf-8", "surrogateescape"), about.split()[2]


def _contents(root: Path, objects: Iterable[bytes]) -> Iterator[bytes]:
    """The contents of objects in their order, from one process for all of them."""
    output = _git(root, "cat-file", "--batch", given=b"".join(id + b"\n" for id in objects))
    at = 0
    while at < len(output):
        start = output.index(b"\n", at) + 1
        end = start + int(output[at:start].split()[2])
        yield output[start:end]
        at = end + 1


def _git(root: Path, *arguments: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What git says. may_fail: nothing, where it finds nothing. Raises RevisionError."""
    try:
        result = git(root, *arguments, given=given)
    except OSError:
        raise RevisionError("git이 없어 견줄 판을 읽을 수 없다. git을 설치한다.") from None
    if result.returncode and not may_fail:
        said = result.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(f"git이 읽지 못했다: {said[-1] if said else arguments[0]}")
    return result.stdout if result.returncode == 0 else b""
