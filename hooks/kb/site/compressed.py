"""Compressed copies beside the text files of a site, which a host sends as they are."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path, PurePosixPath

import brotli

from kb.site.hosting import TYPES
from kb.store import kept

ENDINGS = (".br", ".gz")
"""What the names of the copies end in."""
_TEXTS = frozenset(f".{ending}" for ending in TYPES if ending not in ("gz", "png"))
COMPRESSED = "compressed"
"""The folder of the store that keeps the copies."""


def is_text(path: str) -> bool:
    """Whether a file has compressed copies beside it."""
    return PurePosixPath(path).suffix in _TEXTS


def compressed(store: Path, content: bytes) -> dict[str, bytes]:
    """The copies of a text by ending, the same bytes everywhere. store: folder that keeps them."""
    folder, made_of = store / COMPRESSED, (hashlib.sha256(content).hexdigest(), brotli.__version__)
    return {
        ".br": kept(folder, ".br", made_of, partial(brotli.compress, content)),
        ".gz": kept(folder, ".gz", made_of, partial(gzip.compress, content, mtime=0)),
    }


def add_compressed(store: Path, files: Iterable[Path]) -> None:
    """Write the copies of each text beside it, as old as it is. Raises OSError."""
    texts = [file for file in files if is_text(file.name)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # compressing leaves Python to the others
        list(pool.map(partial(_add, store), texts))


def _add(store: Path, file: Path) -> None:
    for ending, content in compressed(store, file.read_bytes()).items():
        copy = file.with_name(f"{file.name}{ending}")
        copy.write_bytes(content)
        os.utime(copy, ns=(file.stat().st_mtime_ns,) * 2)
