"""The site opened from a disk: every page stands by itself, and what scripts read is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import urldefrag
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from lxml import html
from playwright.sync_api import Browser, Page, expect

from browser import errors_of, reader, rest
from conftest import ROOT
from kb.commands import offline as command


@pytest.fixture(scope="module")
def folder(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the command makes of the small site."""
    root = tmp_path_factory.mktemp("offline")
    program = root / "overrides/assets/scripts/offline.js"
    program.parent.mkdir(parents=True)
    program.write_bytes((ROOT / "overrides/assets/scripts/offline.js").read_bytes())
    files = [path for path in small_site.rglob("*") if path.is_file()]
    listing = {path.relative_to(small_site).as_posix(): "" for path in files}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(command, "kept_site", lambda *_: nullcontext((small_site, listing)))
        result = CliRunner().invoke(command.offline, ["--root", str(root)])
    assert result.exit_code == 0, result.output
    assert "offline/index.html" in result.output
    return root / "offline"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a visitor without a network; in the end no script has complained."""
    context = reader(browser, offline=True)
    opened = context.new_page()
    errors = errors_of(opened)
    yield opened
    context.close()
    assert errors == []


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_the_archive_holds_the_folder(folder: Path) -> None:
    with ZipFile(folder.with_suffix(".zip")) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    files = (path for path in folder.rglob("*") if path.is_file())
    assert held == {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in files}


def test_every_address_on_a_page_is_a_file_and_no_page_complains(
    folder: Path, small_site: Path, page: Page
) -> None:
    for path in pages_of(folder):
        tree = html.document_fromstring(path.read_text("utf-8"), base_url=path.as_uri())
        tree.make_links_absolute(resolve_base_href=False)
        for _, attribute, link, _ in tree.iterlinks():
            if link.startswith("file:") and attribute in ("href", "src"):
                file = Path(urldefrag(link).url.removeprefix("file://").partition("?")[0])
                is_lacking = not (small_site / file.relative_to(folder)).exists()
                assert file.is_file() or is_lacking, f"{path.relative_to(folder)}: {link}"
        page.goto(path.as_uri())
        rest(page)


def test_a_search_finds_a_page_and_leads_there(folder: Path, page: Page) -> None:
    page.goto((folder / "about" / "index.html").as_uri())
    page.locator(".md-search__input").fill("시장 규모")
    found = page.locator(".md-search-result__link[href*='market/size/']").first
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url("**/market/size/index.html**")
    expect(page.locator("article mark").first).to_be_visible()


def test_languages_and_colours_can_be_changed(folder: Path, page: Page) -> None:
    page.goto((folder / "market" / "size" / "index.html").as_uri())
    for _ in ("light", "dark"):
        page.locator(".kb-scheme").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".kb-languages a").click()
    page.wait_for_url("**/en/market/size/index.html*")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_charts_come_alive_and_terms_are_explained(folder: Path, page: Page) -> None:
    page.goto((folder / "charts" / "index.html").as_uri())
    page.mouse.move(200, 200)
    page.locator(".kb-chart").first.scroll_into_view_if_needed()
    expect(page.locator(".kb-chart__view--live").first).to_be_visible()
    with_term = next(path for path in pages_of(folder) if "kb-term" in path.read_text("utf-8"))
    page.goto(with_term.as_uri())
    page.locator(".kb-term").first.hover()
    expect(page.locator("[role=tooltip]")).to_be_visible()


def test_a_link_that_a_script_makes_leads_to_a_file(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.evaluate(
        """() => document.querySelector("article").insertAdjacentHTML(
             "afterbegin", "<a class=made href='market/size/#estimates'>to</a>")"""
    )
    page.locator(".made").hover()
    made = (folder / "market" / "size" / "index.html").as_uri() + "#estimates"
    assert page.locator(".made").evaluate("a => a.href") == made
