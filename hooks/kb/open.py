"""Opens a project: its memo over the files on disk, with the answers that are kept from before."""

from __future__ import annotations

import hashlib
from importlib.metadata import distributions
from pathlib import Path

from kb.folder import Folder
from kb.memo import Memo, Reader
from kb.store import load, save

CODE = Path(__file__).parents[1]
"""The folder of the code that answers questions."""
STORE = ".cache"
ANSWERS = "answers.pickle"


def open_project(
    root: Path,
    today: str = "",
    version: str = "",
    *,
    release: bool = False,
    reader: Reader | None = None,
) -> Memo:
    """The memo of a project, with the answers of before.

    today: for what is overdue. version: of the code; with none, no answers are taken over.
    release: whether what ages is told of, too. reader: of other files than those in the folder.
    """
    given = {"today": today, "release": release}
    opened = Memo(reader or Folder(root), given, root / STORE)
    if version and (kept := load(root / STORE / ANSWERS, version)):
        opened.loaded(kept)
    return opened


def keep_answers(root: Path, version: str, dumps: list[bytes]) -> None:
    """Keep answers for the next time, instead of those of before: all in one file, or none."""
    save(root / STORE / ANSWERS, version, *dumps)


def code_version() -> str:
    """A digest of the code and of the versions of all packages, without which no answer holds."""
    digest = hashlib.sha256()
    for path in sorted(path for path in CODE.rglob("*.*") if path.suffix in (".py", ".js")):
        digest.update(path.relative_to(CODE).as_posix().encode() + b"\0" + path.read_bytes())
    for line in sorted(f"{found.name} {found.version}\n" for found in distributions()):
        digest.update(line.encode())
    return digest.hexdigest()
