"""What all tests share: the project in a folder of its own, built sites, and a browser."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from browser import Host, Readers, Visits

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
PARTS = ("data", "docs", "hooks", "overrides", "mkdocs.yml")
KEPT = ("pictures", "vega")
"""Folders of the cache that hold things by their content, whichever project they are of."""
HOSTS = {
    "mkdocs": [sys.executable, "-m", "mkdocs"],
    "properdocs": [str(ROOT / ".venv-properdocs" / "bin" / "properdocs")],
}
"""What writes a site around finished pages: ours, and the maintained fork of it."""
HOST = os.environ.get("KB_HOST", "mkdocs")
"""The one that all tests of built sites are asked of."""
EPOCH = "1790000000"
SITE_URL = "http://kb.example/kb/"
SMALL_URL = "http://small.example/"
ELSEWHERE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
REPOSITORY = "https://github.com/acme/kb"
SMALL_SETTINGS = {
    "repo_url": REPOSITORY,
    "licence": "CC-BY-4.0",
    "owner": "'Acme & <Söhne>'",
    "contact": "kb@acme.example",
    "report": "https://acme.example/report",
    "apart": "[찾아보기]",
}
"""What the real `mkdocs.yml` leaves empty, and what fits the menu of the small project."""

# The same examples everywhere, and none that fails because the machine has other work to do.
settings.register_profile(
    "kb", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kb")

# Fixtures and files that need more than code and a small site: builds of their own, or all that the
# real pages say.
WITH_BROWSER = {"browser", "readers", "visit", "worker"}
WITH_SITE = {"elsewhere", "site"}
SLOW_FILES = {
    "test_build.py",
    "test_claims.py",
    "test_host.py",
    "test_preview.py",
    "test_published.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what a quick run leaves out: what needs a browser, the real site or more than one build."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & WITH_BROWSER:
            item.add_marker("browser")
        if fixtures & WITH_SITE or item.path.name in SLOW_FILES:
            item.add_marker("slow")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A quick run does not even read the files that it leaves out as a whole."""
    name, chosen = collection_path.name, config.option.markexpr
    is_slow = name in SLOW_FILES and "not slow" in chosen
    is_browser = name.startswith("test_browser_") and "not browser" in chosen
    return True if is_slow or is_browser else None


def copy_project(to: Path) -> Path:
    """The project's own files in another folder, without the environment around them."""
    for part in PARTS:
        _copy(ROOT / part, to / part)
    return to


def small_project(to: Path) -> Path:
    """A project of a few pages in the real one's settings, templates and words.

    Its pages are what the real ones should not be or hardly are: without a translation, with an old
    one, with signs in the title, with all charts at once. Its data is that of `fixture`, and more.
    It says whose it is, and knows of its repository.
    """
    for part in ("hooks", "overrides"):
        _copy(ROOT / part, to / part)
    for data in ("fixture/data", "small/data"):
        _copy(TESTS / data, to / "data")
    _copy(ROOT / "data" / "words.yml", to / "data" / "words.yml")
    _copy(TESTS / "small" / "docs", to / "docs")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    nav = (TESTS / "small" / "nav.yml").read_text("utf-8")
    for key, value in yaml.compose(config).value:
        if key.value == "nav":
            config = config[: key.start_mark.index] + nav + config[value.end_mark.index :]
    for setting, value in SMALL_SETTINGS.items():
        config = re.sub(rf"(?m)^( *{setting}:).*$", rf"\1 {value}", config)
    (to / "mkdocs.yml").write_text(config, "utf-8")
    keep_charts(to)
    return to


def keep_charts(root: Path) -> None:
    """Let a project have what draws charts, and the pictures so far, from the real one's cache."""
    for kept in KEPT:
        (ROOT / ".cache" / kept).mkdir(parents=True, exist_ok=True)
        (root / ".cache").mkdir(exist_ok=True)
        (root / ".cache" / kept).symlink_to(ROOT / ".cache" / kept)


def _copy(source: Path, to: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, to, dirs_exist_ok=True)  # with what Python has compiled of it
    else:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, to)


