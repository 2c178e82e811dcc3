"""Raises the pins in `pyproject.toml` to what is out now; `make lock` writes the locks from it.

As a command, with the command line of a resolver behind it that writes a lock, such as pip-compile:
it is asked for a lock of the same packages from their pinned versions on.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_PIN = re.compile(r'^(  "(?P<name>[\w.-]+)(?:\[[\w,-]+\])?)==(?P<version>[^"]+)', re.M)


def floors(project: str) -> str:
    """A project's settings in which each pin is the least version."""
    return _PIN.sub(r"\1>=\g<version>", project)


def raised(project: str, lock: str) -> str:
    """A project's settings with the pins of a lock. What the lock does not have stays as it is."""
    found = dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", lock, re.M))

    def pin(match: re.Match[str]) -> str:
        name = re.sub(r"[-_.]+", "-", match["name"]).lower()
        return f"{match[1]}=={found.get(name, match['version'])}"

    return _PIN.sub(pin, project)


def main(resolver: list[str]) -> None:
    project = _PROJECT.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        given, lock = Path(folder, "pyproject.toml"), Path(folder, "lock.txt")
        given.write_text(floors(project), "utf-8")
        subprocess.run([*resolver, "--output-file", str(lock), str(given)], check=True)
        _PROJECT.write_text(raised(project, lock.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
