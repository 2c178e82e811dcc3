"""What the check passes, the host builds: random damage, and both are asked."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import build
from test_build import small

DAMAGED = ("docs/**/*.md", "data/**/*.yml", "mkdocs.yml")
SIGNS = "{}[]()<>:#*_`!|&?%@\"'\\ -=~^$,.\t가A0\n"


def damage(root: Path, chance: random.Random) -> str:
    """Change a few letters or lines of one file. Returns what was done."""
    paths = sorted(path for pattern in DAMAGED for path in root.glob(pattern) if path.is_file())
    path = chance.choice(paths)
    text = path.read_text("utf-8")
    for _ in range(chance.randint(1, 3)):
        text = chance.choice((_signs, _line))(text, chance)
    path.write_text(text, "utf-8")
    return f"{path.relative_to(root)}:\n{text}"


def _signs(text: str, chance: random.Random) -> str:
    """Put in, take out or replace letters at a place."""
    at = chance.randrange(len(text) + 1)
    new = "".join(chance.choices(SIGNS, k=chance.randint(0, 3)))
    return text[:at] + new + text[at + chance.randint(0, 3) :]


def _line(text: str, chance: random.Random) -> str:
    """Take a line out, write it twice, or indent it otherwise."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at : at + 1] = chance.choice(([], [lines[at]] * 2, ["  " + lines[at]], [lines[at][1:]]))
    return "\n".join(lines)


def passes(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kb", "check", "--root", str(root)],
        env=os.environ | {"PYTHONPATH": str(root / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_what_the_check_passes_the_host_builds(seed: int, tmp_path: Path) -> None:
    root = small(tmp_path / "project")
    done = damage(root, random.Random(seed))
    checked, made = passes(root), build(root, tmp_path / "site")
    said = f"{done}\n{checked.stdout}{checked.stderr}\n{made.stderr}"
    assert checked.returncode in (0, 1) and "Traceback" not in said, said
    assert (checked.returncode == 0) == (made.returncode == 0), said
