"""A project as a dict of texts instead of files on a disk, for tests that write and change it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from conftest import ROOT
from kb.addresses import page_address
from kb.facts.collections import COLLECTIONS
from kb.facts.load import data_files, files_of, holding, mistakes
from kb.facts.view import Facts
from kb.folder import Folder, is_ours
from kb.memo import Memo
from kb.redirects import published, redirects
from kb.text import Lang

STORE = ROOT / ".cache"
"""Keeps pictures and templates by their content, for tests and builds alike."""
TODAY = "2026-12-01"
ACME = """
company: Acme
product: {name: AcmeML}
summary: 서비스
kind: company
country: KR
deployment: [managed]
status: {value: active}
"""
"""A vendor of which only what is required is known."""


class Texts(dict[str, str]):
    """Files by their path from the project's root, as a `Reader` of a memo."""

    @classmethod
    def of(cls, root: Path, *, below: str = "") -> Texts:
        """The files of a folder. below: only those under this path, or this file."""
        start, folder, texts = root / below, Folder(root), cls()
        for path in [start] if start.is_file() else sorted(start.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and all(map(is_ours, name.split("/"))):
                texts[name] = folder.text(name) or ""
        return texts

    @classmethod
    def of_folder(cls, root: Path, *parts: str) -> Texts:
        """The files of a project below some of its folders."""
        texts = cls()
        for part in parts:
            texts |= cls.of(root, below=part)
        return texts

    def text(self, path: str) -> str | None:
        """The text of a file; None where there is none."""
        return self.get(path)

    def names(self, folder: str) -> tuple[str, ...]:
        """The names in a folder, sorted, those of folders with a slash behind them."""
        start = f"{folder}/" if folder else ""
        inside = (path[len(start) :].partition("/") for path in self if path.startswith(start))
        return tuple(sorted({name + slash for name, slash, _ in inside}))


@cache
def real() -> Memo:
    """The project of this repository, read once for all tests of a process."""
    return Memo(Folder(ROOT), {"today": TODAY}, STORE)


def addresses(lang: Lang, *, moved: bool = True) -> list[str]:
    """The published addresses of a language. moved: those that only lead on by now, too."""
    start = f"/{page_address('index', lang)}"
    known = [one for one in published(real()) or () if moved or one not in redirects(real())]
    return [start + address[1:] for address in known]


SETTINGS = ("mkdocs.yml", *(f"hooks/{file.name}" for file in (ROOT / "hooks").glob("*.py")))
"""The settings of the project, with the files that they name."""


@cache
def _frame() -> Texts:
    return Texts.of_folder(ROOT, *SETTINGS, "overrides/kb", "data/words.yml")


def project_texts(files: Mapping[str, str]) -> Texts:
    """A project whose pages can be compiled: these files in the real one's settings and blocks."""
    return Texts(_frame() | {path: textwrap.dedent(text) for path, text in files.items()})


def project_of(texts: Texts) -> Memo:
    """The memo of a project that is written down."""
    return Memo(texts, {"today": TODAY}, STORE)


def facts_of(files: Mapping[str, str]) -> Facts:
    """The facts of these files, by path below data/. Fails where one of them is wrong."""
    memo = Memo(Texts({f"data/{p}": textwrap.dedent(text) for p, text in files.items()}))
    wrong: list[object] = [mistake for path in data_files(memo) for mistake in mistakes(memo, path)]
    for name in (collection.name for collection in COLLECTIONS):
        for path in files_of(memo, name):
            wrong += holding(memo, name, path).misfits
    assert not wrong, wrong
    return Facts(memo)
