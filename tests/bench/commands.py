"""How the project and its stock twin are called: the one place to change when a command changes.

Every command is run in the folder of a copy, with the environment of `environment`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BUILD = ("-m", "kb", "build")
"""Builds the project's copy into its `site/`."""

CHECK = ("-m", "kb", "check")
SERVE = ("-m", "kb", "serve", "--port", "{port}", "--langs", "ko,en")
LOOK = ("-m", "kb", "translate")
"""Shows what the pages named behind it have to be translated; `--root` and the names are added."""
PIN = (*LOOK, "--done")
"""Marks what was shown of them as translated."""

STOCK = ("-m", "mkdocs", "build", "--quiet", "--site-dir", "site")
"""Builds a twin into its `site/`."""

ONE_PROCESS = {"KB_JOBS": "1"}
"""What tells the build to use one process."""

PARTS = ("data", "docs", "hooks", "overrides", "mkdocs.yml")
"""What of the project is copied."""

LEFTOVERS = (".cache", "site")
"""What a cold build must not find."""

PROGRAMS = (".cache/jinja", ".cache/vega")
"""What it may find, as it finds compiled Python: templates that are compiled for as long as they are
the same, and the program of charts, which is made once for each version of its package."""

PICTURES = (".cache/pictures",)
"""What is measured by itself: pictures made of points."""

EPOCH = "1790000000"
BUILD_LIMIT = 3600.0
"""Seconds after which a command is stopped."""


def python(arguments: Sequence[str], **values: object) -> list[str]:
    """A command of this environment's Python."""
    return [sys.executable, *(part.format(**values) for part in arguments)]


def environment(
    root: Path, more: Mapping[str, str] | None = None, *, own: bool = True
) -> dict[str, str]:
    """A small environment that is the same for everyone. own: use the library in the folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    library = {"PYTHONPATH": str(root / "hooks")} if own else {}
    return {
        **kept,
        **library,
        "LANG": "C.UTF-8",
        "SITE_URL": "http://127.0.0.1:8000/",
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        **(more or {}),
    }
