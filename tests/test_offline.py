"""What the folder that opens from a disk is made of."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest

from kb.site.offline import offline_files, packed, with_file_links

FOLDERS = {"", "market", "market/size", "en"}
SITE = {
    "index.html": b'<a href="market/size/">1</a>',
    "market/size/index.html": b'<a href="../..">1</a>',
    "market/scale/index.html": b'<meta name="robots" content="noindex"><a href="../size/">1</a>',
    "404.html": b"no",
    "en/404.html": b"no",
    "sitemap.xml": b"<urlset/>",
    "search/search_index.json": b"{}",
    "search/index.ko.txt": "색인\n".encode(),
    "assets/charts/one.json": b'{"a": "\xe2\x80\xa8\\"</script>"}',
    "assets/scripts/kb.0123abcd.js": b"ours()",
    "assets/scripts/search.0123abcd.js": b"onmessage = 1",
    "assets/styles/kb.0123abcd.css": b"a{}",
    "data/v1/vendors.json": b"[]",
}


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('<a href="../size/">', '<a href="../size/index.html">'),
        ('<a href="../size/?v=a,b#c">', '<a href="../size/index.html?v=a,b#c">'),
        ('<a class="x" href="..">', '<a class="x" href="../index.html">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<link rel="next" href="../">', '<link rel="next" href="../index.html">'),
        ('<svg><a xlink:href="../../en/"/>', '<svg><a xlink:href="../../en/index.html"/>'),
        ('<form action="../size/">', '<form action="../size/index.html">'),
        ('<a title="a > b" href="../size/">', '<a title="a > b" href="../size/index.html">'),
    ],
)
def test_a_link_to_a_page_names_its_file(written: str, named: str) -> None:
    assert with_file_links(written, "market/size", FOLDERS) == named


@pytest.mark.parametrize(
    "written",
    [
        '<a href="#a">',
        '<a href="?v=a">',
        '<a href="https://kb.example/market/size/">',
        '<a href="/market/size/">',
        '<a href="../size/picture.svg">',
        '<a href="../nowhere/">',
        '<p data-root="../../">',
        '<code>href="../size/"</code>',
    ],
)
def test_all_else_stays_as_it_is(written: str) -> None:
    assert with_file_links(written, "market/size", FOLDERS) == written


def test_only_what_a_reader_of_a_disk_can_use_is_taken_along() -> None:
    files = offline_files(SITE, "program()")
    assert sorted(files) == [
        "assets/charts/one.json.js",
        "assets/scripts/kb.0123abcd.js",
        "assets/scripts/search.0123abcd.js.js",
        "assets/styles/kb.0123abcd.css",
        "data/v1/vendors.json",
        "index.html",
        "market/size/index.html",
        "search/index.ko.txt.js",
    ]
    assert files["assets/scripts/kb.0123abcd.js"] == b"program();\nours()"


def test_what_scripts_fetch_is_a_script_that_hands_its_text_over() -> None:
    for path, content in offline_files(SITE, "").items():
        if path.endswith((".json.js", ".txt.js", ".js.js")):
            handed = content.decode().removeprefix("kbOffline(").removesuffix(")")
            assert json.loads(handed).encode() == SITE[path.removesuffix(".js")]


def test_the_archive_has_the_same_bytes_whatever_the_order_of_its_files() -> None:
    one = packed(SITE, "offline")
    assert one == packed(dict(reversed(SITE.items())), "offline")
    with ZipFile(io.BytesIO(one)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"offline/{path}": content for path, content in SITE.items()
        }
