"""The small site as a book on paper, read as any program for PDFs reads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import Destination

from kb.commands import pdf as command
from kb.paper import chromium


@pytest.fixture(scope="module")
def folder(
    browser: Browser, small_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Where the command writes, for the project of the small site."""
    root = small_site.parent / "project"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(
            chromium.VARIABLE, chromium.executable() or browser.browser_type.executable_path
        )
        patched.setattr(command, "kept_site", lambda *_: nullcontext((small_site, {})))
        patched.setenv("SOURCE_DATE_EPOCH", "1790000000")
        assert run(root).exit_code == 0
        yield root / "pdf"


def run(root: Path, *pages: str) -> Result:
    return CliRunner().invoke(command.pdf, [*pages, "--root", str(root)])


def text_of(reader: PdfReader) -> list[str]:
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def outline(reader: PdfReader) -> list[tuple[int, str]]:
    """The bookmarks with their depth."""

    def below(
        items: list[Destination | list[Destination]], depth: int
    ) -> Iterator[tuple[int, str]]:
        for item in items:
            if isinstance(item, list):
                yield from below(item, depth + 1)
            else:
                yield depth, str(item.title)

    return list(below(reader.outline, 0))


def links(reader: PdfReader) -> Iterator[dict[str, object]]:
    for sheet in reader.pages:
        for note in sheet.get("/Annots", ()):
            yield note.get_object()
