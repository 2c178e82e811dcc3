"""The moment of a build comes from its input, never from the clock of the machine."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kb.site.clock import build_time


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def data(root: Path, text: str) -> Path:
    (root / "data" / "maturity").mkdir(parents=True)
    (root / "data" / "maturity" / "2026.yml").write_text(text, "utf-8")
    return root


def committed(root: Path, moment: str) -> None:
    def git(*arguments: str) -> None:
        name = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        subprocess.run(
            ["git", "-C", str(root), *name, *arguments],
            check=True,
            capture_output=True,
            env={"GIT_COMMITTER_DATE": moment, "PATH": "/usr/bin:/bin"},
        )

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "first")


def test_the_last_commit_tells_the_time(tmp_path: Path) -> None:
    committed(data(tmp_path, "reviewed: 2026-11-23\n"), "2026-11-01T12:00:00+09:00")
    assert build_time(tmp_path) == datetime(2026, 11, 1, 3, tzinfo=UTC)


def test_the_environment_has_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(data(tmp_path, "reviewed: 2026-11-23\n"), "2026-11-01T12:00:00+09:00")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert build_time(tmp_path) == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)


def test_without_a_repository_the_newest_date_in_the_data_counts(tmp_path: Path) -> None:
    root = data(tmp_path, "reviewed: 2026-11-23\naccessed: '2026-12-01'\npublished: 2027-01-01\n")
    assert build_time(root) == datetime(2026, 12, 1, tzinfo=UTC)


def test_without_git_the_data_count_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(data(tmp_path, "{reviewed: 2025-03-04}\n"), "2026-11-01T12:00:00+09:00")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert build_time(tmp_path) == datetime(2025, 3, 4, tzinfo=UTC)


def test_an_empty_project_still_has_one_moment(tmp_path: Path) -> None:
    assert build_time(tmp_path) == build_time(tmp_path) == datetime(2024, 1, 1, tzinfo=UTC)
