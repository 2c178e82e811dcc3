"""Files of the store: read only where they are whole, whatever happens while they are written."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path


def write_whole(path: Path, *parts: bytes) -> None:
    """Write beside and rename, so whoever reads at the same time never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.writelines(parts)
    Path(file.name).replace(path)


def kept(folder: Path, ending: str, made_of: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """What is costly to make: from its file, whose name follows from all that it is made of, or else
    made and put there.
    """
    key = hashlib.sha256("\0".join(made_of).encode()).hexdigest()[:32]
    path = folder / f"{key}{ending}"
    if path.is_file():
        return path.read_bytes()
    made = make()
    write_whole(path, made)
    return made


def save(path: Path, version: str, *parts: bytes) -> None:
    """Write a file that `load` believes only whole and of the same version. The parts, which may be
    large, are not put together in memory.
    """
    write_whole(path, _head(version, *parts) + b"\n", *parts)


def load(path: Path, version: str) -> bytes | None:
    """What `save` wrote; None where the file is missing, damaged or of another version."""
    try:
        head, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if head == _head(version, content) else None


def _head(version: str, *parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return f"{version} {digest.hexdigest()}".encode()
