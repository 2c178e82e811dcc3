"""`make load`: what one nginx on this machine carries, ours beside the stock theme's site.

Both sites stand behind the same nginx with the published configuration, with copies compressed
alike. wrk asks on loopback for what readers fetch, for a bounded time, from the same cores: the
figures compare the two, and the bytes of a visit decide what a line of a given width carries.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname
from urllib.parse import unquote, urljoin, urlsplit

import commands
from grow import copy_project
from lxml import html
from measure import BenchError, run
from twin import make_twin

from kb.host.nginx import NginxError, running
from kb.site.compressed import add_compressed, is_text

PAGES_READ = 5
"""Pages of a visit: one with all that it asks for, and the next ones alone."""
VISITS = 40
ENCODINGS = {"br": ".br", "gzip": ".gz"}
_ASKED_FOR = ("//link[@rel='stylesheet']/@href", "//link[@rel='icon']/@href", "//script/@src", "//img/@src")  # fmt: skip
_HOME = "index.html"
_NO_WRK = "wrk가 없다. 데비안이나 우분투에서는: apt-get install wrk"


@dataclass(frozen=True)
class Site:
    """A site to be loaded. folder: of what is published. base: its path on the host. index: what its
    search fetches, and whether each first visit does.
    """

    name: str
    folder: Path
    base: str
    index: str
    is_always_searched: bool

    @property
    def files(self) -> Path:
        return self.folder / "site"

    def visit(self, pages: Sequence[str], searches: bool) -> list[str]:
        """The files that a reader of these pages fetches, who comes for the first time."""
        first = pages[0]
        asked = [first, *asked_for(self.files, first, self.base)]
        if searches or self.is_always_searched:
            asked.append(self.index)
        return [*asked, *pages[1:]]

    def sent(self, paths: Sequence[str], ending: str) -> int:
        """Bytes of the bodies of these files."""
        named = (f"{path}{ending}" if is_text(path) else path for path in paths)
        return sum((self.files / name).stat().st_size for name in named)


@dataclass(frozen=True)
class Carried:
    """What a run gave. p50, p99: milliseconds."""

    requests: int
    seconds: float
    bytes: int
    p50: float
    p99: float
    errors: int


def main() -> None:
    """Measure what the command line asks for."""
    options = _options()
    if shutil.which("wrk") is None:
        sys.exit(_NO_WRK)
    if not (options.published / "site").is_dir():
        sys.exit(f"{options.published}가 없다. 먼저: make publish")
    try:
        with _stock(options) as stock:
            rows = list(_rows((_ours(options.published), stock), options))
    except (NginxError, BenchError) as error:
        sys.exit(str(error))
    print(f"- {os.cpu_count()} cores shared by nginx and wrk, load before {os.getloadavg()[0]:.2f}")
    print(f"- wrk: {options.connections} connections, {options.seconds} s, 1 thread; a visit: {PAGES_READ} pages")  # fmt: skip
    print("\n| Site | Encoding | Requests/s | Visits/s | p50 ms | p99 ms | Errors | MB/s | Requests a visit | kB a visit | Visits/s in 1 Gbit/s |")  # fmt: skip
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    print("\n".join(rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--published", type=Path, default=commands.ROOT / "publish")
    parser.add_argument("--stock", type=Path, help="a built stock twin, instead of making one")
    parser.add_argument("--seconds", type=int, default=10, help="of each run")
    parser.add_argument("--connections", type=int, default=64)
    return parser.parse_args()


def _ours(published: Path) -> Site:
    home = html.document_fromstring((published / "site" / _HOME).read_bytes())
    (address,) = home.xpath("//link[@rel='canonical']/@href")
    return Site("ours", published, urlsplit(address).path, "search/index.ko.txt", False)


@contextmanager
def _stock(options: argparse.Namespace) -> Iterator[Site]:
    """The stock twin's site behind the configuration of ours."""
    with tempfile.TemporaryDirectory(prefix="kb-load-", ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        built = options.stock or _twin(base)
        shutil.copytree(built, base / "publish/site")
        shutil.copytree(options.published / "nginx", base / "publish/nginx")
        files = [path for path in (base / "publish/site").rglob("*") if path.is_file()]
        add_compressed(commands.ROOT / ".cache", files)
        ours = _ours(options.published)
        yield Site("stock", base / "publish", ours.base, "search/search_index.json", True)


def _twin(base: Path) -> Path:
    copy_project(commands.ROOT, base / "project")
    (base / "stock").mkdir()
    make_twin(base / "project", base / "stock", base / "marked")
    run(commands.python(commands.STOCK), base / "stock", commands.environment(base / "stock", own=False))  # fmt: skip
    return base / "stock/site"


def asked_for(files: Path, page: str, base: str) -> list[str]:
    """The files of the same site that a page asks for when it is opened, by path."""
    at = f"http://host{base}{dirname(page)}/".replace("//", "/").replace("http:/", "http://")
    tree = html.document_fromstring((files / page).read_bytes())
    found = (urlsplit(urljoin(at, one)) for query in _ASKED_FOR for one in tree.xpath(query))
    paths = (unquote(one.path).removeprefix(base) for one in found if one.netloc == "host")
    return [path for path in dict.fromkeys(paths) if (files / path).is_file()]


def mix(site: Site) -> list[list[str]]:
    """What readers fetch, visit by visit: pages of both languages at even distances, and in every
    second visit a search.
    """
    pages = sorted(path.relative_to(site.files).as_posix() for path in site.files.rglob(_HOME))
    step = max(1, len(pages) // (VISITS * PAGES_READ))
    chosen = (pages[::step] * PAGES_READ)[: VISITS * PAGES_READ]
    visits = [chosen[at::VISITS] for at in range(VISITS)]
    return [site.visit(read, searches=number % 2 == 1) for number, read in enumerate(visits)]


def _rows(sites: Sequence[Site], options: argparse.Namespace) -> Iterator[str]:
    for site in sites:
        visits = mix(site)
        asked = [path for visit in visits for path in visit]
        with running(site.folder) as port, tempfile.NamedTemporaryFile("w") as file:
            addresses = (site.base + path.removesuffix(_HOME) for path in asked)
            file.write("\n".join(addresses) + "\n")
            file.flush()
            for encoding, ending in ENCODINGS.items():
                found = _loaded(port, Path(file.name), encoding, options)
                yield _row(site, encoding, found, asked, site.sent(asked, ending))


def _loaded(port: int, asked: Path, encoding: str, options: argparse.Namespace) -> Carried:
    command = ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s"]
    command += ["-s", str(Path(__file__).with_name("mix.lua"))]
    command += ["-H", f"Accept-Encoding: {encoding}", f"http://127.0.0.1:{port}/"]
    done = subprocess.run(
        command, env=os.environ | {"MIX": str(asked)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchError(done.stderr.strip() or done.stdout.strip())
    return Carried(**json.loads(done.stdout.strip().splitlines()[-1]))


def _row(site: Site, encoding: str, found: Carried, asked: Sequence[str], sent: int) -> str:
    a_visit = len(asked) / VISITS
    rate, weight = found.requests / found.seconds, sent / VISITS
    cells = (
        site.name,
        encoding,
        f"{rate:,.0f}",
        f"{rate / a_visit:,.0f}",
        f"{found.p50:.1f}",
        f"{found.p99:.1f}",
        f"{found.errors}",
        f"{found.bytes / found.seconds / 1e6:,.1f}",
        f"{a_visit:.1f}",
        f"{weight / 1e3:,.0f}",
        f"{125e6 / weight:,.0f}",
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
