"""What the check passes, the host builds: random damage, and both are asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import build
from fuzz_damage import damage, files_of, write
from kb.commands.main import main
from test_build import small

SEED = 12


@pytest.mark.slow
@pytest.mark.parametrize("number", range(12))
def test_what_the_check_passes_the_host_builds(number: int, tmp_path: Path) -> None:
    root = small(tmp_path / "project")
    done = damage(files_of(root), SEED, number)
    write(root, done.files)
    checked = CliRunner().invoke(main, ["check", "--root", str(root)])
    made = build(root, tmp_path / "site")
    said = f"{done.what}\n{checked.output}{checked.exception}\n{made.stderr}"
    assert checked.exit_code in (0, 1) and "Traceback" not in said, said
    assert checked.exit_code == 0 or isinstance(checked.exception, SystemExit), said
    assert (checked.exit_code == 0) == (made.returncode == 0), said
