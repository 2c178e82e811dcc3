"""Small helpers of the built site."""

import runpy
from types import SimpleNamespace

import pytest
from mkdocs.structure.files import File, Files

from conftest import ROOT
from kb.addresses import absolute_url
from kb.memo import Memo
from kb.site.menu import untranslated_labels
from texts import Texts


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("./", "https://example.org/kb/"),
        (".", "https://example.org/kb/"),
        ("", "https://example.org/kb/"),
        ("en/", "https://example.org/kb/en/"),
        ("market/size/", "https://example.org/kb/market/size/"),
    ],
)
def test_the_whole_address_of_a_page_keeps_the_sites_path(url: str, expected: str) -> None:
    assert absolute_url("https://example.org/kb/", url) == expected


def test_labels_without_a_translation_are_told_once_and_in_order() -> None:
    nav = [
        "index.md",
        {"시장": ["market/index.md", {"동인": "market/drivers.md"}]},
        {"벤더": [{"동인": "vendors/index.md"}]},
    ]
    assert untranslated_labels(nav, {"시장": "Market"}) == ["동인", "벤더"]


def test_pages_without_a_label_need_no_translation() -> None:
    assert untranslated_labels(["index.md", ["about.md"]], {}) == []


def test_what_editors_leave_is_not_published() -> None:
    theme = runpy.run_path(str(ROOT / "hooks" / "theme.py"))
    left = [
        "market/.size.md.swp",
        "market/size.md~",
        "size.md___jb_old___",
        "market/4913",
        "#size#",
    ]
    paths = ["market/size.md", "market/picture.svg"]
    files = Files([File(path, "docs", "site", use_directory_urls=True) for path in paths + left])
    files.append(File("main.html~", "overrides", "site", use_directory_urls=True))
    memo = Memo(Texts({f"docs/{path}": "" for path in paths}))
    config = SimpleNamespace(extra={"kb": memo}, docs_dir="docs")
    assert [file.src_uri for file in theme["on_files"](files, config)] == paths
