"""What is published, and what its recipes have a host say: asked of a small host that does as they say,
and of such that do not. `make publish-check` asks the same of the real nginx.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path, PurePosixPath

import brotli
import pytest
from click.testing import CliRunner
from lxml import html

from conftest import ROOT, small_project
from kb.commands import publish as command
from kb.commands.publish_check import publish_check, published
from kb.folder import digests
from kb.host.nginx import NginxError, running
from kb.open import open_project
from kb.site.asked import Answer, Published, complaints
from kb.site.compressed import ENDINGS, add_compressed, compressed, is_text
from kb.site.hosting import FOREVER, SHORT, TYPES, Hosting, cache_of, headers, recipes
from kb.site.named import (
    HASHED_FOLDERS,
    give_hashed_names,
    hashed_names,
    plain_name,
    published_name,
)

DATA = ("application/json", "application/ld+json")
"""Types of what is no script, whatever its element is called."""


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


# What the policy asks of pages


def _written_within(path: Path) -> list[str]:
    """Whatever on a page only a laxer policy would let run or show."""
    page = html.document_fromstring(path.read_bytes())
    scripts = (one for one in page.iter("script") if not one.get("src"))
    found = [f"<script>{one.text}" for one in scripts if one.get("type") not in DATA]
    found += [f"<style>{one.text}" for one in page.iter("style")]
    return found + [
        f"<{element.tag} {name}={value}>"
        for element in page.iter(html.etree.Element)
        for name, value in element.attrib.items()
        if name == "style" or name.startswith("on") or value.lower().startswith("javascript:")
    ]


@pytest.mark.parametrize("whole", ["small_site", "site"])
def test_no_page_holds_what_the_policy_stops(request: pytest.FixtureRequest, whole: str) -> None:
    site: Path = request.getfixturevalue(whole)
    excused = {site / "404.html", site / "en/404.html"}
    found = {page.relative_to(site): _written_within(page) for page in pages(site)}
    assert {page for page, wrong in found.items() if wrong} == {
        page.relative_to(site) for page in excused
    }
    for page in excused:
        (script,) = found[page.relative_to(site)]
        assert script.startswith("<script>")
        policy = headers(page.read_text("utf-8"))["Content-Security-Policy"]
        assert len(re.findall("'sha256-", policy)) == 1


def test_no_template_writes_what_the_policy_stops() -> None:
    """Also where no page of today needs it. The preview and books are not published."""
    others = {"404.html", "kb/preview.html", "kb/book.html"}
    for path in sorted((ROOT / "overrides").rglob("*.html")):
        name, text = path.relative_to(ROOT / "overrides").as_posix(), path.read_text("utf-8")
        if name not in others:
            assert not re.search(r"<script>|<style|\sstyle=|\son\w+=[\"']", text), name


def test_the_policy_allows_nothing_unsafe() -> None:
    policy = headers()["Content-Security-Policy"]
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert policy.startswith("default-src 'self'; script-src 'self'; style-src 'self'; ")


# Names that carry a hash


def test_a_name_changes_with_the_content_and_with_what_it_names() -> None:
    texts = {"assets/scripts/a.js": 'load("assets/scripts/b.js")', "assets/scripts/b.js": "1"}
    names = hashed_names(texts)
    assert re.fullmatch(r"assets/scripts/a\.[0-9a-f]{8}\.js", names["assets/scripts/a.js"])
    assert hashed_names(texts) == names
    changed = hashed_names(texts | {"assets/scripts/b.js": "2"})
    assert all(changed[path] != name for path, name in names.items())
    assert [plain_name(name) for name in names.values()] == list(names)


def test_scripts_that_name_each_other_are_refused() -> None:
    texts = {"js/a.js": '"js/b.js"', "js/b.js": '"js/a.js"'}
    with pytest.raises(ValueError, match=r"js/a\.js, js/b\.js"):
        hashed_names(texts)


def test_only_what_loads_a_file_is_renamed(tmp_path: Path) -> None:
    page = '<script src="../js/a.js" defer></script><p>"js/a.js"</p><code>js/a.js</code>'
    (tmp_path / "js").mkdir()
    (tmp_path / "js/a.js").write_text("1")
    (tmp_path / "index.html").write_text(page)
    give_hashed_names(tmp_path)
    name = published_name(tmp_path, "js/a.js")
    assert (tmp_path / "index.html").read_text() == page.replace('"../js/a.js"', f'"../{name}"')
    with pytest.raises(LookupError):
        published_name(tmp_path, "js/b.js")


def test_all_that_a_browser_may_keep_for_ever_has_a_hash_in_its_name(small_site: Path) -> None:
    kept = [path for folder in HASHED_FOLDERS for path in (small_site / folder).rglob("*.*")]
    assert len(kept) > 20
    assert [
        path for path in kept if not re.search(r"\.[0-9a-f]{8}\.(min\.)?(css|js)$", path.name)
    ] == []
    others = (path for path in small_site.rglob("*") if path.suffix in (".css", ".js"))
    assert set(others) == set(kept)


def test_the_type_of_every_file_is_known(small_site: Path) -> None:
    endings = {path.suffix[1:] for path in small_site.rglob("*") if path.is_file()}
    assert endings <= TYPES.keys()


# What is published


URL = "http://small.example/kb/"


def _publish(root: Path, site: Path) -> None:
    """The command, for a site that has been built."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SITE_URL", URL)
        patched.setattr(command, "kept_site", lambda *_: nullcontext((site, digests(site))))
        result = CliRunner().invoke(command.publish, ["--root", str(root)])
    assert result.exit_code == 0, result.output
    assert "주소의 경로는 /kb/이다" in result.output


