"""What the check passes, the host builds: random damage, and both are asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import build
from fuzz_damage import damage, files_of, write
from test_build import small

SEED = 12


def passes(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kb", "check", "--root", str(root)],
        env=os.environ | {"PYTHONPATH": str(root / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("number", range(12))
def test_what_the_check_passes_the_host_builds(number: int, tmp_path: Path) -> None:
    root = small(tmp_path / "project")
    done = damage(files_of(root), SEED, number)
    write(root, done.files)
    checked, made = passes(root), build(root, tmp_path / "site")
    said = f"{done.what}\n{checked.stdout}{checked.stderr}\n{made.stderr}"
    assert checked.returncode in (0, 1) and "Traceback" not in said, said
    assert (checked.returncode == 0) == (made.returncode == 0), said
