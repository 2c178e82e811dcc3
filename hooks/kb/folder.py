"""Reads and writes a project's files on disk; what editors and systems leave there is not part of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kb.memo import LINK


class Folder:
    """A folder as a `Reader`. root: the project's."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def text(self, path: str) -> str | None:
        """The text of a file, as `decoded`; None where there is none.

        Raises OSError for one that is there and cannot be read: without it, all would be wrong.
        """
        try:
            return decoded(content_of(self.root / path))
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def names(self, folder: str) -> tuple[str, ...]:
        """The names in a folder, sorted, those of folders with a slash and of links with `LINK`
        behind them.

        Raises OSError for a folder that is there and cannot be read.
        """
        try:
            found = [path for path in (self.root / folder).iterdir() if is_ours(path.name)]
        except (FileNotFoundError, NotADirectoryError):
            return ()
        return tuple(
            sorted(path.name + mark for path in found if (mark := _mark(path)) is not None)
        )


def _mark(path: Path) -> str | None:
    """What stands behind the name of a file, folder or link; None for anything else."""
    if path.is_symlink():
        return LINK
    if path.is_dir():
        return "/"
    return "" if path.is_file() else None


def write(root: Path, texts: Mapping[str, str | None]) -> None:
    """Write files of a project by their paths; None takes one away with the folders that it leaves
    empty. Line ends and bytes that are no UTF-8 stay as the texts have them. Raises OSError.
    """
    kept = {path: text for path, text in texts.items() if text is not None}
    write_files(root, {p: text.encode("utf-8", "surrogateescape") for p, text in kept.items()})
    for gone in (root / path for path, text in texts.items() if text is None):
        gone.unlink()
        folder = gone.parent
        while not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def write_files(root: Path, contents: Mapping[str, bytes]) -> None:
    """Write files by their paths below a folder, one by one, each with the folders that it needs.

    Raises OSError, which names the file; nothing is written for those behind it.
    """
    made: set[Path] = set()
    for path, content in contents.items():
        with _named(file := root / path):
            if file.parent not in made:
                file.parent.mkdir(parents=True, exist_ok=True)
                made.add(file.parent)
            file.write_bytes(content)


def content_of(path: Path) -> bytes:
    """The content of a file. Raises OSError, which names the file."""
    with _named(path):
        return path.read_bytes()


def digests(folder: Path) -> dict[str, str]:
    """The digest of each file below a folder, by its path, in order. Raises OSError."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Have an error name the file: what fails after it was opened does not know it."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def decoded(content: bytes) -> str:
    """A text, its line ends as line feeds; bytes that are no UTF-8 stay as escapes."""
    text = content.decode("utf-8", "surrogateescape")
    return text.replace("\r\n", "\n").replace("\r", "\n")


_NOT_OURS = ("4913", "Thumbs.db", "desktop.ini")
"""What vim tries a folder with, and what Windows leaves in it."""
_BEFORE = (".", "#", "~")
_BEHIND = (
    "~", ".bak", ".orig", ".part", ".rej", ".swp", ".tmp", ".vsctmp", "___jb_tmp___", "___jb_old___",
)  # fmt: skip


def is_ours(name: str) -> bool:
    """Whether a name is a project's: not hidden, and not what an editor writes beside a file."""
    return name not in _NOT_OURS and not name.startswith(_BEFORE) and not name.endswith(_BEHIND)
