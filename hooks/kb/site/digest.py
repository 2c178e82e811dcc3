"""The site's digest: whoever has a copy can tell whether it is this one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from kb.addresses import BUILD
from kb.facts.updates import looked_at
from kb.memo import Memo


def build_file(memo: Memo, files: Mapping[str, str] | None) -> bytes:
    """What `BUILD` says: a digest of all other files, how many they are, and the newest day on which
    a source or an edition was looked at. files: the digest of each by its path; None for a preview.
    """
    known = {"looked_at": looked_at(memo)}
    said = known if files is None else _digest(files) | known
    return f"{json.dumps(said, indent=2)}\n".encode()


def _digest(files: Mapping[str, str]) -> dict[str, str | int]:
    digest = hashlib.sha256()
    others = sorted(files.keys() - {BUILD}, key=PurePosixPath)
    for path in others:
        digest.update(f"{path} {files[path]}\n".encode())
    return {"digest": digest.hexdigest(), "files": len(others)}
