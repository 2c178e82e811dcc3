"""The site's digest: whoever has a copy can tell whether it is this one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kb.addresses import BUILD
from kb.facts.updates import looked_at
from kb.memo import Memo


def build_file(memo: Memo, site: Path | None) -> bytes:
    """What `BUILD` says: a digest of all other files, how many they are, and the newest day on which
    a source or an edition was looked at. site: where they are written; None for a preview.
    """
    known = {"looked_at": looked_at(memo)}
    said = known if site is None else _digest(site) | known
    return f"{json.dumps(said, indent=2)}\n".encode()


def _digest(site: Path) -> dict[str, str | int]:
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path != site / BUILD]
    digest = hashlib.sha256()
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(site).as_posix()} {content}\n".encode())
    return {"digest": digest.hexdigest(), "files": len(files)}