def environment_of(root: Path) -> dict[str, str]:
    """What `kb build` of a project is run with, by the code in its own folder."""
    given = {"SITE_URL": SITE_URL, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(root / "hooks")}
    return os.environ | given | {"NO_MKDOCS_2_WARNING": "1", "KB_JOBS": "1"}


def kb_build(
    root: Path, *, without: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """`kb build` of a project into its own `site`, by the code in its own folder.

    without: a setting that is not given.
    """
    given = environment_of(root) | environment
    return subprocess.run(
        [sys.executable, "-m", "kb", "build", "--root", str(root)],
        env={name: value for name, value in given.items() if name != without},
        capture_output=True,
        text=True,
        check=False,
    )


def build(
    root: Path, site: Path, host: str = HOST, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build a project as `make build` does; its package is the one in its own folder."""
    command = [*HOSTS[host], "build", "--strict"]
    return subprocess.run(
        [*command, "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(site)],
        env=os.environ
        | {"SITE_URL": SITE_URL, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(root / "hooks")}
        | {"NO_MKDOCS_2_WARNING": "1"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def once(folder: Path) -> Iterator[bool]:
    """Whether this process is the first to do something; others wait until it is done."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        yield not done.exists()
        done.touch()


def _shared(temporary: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all test processes have in common."""
    own = temporary.getbasetemp()
    return (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / name


def _built(
    temporary: pytest.TempPathFactory, name: str, root: Callable[[Path], Path], url: str
) -> Path:
    """A site, built once for all test processes. root: makes the project in an empty folder."""
    folder = _shared(temporary, name)
    with once(folder) as first:
        if first:
            result = build(root(folder / "project"), folder / "site", SITE_URL=url)
            assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def without_fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the renderer finds no font of the system, far from here in time."""
    folder = tmp_path_factory.mktemp("fonts")
    config = folder / "fonts.conf"
    config.write_text(f"<?xml version='1.0'?><fontconfig><dir>{folder}</dir></fontconfig>")
    return os.environ | {
        "FONTCONFIG_FILE": str(config),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "HOME": str(folder),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "hooks"), str(TESTS))),
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built for `SITE_URL`."""
    return _built(tmp_path_factory, "site", lambda _: ROOT, SITE_URL)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project in another folder, where the command has built it for `SITE_URL` in another
    time zone and locale, with all that it remembers. Pictures come from the real one's cache.
    """
    root = _shared(tmp_path_factory, "elsewhere") / "다른 곳"
    with once(root.parent) as first:
        if first:
            keep_charts(copy_project(root))
            result = kb_build(root, KB_JOBS="2", **ELSEWHERE)
            assert result.returncode == 0, result.stdout + result.stderr
    return root


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small project, built for `SMALL_URL`."""
    return _built(tmp_path_factory, "small-site", small_project, SMALL_URL)


def _hosted(folder: Path, path: str, name: str) -> Iterator[Host]:
    from accessibility import bring
    from browser import Host
    from kb.site.hosting import headers

    host = Host(path, name)
    host.folder = folder
    # As it is published: what its policy stops comes as an error of the page that did it.
    host.headers = headers((folder / "404.html").read_text("utf-8"))
    bring(host)
    yield host
    host.close()


@pytest.fixture(scope="session")
def kb(site: Path) -> Iterator[Host]:
    """A host of the real site, below a path."""
    yield from _hosted(site, "/kb/", "kb.example")


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[Host]:
    """A host of the real site by its own address, for visitors who know of no other."""
    yield from _hosted(site, "/kb/", "")


@pytest.fixture(scope="session")
def small(small_site: Path) -> Iterator[Host]:
    """A host of the small site, at its root."""
    yield from _hosted(small_site, "/", "small.example")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of a test process."""
    from browser import chromium

    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Iterator[Readers]:
    """Visitors who come again and again."""
    from browser import Readers

    kept = Readers(browser)
    yield kept
    kept.close()


@pytest.fixture
def visit(readers: Readers) -> Iterator[Visits]:
    """Opens pages. In the end no script has failed, and nothing was asked for that is not there."""
    from browser import Visits

    visits = Visits(readers)
    yield visits
    visits.end()
    assert visits.errors == []
    assert [path for host in visits.hosts for path in host.missing] == []
