"""Files of the store: read only where they are whole, whatever happens while they are written."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and rename, so whoever reads at the same time never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)


def save(path: Path, version: str, content: bytes) -> None:
    """Write a file that `load` believes only whole and of the same version."""
    write_whole(path, _head(version, content) + b"\n" + content)


def load(path: Path, version: str) -> bytes | None:
    """What `save` wrote; None where the file is missing, damaged or of another version."""
    try:
        head, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if head == _head(version, content) else None


def _head(version: str, content: bytes) -> bytes:
    return f"{version} {hashlib.sha256(content).hexdigest()}".encode()
