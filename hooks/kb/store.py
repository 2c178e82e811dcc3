"""Files of the store: read only where they are whole, whatever happens while they are written."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

UNUSED = 30 * 24 * 60 * 60
"""Seconds after which what is costly to make is forgotten, if nobody has asked for it."""


def write_whole(path: Path, *parts: bytes) -> None:
    """Write beside and rename, so whoever reads at the same time never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    with beside.open("wb") as file:
        file.writelines(parts)
    beside.replace(path)


def kept(folder: Path, ending: str, made_of: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """What is costly to make: from its file, whose name follows from all that it is made of, or else
    made and put there.
    """
    key = hashlib.sha256("\0".join(made_of).encode()).hexdigest()[:32]
    path = folder / f"{key}{ending}"
    if path.is_file():
        with suppress(PermissionError):  # of somebody else: then they keep it
            os.utime(path)
        return path.read_bytes()
    made = make()
    write_whole(path, made)
    return made


def forget_unused(folder: Path) -> None:
    """Remove what `kept` has put in a folder and nobody has asked for in a long time."""
    for path in folder.glob("*"):
        with suppress(FileNotFoundError, PermissionError):
            if path.stat().st_mtime < time.time() - UNUSED:
                path.unlink()


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
