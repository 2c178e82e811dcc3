"""What building promises: the same bytes everywhere, one place for each fact, nothing half done."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EPOCH, ROOT, SITE_URL, build, copy_project


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_another_folder_time_zone_and_locale_give_the_same_bytes(
    site: Path, tmp_path: Path
) -> None:
    root = copy_project(tmp_path / "다른 곳")
    result = build(root, tmp_path / "site", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="7")
    assert result.returncode == 0, result.stdout + result.stderr
    here, there = digests(site), digests(tmp_path / "site")
    assert [path for path in here if here[path] != there.get(path)] == []
    assert here.keys() == there.keys()


def test_a_changed_fact_changes_wherever_it_is_used(site: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "kb")
    for path, old, new in (
        ("data/market/estimates.yml", '"20.9B"', '"23.4B"'),
        ("data/maturity/2024.yml", "automl:\n    level: developing", "automl:\n    level: initial"),
    ):
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), "utf-8")
    # The brief's rate no longer fits, and the 2026 edition has moved: both are told as mistakes.
    refused = build(root, tmp_path / "site")
    assert refused.returncode == 1
    assert "market/growth" in refused.stderr + refused.stdout
    assert "maturity/move" in refused.stderr + refused.stdout

    _edit(root / "data/market/estimates.yml", 'percent: "38.2"', 'percent: "41.7"')
    _edit(
        root / "data/maturity/2024.yml",
        "automl:\n    level: initial",
        "automl:\n    level: developing",
    )
    result = build(root, tmp_path / "site")
    assert result.returncode == 0, result.stdout + result.stderr
    for was, now in (("209억 달러", "234억 달러"), ("$20.9B", "$23.4B")):
        before = {p.relative_to(site) for p in site.rglob("*.html") if was in p.read_text("utf-8")}
        assert len(before) >= 2
        for path in before:
            text = (tmp_path / "site" / path).read_text("utf-8")
            assert was not in text and now in text, path


def test_a_broken_fact_stops_the_build_and_leaves_the_last_site_alone(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "kb")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("the last good site")
    _edit(root / "data/levels.yml", "mature:", "matured: [")
    result = build(root, site)
    told = result.stdout + result.stderr
    assert result.returncode == 1
    assert "data/levels.yml:" in told and "[yaml/syntax]" in told
    assert "Traceback" not in told
    assert (site / "index.html").read_text() == "the last good site"


def test_the_maintained_fork_of_mkdocs_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    environment = ROOT / ".venv-properdocs"
    command = [environment / "bin" / "properdocs", "build", "--strict", "-f", ROOT / "mkdocs.yml"]
    result = subprocess.run(
        [*map(str, command), "--site-dir", str(tmp_path / "site")],
        env={
            "PATH": "/usr/bin:/bin",
            "SITE_URL": SITE_URL,
            "SOURCE_DATE_EPOCH": EPOCH,
            "NO_MKDOCS_2_WARNING": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    here, there = digests(site), digests(tmp_path / "site")
    assert [path for path in here if here[path] != there.get(path)] == []


@pytest.mark.parametrize("command", ["check", "status", "schema"])
def test_commands_run_on_the_real_project(command: str) -> None:
    arguments = [command, "--check"] if command == "schema" else [command]
    result = subprocess.run(
        [str(Path(sys.executable).parent / "kb"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_project_names_no_machine_and_no_registry(tmp_path: Path) -> None:
    if not shutil.which("git"):
        pytest.fail("git is needed to list the project's files")
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js.org", "deb." + "debian"]
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            text = path.read_text("utf-8", errors="replace")
            assert not [host for host in hosts if host in text], name


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
