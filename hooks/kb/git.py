"""What git says of the repository that holds a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What a git command answers, whether it succeeds or not. given: its standard input. Raises
    OSError where git cannot be run.
    """
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def git_text(root: Path, *arguments: str) -> str:
    """What a git command says, each line end as a line feed; nothing where it fails or cannot be
    run.
    """
    try:
        result = git(root, *arguments)
    except OSError:
        return ""
    said = result.stdout.decode("utf-8", "replace") if result.returncode == 0 else ""
    return said.replace("\r\n", "\n").replace("\r", "\n")
