"""`kb check` on a small project: what it mends, and what it tells first."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT, TESTS
from kb.commands.main import main
from kb.findings.branch import changed_files

PAGE = "docs/draft.md"
SLIPS = """---
title: 초안
description: 아직 옮기지 않은 글
reviewed: 2026.05.01
---

드리프팅을 본다.
- 가
  - 나

글\u00a0{{ figure(“market.first.target”) }}\u200b\u200b이다.\u00a0
"""
MENDED = """---
title: 초안
description: 아직 옮기지 않은 글
reviewed: 2026-05-01
---

드리프트를 본다.

- 가
    - 나

글\u00a0{{ figure("market.first.target") }}이다.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The fixture project on disk, with the real templates and words."""
    root = tmp_path / "project"
    shutil.copytree(TESTS / "fixture", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "data" / "words.yml", root / "data")
    return root


def check(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), *options])


def write(root: Path, path: str, text: str) -> None:
    (root / path).write_bytes(text.encode())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_that_is_certain_is_mended_at_once_and_line_ends_stay(project: Path, end: str) -> None:
    write(project, PAGE, SLIPS.replace("\n", end))
    mended = check(project, "--fix")
    assert mended.exit_code == 0, mended.output
    assert f"{PAGE}을(를) 고쳤다." in mended.output
    assert (project / PAGE).read_bytes() == MENDED.replace("\n", end).encode()
    again = check(project, "--fix")
    assert "고쳤다" not in again.output
    assert (project / PAGE).read_bytes() == MENDED.replace("\n", end).encode()


def test_a_file_that_cannot_be_written_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    write(project, PAGE, SLIPS)
    monkeypatch.setattr(Path, "write_bytes", refuse)
    refused = check(project, "--fix")
    assert refused.exit_code == 1 and PAGE in refused.output
    assert isinstance(refused.exception, SystemExit)


def git(root: Path, *arguments: str) -> None:
    own = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(root), *own, *arguments], check=True, capture_output=True)


def test_what_the_branch_has_changed_comes_first(project: Path) -> None:
    for name in ("a.md", "z.md", "나 다.md"):
        write(
            project,
            f"docs/{name}",
            f"---\ntitle: 가\ndescription: 나\n---\n\n[가](no-{name[0]}.md)\n",
        )
    plain = check(project).output
    assert plain.index("docs/a.md:6") < plain.index("docs/z.md:6") < plain.index("docs/나 다.md:6")
    git(project, "init")
    git(project, "add", "docs/a.md", "docs/z.md")
    git(project, "commit", "-m", "one")
    git(project, "switch", "-c", "branch")
    write(project, "docs/z.md", (project / "docs/z.md").read_text("utf-8") + "\n글\n")
    git(project, "commit", "-am", "two")
    changed = changed_files(project)
    assert "docs/나 다.md" in changed and "docs/z.md" in changed and "docs/a.md" not in changed
    told = check(project).output
    assert told.index("docs/z.md:6") < told.index("docs/나 다.md:6") < told.index("docs/a.md:6")


def test_without_git_no_file_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert changed_files(tmp_path) == frozenset()