@pytest.fixture(scope="module")
def project(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, published."""
    root = small_project(tmp_path_factory.mktemp("published"))
    _publish(root, small_site)
    return root


@pytest.fixture(scope="module")
def shown(project: Path) -> Published:
    """What a host has to show, with redirects."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SITE_URL", URL)
        return published(project, project / "publish/site")


def test_what_is_published_is_the_site_with_copies_and_a_file_that_is_the_same_keeps_its_date(
    project: Path, small_site: Path, tmp_path: Path
) -> None:
    site, page = project / "publish/site", "about/index.html"
    copies = {f"{path}{end}" for path in digests(small_site) if is_text(path) for end in ENDINGS}
    assert digests(site).keys() == {*digests(small_site), *copies, "_headers", "_redirects"}
    before = {path: (site / path).stat().st_mtime_ns for path in digests(site)}
    again = tmp_path / "site"
    shutil.copytree(small_site, again)  # as new as a build
    (again / page).write_text("another")
    _publish(project, again)
    after = {path: (site / path).stat().st_mtime_ns for path in digests(site)}
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {page, f"{page}.br", f"{page}.gz", "_headers", "_redirects"}
    assert gzip.decompress((site / f"{page}.gz").read_bytes()) == b"another"
    _publish(project, small_site)


def test_copies_are_the_same_bytes_each_time_and_are_made_once(tmp_path: Path) -> None:
    content = "시장 ".encode() * 500
    copies = compressed(tmp_path / "one", content)
    assert copies == compressed(tmp_path / "two", content)
    assert brotli.decompress(copies[".br"]) == gzip.decompress(copies[".gz"]) == content
    for kept in (tmp_path / "one/compressed").iterdir():
        kept.write_bytes(b"kept")
    assert set(compressed(tmp_path / "one", content).values()) == {b"kept"}


def test_every_text_and_nothing_else_has_copies_as_old_as_it_is(tmp_path: Path) -> None:
    names = ("index.html", "data/a.csv", "card.png", "sitemap.xml.gz")
    files = [tmp_path / name for name in names]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_text("a")
        os.utime(file, (1_700_000_000, 1_700_000_000))
    add_compressed(tmp_path / ".cache", files)
    copies = [*tmp_path.glob("*.*.*"), *tmp_path.glob("data/*.*.*")]
    made = {path.relative_to(tmp_path).as_posix() for path in copies} - {"sitemap.xml.gz"}
    assert made == {"index.html.br", "index.html.gz", "data/a.csv.br", "data/a.csv.gz"}
    assert {path.stat().st_mtime for path in copies} == {1_700_000_000}


# What is asked of a host


Change = Callable[[str, Mapping[str, str], Answer], Answer]


def host_of(shown: Published, change: Change | None = None) -> Callable[..., Answer]:
    """A host that does what the recipes say, and then something else. change: makes it so."""

    def ask(address: str, asked: Mapping[str, str]) -> Answer:
        answer = _answered(shown, address, asked)
        return change(address, asked, answer) if change else answer

    return ask


