"""The small site as a book on paper, read as any program for PDFs reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import Destination

from conftest import EPOCH, SMALL_URL
from kb.commands import pdf as command
from kb.paper import chromium


@pytest.fixture(scope="module")
def folder(browser: Browser, small_site: Path) -> Iterator[Path]:
    """Where the command writes, for the project of the small site."""
    root = small_site.parent / "project"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(
            chromium.VARIABLE, chromium.executable() or browser.browser_type.executable_path
        )
        patched.setattr(command, "kept_site", lambda *_: nullcontext((small_site, {})))
        patched.setenv("SOURCE_DATE_EPOCH", EPOCH)
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


@pytest.fixture(scope="module")
def book(folder: Path) -> PdfReader:
    return PdfReader(folder / "ko.pdf")


def test_a_book_in_each_language_has_its_words(folder: Path, book: PdfReader) -> None:
    english = PdfReader(folder / "en.pdf")
    assert book.trailer["/Root"]["/Lang"] == "ko" and english.trailer["/Root"]["/Lang"] == "en"
    assert "드리프트를 겪는다" in " ".join(text_of(book))
    assert "Contents" in text_of(english)[0]


def test_bookmarks_follow_the_menu_down_to_sections(book: PdfReader) -> None:
    marks = outline(book)
    assert marks[0] == (0, "차례")
    at = marks.index((0, "시장"))
    below = [(depth, title) for depth, title in marks[at + 1 :] if depth]
    assert (1, '크기 "큰"') in below
    assert (2, "규모") in below and (2, "추정치") in below


def test_the_contents_number_the_sheets_on_which_pages_begin(book: PdfReader) -> None:
    first = text_of(book)[0]
    pages = [
        book.get_destination_page_number(book.named_destinations[str(link["/Dest"])]) + 1
        for link in links(book)
        if "/Dest" in link
    ]
    numbers = re.findall(r"\b\d+\b", first.rpartition("소개")[2])
    assert numbers and numbers == [str(page) for page in pages[: len(numbers)]]
    assert numbers == sorted(numbers, key=int)


def test_every_sheet_says_what_it_is_and_where_it_stands(book: PdfReader) -> None:
    sheets = text_of(book)
    assert len(sheets) > 5
    for number, sheet in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in sheet
        assert number == 1 or SMALL_URL in sheet


def test_links_lead_to_places_in_the_book_or_to_whole_addresses(book: PdfReader) -> None:
    places = book.named_destinations
    inside = [str(link["/Dest"]) for link in links(book) if "/Dest" in link]
    outside = [str(link["/A"]["/URI"]) for link in links(book) if "/A" in link]  # type: ignore[index]
    assert "/market/size:estimates" in inside and set(inside) <= places.keys()
    assert outside and all(address.startswith(("http://", "https://")) for address in outside)


def test_a_page_alone_is_a_book_of_its_own_and_has_the_same_bytes_each_time(folder: Path) -> None:
    made = []
    for _ in range(2):
        result = run(folder.parent, "docs/market/size.md")
        assert result.exit_code == 0 and "market-size.ko.pdf" in result.output
        made.append((folder / "market-size.ko.pdf").read_bytes())
    assert made[0] == made[1]
    page = PdfReader(folder / "market-size.ko.pdf")
    assert page.metadata and page.metadata.title == '크기 "큰"'
    assert (1, "규모") in outline(page) and "규모 추정치" in text_of(page)[0]
    assert f"{SMALL_URL}en/market/size/" in text_of(PdfReader(folder / "market-size.en.pdf"))[-1]


def test_a_page_that_is_none_is_told_with_the_nearest_name(folder: Path) -> None:
    result = run(folder.parent, "market/siez")
    assert result.exit_code == 1 and "혹시 'market/size'?" in result.output


def test_without_a_browser_it_is_said_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(chromium.VARIABLE)
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr(chromium, "_installed", lambda: iter(()))
    result = run(folder.parent)
    assert result.exit_code == 1 and "CHROMIUM=<경로>" in result.output
    monkeypatch.setenv(chromium.VARIABLE, "/no/such/browser")
    result = run(folder.parent)
    assert result.exit_code == 1 and "/no/such/browser" in result.output
    assert "Traceback" not in result.output
