"""What is asked of a host that shows a published site, and what has to come of it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import brotli

from kb.site.compressed import is_text
from kb.site.hosting import MISSING, SHORT, TYPES, Hosting, cache_of
from kb.site.named import HASHED_FOLDERS

_INDEX = "index.html"
_PACKED = {"br": brotli.decompress, "gzip": gzip.decompress}
_NOWHERE = "no/such/page/"
_OUTSIDE = (
    "../nginx/kb.conf", "%2e%2e/nginx/kb.conf", "..%2fnginx/kb.conf", "assets/../../nginx/kb.conf",
    "../../../../etc/passwd",
)  # fmt: skip
"""Ways out of the folder of the site."""


@dataclass(frozen=True)
class Answer:
    """What a host has answered. headers: by name in lower case. body: as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


Ask = Callable[[str, Mapping[str, str]], Answer]
"""Asks for a path of the host with headers of a request."""


@dataclass(frozen=True)
class Published:
    """The files that are shown. paths: below the site's root. read: gives the content of one."""

    how: Hosting
    paths: tuple[str, ...]
    read: Callable[[str], bytes]

    def address(self, path: str) -> str:
        """The path on the host of a file; a page's is that of its folder."""
        is_page = path == _INDEX or path.endswith(f"/{_INDEX}")
        return self.how.path + (path.removesuffix(_INDEX) if is_page else path)

    def samples(self) -> list[str]:
        """A file of each ending in each folder of the first two levels."""
        kinds: dict[tuple[str, ...], str] = {}
        moved = {old for old, *_ in self.how.moved}
        for path in self.paths:
            place = PurePosixPath(path)
            if place.suffix[1:] in TYPES and self.address(path) not in moved:
                kinds.setdefault((*place.parts[:-1][:2], place.suffix), path)
        return list(kinds.values())


def complaints(site: Published, ask: Ask) -> Iterator[str]:
    """Whatever a host does otherwise than published, a line each, in Korean."""
    for path in site.samples():
        yield from _file(site, ask, path)
    for start, page in site.how.missing.items():
        yield from _missing(site, ask, f"{start}{_NOWHERE}", page)
        yield from _missing(site, ask, f"{start}assets/{_NOWHERE[:-1]}.js", page)
    yield from _folders(site, ask)
    yield from _kept_back(site, ask)
    yield from _moved(site, ask)


def _file(site: Published, ask: Ask, path: str) -> Iterator[str]:
    address, content = site.address(path), site.read(path)
    for encoding in ("", *_PACKED):
        answer = ask(address, {"Accept-Encoding": encoding or "identity"})
        where = f"{address} ({encoding or '그대로'})"
        if answer.status != 200:
            yield f"{where}: 상태 코드 {answer.status}, 맞는 값은 200."
            continue
        yield from _encoded(where, answer, content, encoding if is_text(path) else "")
        yield from _said(site, where, answer, cache_of(path))
        wanted = TYPES[PurePosixPath(path).suffix[1:]]
        yield from _is(where, "content-type", answer, wanted)
    yield from _asked_again(ask, address)


def _encoded(where: str, answer: Answer, content: bytes, encoding: str) -> Iterator[str]:
    """The body is the file's, packed as it was asked for."""
    sent = answer.headers.get("content-encoding", "")
    if sent != encoding:
        yield f"{where}: content-encoding 머리글 '{sent}', 맞는 값은 '{encoding}'."
    elif _unpacked(sent, answer.body) != content:
        yield f"{where}: 내용이 게시한 파일과 다르다."
    if encoding and "accept-encoding" not in answer.headers.get("vary", "").lower():
        yield f"{where}: vary에 accept-encoding이 없다."


def _unpacked(encoding: str, body: bytes) -> bytes | None:
    """What was packed; None where it is not packed so."""
    try:
        return _PACKED[encoding](body) if encoding else body
    except (brotli.error, zlib.error, OSError, EOFError):
        return None


def _said(site: Published, where: str, answer: Answer, cache: str) -> Iterator[str]:
    """The headers that go with every answer."""
    for name, value in {**site.how.headers, "Cache-Control": cache}.items():
        yield from _is(where, name.lower(), answer, value)


def _is(where: str, name: str, answer: Answer, wanted: str) -> Iterator[str]:
    if (sent := answer.headers.get(name, "")) != wanted:
        yield f"{where}: {name} 머리글 '{sent}', 맞는 값은 '{wanted}'."


def _asked_again(ask: Ask, address: str) -> Iterator[str]:
    """Who has a file asks whether it has changed, and is not sent it again."""
    known = ask(address, {}).headers
    for name, question in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
        if name not in known:
            yield f"{address}: {name} 머리글이 없다."
        elif (status := ask(address, {question: known[name]}).status) != 304:
            yield f"{address} ({question}): 상태 코드 {status}, 맞는 값은 304."


def _missing(site: Published, ask: Ask, address: str, page: str) -> Iterator[str]:
    answer = ask(address, {})
    if answer.status != 404:
        yield f"{address}: 상태 코드 {answer.status}, 맞는 값은 404."
    if answer.body != site.read(page.removeprefix(site.how.path)):
        yield f"{address}: {page}의 내용이 와야 한다."
    yield from _said(site, address, answer, SHORT)


def _folders(site: Published, ask: Ask) -> Iterator[str]:
    """A page's folder leads to the page with its slash; a folder without one is not listed."""
    folders = {str(place) for path in site.paths for place in PurePosixPath(path).parents[:-1]}
    shown = {path.removesuffix(f"/{_INDEX}") for path in site.paths if path.endswith(f"/{_INDEX}")}
    for folder in sorted(folders & shown)[:3]:
        address = f"{site.how.path}{folder}"
        yield from _leads(ask, address, f"{address}/")
    for folder in _some(folders - shown, "assets", "en/assets"):
        yield from _status(ask, f"{site.how.path}{folder}/", 404)
    if site.how.path != "/":
        yield from _leads(ask, site.how.path[:-1], site.how.path)
        yield from _status(ask, "/", 404)


def _some(folders: Iterable[str], *first: str) -> list[str]:
    known = sorted(folders)
    return list(dict.fromkeys([folder for folder in first if folder in known] + known[:3]))


def _kept_back(site: Published, ask: Ask) -> Iterator[str]:
    """What is not for readers is not shown, nor anything outside of the site."""
    for name in ("_headers", "_redirects", f"{HASHED_FOLDERS[0]}/{MISSING}"):
        yield from _status(ask, f"{site.how.path}{name}", 404)
    for way in _OUTSIDE:
        yield from _status(ask, f"{site.how.path}{way}", 400, 404)


def _moved(site: Published, ask: Ask) -> Iterator[str]:
    for old, new, anchor in site.how.moved:
        yield from _leads(ask, old, f"{new}{anchor}")
        yield from _leads(ask, f"{old}?a=b", f"{new}?a=b{anchor}")


def _status(ask: Ask, address: str, *wanted: int) -> Iterator[str]:
    if (status := ask(address, {}).status) not in wanted:
        yield f"{address}: 상태 코드 {status}, 맞는 값은 {' 또는 '.join(map(str, wanted))}."


def _leads(ask: Ask, address: str, target: str) -> Iterator[str]:
    answer = ask(address, {})
    sent = answer.headers.get("location", "")
    if answer.status != 301 or sent != target:
        yield f"{address}: 상태 코드 {answer.status} '{sent}', 맞는 값은 301 '{target}'."
