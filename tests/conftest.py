"""What all tests share: the project in a folder of its own, and the built site."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("data", "docs", "hooks", "overrides", "mkdocs.yml")
EPOCH = "1790000000"
SITE_URL = "https://kb.example/kb/"


def copy_project(to: Path) -> Path:
    """The project's own files in another folder, without the environment around them."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, to / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, to / part)
    return to


def build(root: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a project as `make build` does; its package is the one in its own folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(
        [*command, "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(site)],
        env=os.environ
        | {"SITE_URL": SITE_URL, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(root / "hooks")}
        | {"NO_MKDOCS_2_WARNING": "1"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def once(folder: Path) -> Iterator[bool]:
    """Whether this process is the first to do something; others wait until it is done."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        yield not done.exists()
        done.touch()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "site"
    with once(folder) as first:
        if first:
            result = build(ROOT, folder / "site")
            assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"