def _answered(shown: Published, address: str, asked: Mapping[str, str]) -> Answer:
    how = shown.how
    path, _, query = address.partition("?")
    said = {name.lower(): value for name, value in how.headers.items()} | {"cache-control": SHORT}
    for old, new, anchor in how.moved:
        if path == old:
            location = f"{new}{'?' + query if query else ''}{anchor}"
            return Answer(301, said | {"location": location})
    file = path.removeprefix(how.path)
    if path == how.path[:-1] or (path.startswith(how.path) and f"{file}/index.html" in shown.paths):
        return Answer(301, said | {"location": f"{path}/"})
    file = f"{file}index.html" if file.endswith("/") or not file else file
    if not path.startswith(how.path) or file not in shown.paths or file.startswith("_"):
        page = next((page for start, page in how.missing.items() if path.startswith(start)), "")
        return Answer(404, said, shown.read(page.removeprefix(how.path)) if page else b"")
    return _shown(shown, file, asked, said)


def _shown(
    shown: Published, file: str, asked: Mapping[str, str], said: Mapping[str, str]
) -> Answer:
    content = shown.read(file)
    known = {"etag": f'"{len(content)}"', "last-modified": "Mon, 30 Nov 2026 00:00:00 GMT"}
    said = {**said, **known, "cache-control": cache_of(file)}
    said["content-type"] = TYPES[PurePosixPath(file).suffix[1:]]
    if asked.get("If-None-Match") or asked.get("If-Modified-Since"):
        return Answer(304, said)
    encoding = asked.get("Accept-Encoding", "identity")
    if is_text(file):
        said["vary"] = "Accept-Encoding"
        if encoding != "identity":
            packed = compressed(ROOT / ".cache", content)[".br" if encoding == "br" else ".gz"]
            return Answer(200, said | {"content-encoding": encoding}, packed)
    return Answer(200, said, content)


def test_a_host_that_does_as_published_is_complained_of_in_nothing(shown: Published) -> None:
    assert len(shown.how.moved) == 2
    assert list(complaints(shown, host_of(shown))) == []


def without(name: str) -> Change:
    return lambda path, asked, answer: replace(
        answer, headers={key: value for key, value in answer.headers.items() if key != name}
    )


def answering(*starts: str, **values: object) -> Change:
    return lambda path, asked, answer: (
        replace(answer, **values) if path.startswith(starts) else answer  # type: ignore[arg-type]
    )


def forgetting(name: str) -> Change:
    """What is asked again is sent again."""
    return lambda path, asked, answer: replace(answer, status=200) if name in asked else answer


