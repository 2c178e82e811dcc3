"""How editors write a file: what they put beside it, and what they rename in which order."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

Save = Callable[[Path, bytes], None]


def in_place(file: Path, content: bytes) -> None:
    """VS Code, nano and most others: the same file, emptied and written."""
    file.write_bytes(content)


def vim(file: Path, content: bytes) -> None:
    """Try whether the folder can be written, set the old file aside, write a new one."""
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM 9.1")
    probe = file.with_name("4913")
    probe.touch()
    probe.unlink()
    backup = file.with_name(f"{file.name}~")
    _aside(file, backup)
    file.write_bytes(content)
    backup.unlink(missing_ok=True)
    swap.unlink()


def vim_on_a_link(file: Path, content: bytes) -> None:
    """With `backupcopy=yes`: copy the old file, and write over it."""
    backup = file.with_name(f"{file.name}~")
    if file.exists():
        shutil.copyfile(file, backup)
    file.write_bytes(content)
    backup.unlink(missing_ok=True)


def jetbrains(file: Path, content: bytes) -> None:
    """Its safe write: beside, the old one aside, the new one in its place."""
    fresh, old = (file.with_name(f"{file.name}___jb_{kind}___") for kind in ("tmp", "old"))
    fresh.write_bytes(content)
    _aside(file, old)
    fresh.rename(file)
    old.unlink(missing_ok=True)


def vs_code_atomic(file: Path, content: bytes) -> None:
    fresh = file.with_name(f"{file.name}.vsctmp")
    fresh.write_bytes(content)
    fresh.replace(file)


def text_edit(file: Path, content: bytes) -> None:
    """macOS, on a disk that is not its own: the other half of each file lies beside it."""
    fresh = file.with_name(f"{file.name}.sb-6f1c2a3b-Qx7TzA")
    fresh.write_bytes(content)
    file.with_name(f"._{file.name}").write_bytes(b"\0\5\x16\7")
    fresh.replace(file)
    file.with_name(".DS_Store").write_bytes(b"\0\0\0\1Bud1")


def emacs(file: Path, content: bytes) -> None:
    """A link that leads nowhere says who edits; what was typed is saved beside it now and then."""
    lock, typed = file.with_name(f".#{file.name}"), file.with_name(f"#{file.name}#")
    lock.unlink(missing_ok=True)
    lock.symlink_to("writer@desk.4711:1790000000")
    typed.write_bytes(content)
    _aside(file, file.with_name(f"{file.name}~"))
    file.write_bytes(content)
    typed.unlink()
    lock.unlink()


def gedit(file: Path, content: bytes) -> None:
    fresh = file.with_name(".goutputstream-Z3K1R2")
    fresh.write_bytes(content)
    fresh.replace(file)


def kate(file: Path, content: bytes) -> None:
    """Beside, under a name that nothing tells from a file's own."""
    fresh = file.with_name(f"{file.name}.aBcDeF")
    fresh.write_bytes(content)
    fresh.replace(file)


SAVES: tuple[Save, ...] = (
    in_place, vim, vim_on_a_link, jetbrains, vs_code_atomic, text_edit, emacs, gedit, kate,
)  # fmt: skip

LEFT = (
    ".{}.swp", ".{}.swo", "4913", "{}~", "._{}", ".DS_Store", ".#{}", "#{}#", "{}___jb_tmp___",
    "{}___jb_old___", "{}.vsctmp", ".goutputstream-Z3K1R2",
)  # fmt: skip
"""What editors leave beside a file while it is open, or when they end too early."""


def _aside(file: Path, other: Path) -> None:
    if file.exists():
        file.replace(other)
