"""Runs `kb` on a system that does one thing at one moment: it ends the command, or refuses it.

As a command: WHAT, the number of the moment, then the arguments of `kb`. Moments are what the system
is asked to do with files that are written, and with names. WHAT is `killed`, or an error's name, or
`unread:` and the end of a path, which cannot be read at any moment.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import Any

_NAMES = ("os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")
_REFUSED = ("os.rename",)
"""Of these what no code does without: folders may be there, and what is cleared may stay."""


def watch(what: str, moment: int) -> list[int]:
    """Have it happen at a moment of this process; counts moments in what it returns."""
    count = [0]
    names = _NAMES if what == "killed" else _REFUSED

    unread = what.partition("unread:")[2]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if unread and event == "open" and str(arguments[0]).endswith(unread):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(arguments[0]))
        if not (event in names or (event == "open" and _is_written(arguments))):
            return
        count[0] += 1
        if count[0] != moment:
            return
        if what == "killed":
            os.killpg(0, signal.SIGKILL)
        number = getattr(errno, what)
        raise OSError(number, os.strerror(number), str(arguments[0]))

    sys.addaudithook(hook)
    return count


def _is_written(arguments: tuple[Any, ...]) -> bool:
    path, mode, _ = arguments
    return isinstance(path, str) and isinstance(mode, str) and bool(set("wax+") & set(mode))


if __name__ == "__main__":
    kind, number, *rest = sys.argv[1:]
    sys.argv = ["kb", *rest]
    from kb.commands.main import main

    moments = watch(kind, int(number))
    try:
        main()
    finally:
        print(f"moments: {moments[0]}", file=sys.stderr)