BROKEN: dict[str, tuple[Change, str]] = {
    "no policy": (without("content-security-policy"), "content-security-policy 머리글 ''"),
    "no type": (without("content-type"), "content-type 머리글 ''"),
    "no caching": (without("cache-control"), "cache-control 머리글 ''"),
    "no vary": (without("vary"), "vary에"),
    "no etag": (without("etag"), "etag 머리글이 없다"),
    "no compression": (without("content-encoding"), "content-encoding 머리글 '', 맞는 값은 'br'"),
    "sent again": (forgetting("If-None-Match"), "(If-None-Match): 상태 코드 200, 맞는 값은 304"),
    "other content": (answering("/kb/about/", body=b"a"), "내용이 게시한 파일과"),
    "a soft 404": (answering("/kb/no/", status=200), "상태 코드 200, 맞는 값은 404"),
    "a Korean 404": (answering("/kb/en/no/", body=b"a"), "/kb/en/404.html의 내용이"),
    "a list": (answering("/kb/assets/", status=200), "/kb/assets/: 상태 코드 200"),
    "a way out": (
        answering("/kb/../", status=200),
        "kb.conf: 상태 코드 200, 맞는 값은 400 또는 404",
    ),
    "headers shown": (answering("/kb/_headers", status=200), "/kb/_headers: 상태 코드 200"),
    "no redirect": (answering("/kb/market/scale/", status=404), "/kb/market/scale/: 상태 코드 404"),
    "no slash": (answering("/kb", status=404), "/kb: 상태 코드 404"),
    "all hosts": (answering("/", status=200), "\n/: 상태 코드 200, 맞는 값은 404."),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_host_that_does_otherwise_is_told_of(shown: Published, broken: str) -> None:
    change, said = BROKEN[broken]
    assert said in "\n".join(complaints(shown, host_of(shown, change)))


# The recipes


def test_every_recipe_says_the_same_headers(project: Path, shown: Published) -> None:
    nginx = (project / "publish/nginx/kb.conf").read_text("utf-8")
    static = (project / "publish/site/_headers").read_text("utf-8")
    for name, value in shown.how.headers.items():
        assert f'  add_header {name} "{value}" always;\n' in nginx
        assert f"\n  {name}: {value}\n" in static
    assert nginx.count(FOREVER) == 1 and static.count(FOREVER) == len(HASHED_FOLDERS)
    redirects = (project / "publish/site/_redirects").read_text("utf-8")
    assert "\n/kb/en/market/scale/ /kb/en/market/size/ 301\n" in redirects
    assert '"/kb/market/scale/" "/kb/market/size/";' in nginx


def test_a_site_at_the_root_of_a_host_has_no_path(project: Path) -> None:
    how = Hosting("/", headers())
    text = recipes(open_project(project), how)["nginx/kb.conf"].decode()
    assert "location / {\n    alias /srv/kb/site/;" in text
    assert "location /en/ {\n    alias /srv/kb/site/en/;" in text
    assert "map $uri $kb_moved" not in text


def test_a_new_release_is_shown_by_one_name_and_keeps_the_names_of_the_last(
    project: Path, tmp_path: Path
) -> None:
    script, site = project / "publish/switch.sh", project / "publish/site"
    assert run(script, tmp_path).startswith(f"{tmp_path}/site가 ")
    first = (tmp_path / "site").resolve()
    old = first / "assets/scripts/old.00000000.js"
    old.write_text("1")
    stale = first / "assets/scripts/stale.00000000.js"
    stale.write_text("1")
    os.utime(stale, (1_700_000_000, 1_700_000_000))
    about = (site / "build.json").read_bytes()
    (site / "build.json").unlink()  # it is the built site's, too
    (site / "build.json").write_text(json.dumps(json.loads(about) | {"digest": "f" * 64}))
    run(script, tmp_path)
    (site / "build.json").write_bytes(about)
    assert (tmp_path / "site").readlink() == Path("releases") / ("f" * 16)
    assert first.is_dir() and (tmp_path / "site/assets/scripts" / old.name).is_file()
    assert not (tmp_path / "site/assets/scripts" / stale.name).exists()
    assert (tmp_path / "nginx/kb.conf").is_file()


def run(script: Path, *arguments: object, **environment: str) -> str:
    done = subprocess.run(
        ["sh", str(script), *map(str, arguments)],
        env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


STORAGE = '''#!{python}
"""Stands in for the tool of a storage: notes what is put where, and how."""
import fnmatch, json, pathlib, sys
source, to, *options = sys.argv[3:]
given = dict(zip(options, options[1:]))
base = pathlib.Path(source)
files = sorted(p for p in base.rglob("*") if p.is_file()) if "--recursive" in options else [base]
with open("{log}", "a") as log:
    for file in files:
        path = file.relative_to(base).as_posix() if "--recursive" in options else file.name
        if "--include" in given and not fnmatch.fnmatch(path, given["--include"]):
            continue
        print(json.dumps([path, given.get("--content-type"), given.get("--cache-control"),
                          given.get("--content-encoding", "")]), file=log)
'''


def test_storage_gets_every_file_once_and_pages_last(
    project: Path, small_site: Path, tmp_path: Path
) -> None:
    log, tool = tmp_path / "log", tmp_path / "bin/aws"
    tool.parent.mkdir()
    tool.write_text(STORAGE.format(python=sys.executable, log=log))
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    site = project / "publish/site"
    run(
        project / "publish/upload.sh", "s3://bucket/kb/", PATH=f"{tool.parent}:{os.environ['PATH']}"
    )
    put = [json.loads(line) for line in log.read_text().splitlines()]
    names = [path for path, *_ in put]
    assert sorted(names) == sorted(digests(small_site))
    for path, type, cache, encoding in put:
        ending = PurePosixPath(path).suffix[1:]
        assert (type, cache) == (TYPES[ending], cache_of(path))
        assert encoding == ("gzip" if ending in ("css", "html", "js") else "")
    first_page = next(at for at, name in enumerate(names) if name.endswith(".html"))
    assert all(name.endswith(".html") for name in names[first_page:])
    assert all(name.endswith((".css", ".js")) for name in names[: len(list(site.rglob("*.css")))])


# The commands


def test_without_nginx_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    monkeypatch.setattr("kb.host.nginx.shutil.which", lambda *_, **__: None)
    with pytest.raises(NginxError, match="nginx가 없다"), running(project / "publish"):
        pass


def test_nothing_can_be_asked_before_something_is_published(tmp_path: Path) -> None:
    result = CliRunner().invoke(publish_check, ["--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "publish/가 없다. 먼저: make publish" in result.output
