"""What the project rests on: pins, their locks, notices of what readers get, and no network."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata, version
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from conftest import ROOT
from raise_pins import floors, raised

PROJECT = """[project]
dependencies = [
  "Py_YAML==6.0.3",                # its reason
  "watchdog[watchmedo]==7.1.0",    # its reason
]
"""
LOCKS = {
    "requirements.txt": (),
    "requirements-dev.txt": ("dev",),
    "requirements-audit.txt": ("audit",),
}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_every_pin_with_its_hashes(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = [*project["dependencies"]]
    for extra in LOCKS[name]:
        pins += project["optional-dependencies"][extra]
    lock = (ROOT / name).read_text("utf-8")
    entries = dict(re.findall(r"^([\w.-]+==\S+) (.*(?:\n    .*)*)", lock, re.M))
    assert {re.sub(r"\[.*?\]", "", pin) for pin in pins} <= {*entries}
    assert all("--hash=sha256:" in entry for entry in entries.values())


def test_what_is_pinned_runs_on_the_oldest_python_that_is_named() -> None:
    """Debian 12 has Python 3.11.2, and a package may want a later one of the same name."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    oldest = said.removeprefix(">=") + ".0"
    lock = (ROOT / "requirements-dev.txt").read_text("utf-8")
    names = re.findall(r"^([\w.-]+)==\S+ \\$", lock, re.M)
    wanted = {name: metadata(name)["Requires-Python"] or "" for name in names}
    late = {name for name, spec in wanted.items() if not SpecifierSet(spec).contains(oldest)}
    assert names and not late


def test_pins_are_raised_to_what_a_resolver_finds_and_keep_their_reasons() -> None:
    assert floors(PROJECT) == PROJECT.replace("==", ">=")
    lock = "py-yaml==6.1.0 \\\n    --hash=sha256:0\nother==2\n"
    assert raised(PROJECT, lock) == PROJECT.replace("6.0.3", "6.1.0")


def test_the_page_of_notices_holds_the_licences_as_they_are_installed(site: Path) -> None:
    page = (site / "about/notices/index.html").read_text("utf-8")
    assert f"mkdocs-material {version('mkdocs-material')}" in page
    assert "Copyright (c) 2016-2025 Martin Donath" in page and "Pictogrammers Free License" in page
