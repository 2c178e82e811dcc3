"""The files that editors read, all of them, as they are to stand in the project's folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.editors.schemas import schemas
from kb.editors.settings import settings_files
from kb.editors.snippets import SNIPPETS, snippets
from kb.folder import write
from kb.memo import Memo, text


def committed_files(memo: Memo) -> Mapping[str, str]:
    """Texts of those in the repository, by path: schemas and settings."""
    return {**schemas(memo), **settings_files()}


def stale_files(memo: Memo) -> list[str]:
    """The committed ones that are missing or not what models and data say."""
    return [path for path, content in committed_files(memo).items() if text(memo, path) != content]


def write_editor_files(memo: Memo, root: Path) -> list[str]:
    """Write what is missing or stale. Returns the paths of what was written."""
    wanted = {**committed_files(memo), SNIPPETS: snippets(memo)}
    stale = [path for path, content in wanted.items() if memo.reader.text(path) != content]
    write(root, {path: wanted[path] for path in stale})
    memo.changed(stale)
    return stale
