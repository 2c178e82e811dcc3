"""Puts a finished site where readers find it, so that they find the last one or the new one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

_AT_CWD, _EXCHANGE = -100, 2
"""Linux: paths as from the working folder; both names change places (`renameat2(2)`)."""
_SWAP = 2
"""macOS: the same (`renamex_np(2)`)."""


def tidied(site: Path) -> None:
    """Clear what a build that was cut off has left beside a site, or set aside."""
    fresh, old = _beside(site)
    if old.exists() and not site.exists():  # cut off between two renames
        old.rename(site)
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(kept: Path, site: Path) -> None:
    """Show a kept site at its place, as `filled_in_place`."""
    filled_in_place(site, lambda fresh: shutil.copytree(kept, fresh, copy_function=linked))


def filled_in_place(site: Path, fill: Callable[[Path], object]) -> None:
    """Fill a folder beside a site and show it there by one rename; two where the system cannot
    exchange folders.

    Nothing is beside it. Raises OSError where the place cannot be written; what was there stays.
    """
    fresh, old = _beside(site)
    fill(fresh)
    _readable(fresh)
    if not site.exists():
        fresh.rename(site)
    elif exchange(fresh, site):
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        site.rename(old)
        fresh.rename(site)
        shutil.rmtree(old, ignore_errors=True)


def _readable(site: Path) -> None:
    """Let everybody read a site, whatever its maker's files are like: a server is another user."""
    for folder, _, names in os.walk(site):
        os.chmod(folder, 0o755)  # noqa: PTH101 -- no object for each of some thousand names
        for name in names:
            os.chmod(f"{folder}/{name}", 0o644)  # noqa: PTH101


def _beside(site: Path) -> tuple[Path, Path]:
    return site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; false where the system or the disk has no such."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _SWAP) == 0)
        return bool(library.renameat2(_AT_CWD, names[0], _AT_CWD, names[1], _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):  # TypeError: Windows has no library without a name
        return False


def linked(source: str, target: str) -> None:
    """A file under a second name, which costs no copy; a copy where the system has no such names."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
