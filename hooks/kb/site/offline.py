"""The site as a folder that opens from a disk, made of the files of the built site.

A disk has no host that finds the page of a folder, and no page on it may fetch. So links name the
file that they lead to, and what scripts fetch stands there as scripts, which load everywhere; see
overrides/assets/scripts/offline.js.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Collection, Iterator, Mapping
from posixpath import dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kb.site.named import plain_name

PROGRAM = "assets/scripts/kb.js"
"""The first script of every page."""
WORKER = "assets/scripts/search.js"
_PAGE = "index.html"
_FETCHED = re.compile(rf"(assets|search)/.*\.(json|txt|html)$|{re.escape(WORKER)}$")
# What only a host has a use for: lists for robots, and the theme's own search, which needs a worker.
_HOSTED = re.compile(
    r"sitemap\.xml(\.gz)?$|search/search_index\.json$|assets/javascripts/workers/|(en/)?404\.html$"
)
_UNLISTED = b'<meta name="robots" content="noindex">'
_LINKING = re.compile(r"""<(?:a|area|form|link)\b(?:[^>"']|"[^"]*"|'[^']*')*>""")
_TARGET = re.compile(r'(?<=[\s:])(href|action)="([^"?#]+)')
_ABSOLUTE = re.compile(r"[a-zA-Z][\w+.-]*:|/")
_DATE = (1980, 1, 1, 0, 0, 0)


def offline_files(site: Mapping[str, bytes], program: str) -> dict[str, bytes]:
    """The files of the folder, by path.

    site: the files of a built site, by path. program: what lets scripts read without a host.
    """
    folders = {dirname(path) for path in site if path == _PAGE or path.endswith(f"/{_PAGE}")}
    return dict(
        _offline(path, content, program, folders)
        for path, content in sorted(site.items())
        if not _stays_behind(path, content)
    )


def _stays_behind(path: str, content: bytes) -> bool:
    """Whether a file is of no use without a host. Pages that no list names are what a host shows at
    addresses that are no more.
    """
    return bool(_HOSTED.match(path)) or (path.endswith(_PAGE) and _UNLISTED in content)


def _offline(
    path: str, content: bytes, program: str, folders: Collection[str]
) -> tuple[str, bytes]:
    if plain_name(path) == PROGRAM:
        return path, f"{program};\n{content.decode()}".encode()
    if _FETCHED.match(plain_name(path)):
        return (
            f"{path}.js",
            f"kbOffline({json.dumps(content.decode(), ensure_ascii=False)})".encode(),
        )
    if path.endswith(".html"):
        return path, with_file_links(content.decode(), dirname(path), folders).encode()
    return path, content


def with_file_links(html: str, folder: str, folders: Collection[str]) -> str:
    """A page whose links to other pages name their files: `../size/#a` is `../size/index.html#a`.

    folder: of the page. folders: those of all pages; links to anything else stay as they are.
    """

    def named(found: re.Match[str]) -> str:
        attribute, address = found.groups()
        if _ABSOLUTE.match(address) or normpath(join("/", folder, address))[1:] not in folders:
            return found[0]
        return f'{attribute}="{address.rstrip("/")}/{_PAGE}'

    return _LINKING.sub(lambda tag: _TARGET.sub(named, tag[0]), html)


def packed(files: Mapping[str, bytes], folder: str) -> bytes:
    """Files as one archive, below a folder. The same files give the same bytes on every day."""
    archive = io.BytesIO()
    with ZipFile(archive, "w") as zipped:
        for entry, content in _entries(files, folder):
            zipped.writestr(entry, content)
    return archive.getvalue()


def _entries(files: Mapping[str, bytes], folder: str) -> Iterator[tuple[ZipInfo, bytes]]:
    for path, content in sorted(files.items()):
        entry = ZipInfo(f"{folder}/{path}", _DATE)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 3  # as on Unix, wherever this runs
        entry.external_attr = 0o644 << 16
        yield entry, content
