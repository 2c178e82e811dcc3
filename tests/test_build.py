"""What building promises: the same bytes everywhere, one place for each fact, nothing half done.

The host builds the site (`mkdocs build`), and so does the command (`kb build`), which remembers.
Most is tried on a small project in the real theme.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ELSEWHERE, ROOT, SITE_URL, build, environment_of, kb_build
from kb.host.place import exchange, put_in_place, tidied

SMALL_NAV = """
nav:
  - index.md
  - 시장:
      - market/size.md
  - '*.md'
"""
UNLUCKY = ROOT / "tests" / "unlucky.py"
Digests = dict[str, str]


def digests(site: Path) -> Digests:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def small(root: Path) -> Path:
    """The small project with the real words, theme, settings and code."""
    for part in ("data", "docs"):
        shutil.copytree(ROOT / "tests" / "fixture" / part, root / part)
    shutil.copy(ROOT / "data" / "words.yml", root / "data")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "hooks").symlink_to(ROOT / "hooks")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"(?m)^  apart: .*", "  apart: [시장]", settings)
    (root / "mkdocs.yml").write_text(settings[: settings.index("\nnav:\n")] + SMALL_NAV, "utf-8")
    return root


def unlucky_build(
    root: Path, what: str, moment: int, jobs: str = "2"
) -> subprocess.CompletedProcess[str]:
    """The same on a system that does something at a moment, as `unlucky.py` says."""
    command = [sys.executable, str(UNLUCKY), what, str(moment), "build", "--root", str(root)]
    return subprocess.run(
        command,
        env=environment_of(root) | {"KB_JOBS": jobs},
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )


def built(root: Path, **environment: str) -> Digests:
    """What `kb build` makes of a project that is right."""
    result = kb_build(root, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return digests(root / "site")


def built_by_host(root: Path, **environment: str) -> Digests:
    """What `mkdocs build` makes of a project that is right."""
    site = root / "by-host"
    result = build(root, site, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return digests(site)


def differing(some: Digests, others: Digests) -> list[str]:
    return sorted(path for path in some | others if some.get(path) != others.get(path))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Digests:
    """The small site as the host builds it, in another folder, time zone and locale."""
    return built_by_host(small(tmp_path_factory.mktemp("host") / "다른 곳"), **ELSEWHERE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that `kb build` has built, which no test changes."""
    root = small(tmp_path_factory.mktemp("made") / "kb")
    built(root)
    return root


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """Another such project, with all that is remembered."""
    return shutil.copytree(made, tmp_path / "kb", symlinks=True)


@pytest.fixture(scope="module")
def without_host(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which MkDocs cannot be imported."""
    folder = tmp_path_factory.mktemp("blocked")
    (folder / "mkdocs.py").write_text("raise ImportError('MkDocs is not needed here')\n")
    return {"PYTHONPATH": os.pathsep.join((str(folder), str(ROOT / "hooks")))}


def test_the_command_in_another_folder_time_zone_and_locale_gives_the_bytes_of_the_host(
    site: Path, elsewhere: Path
) -> None:
    assert differing(digests(site), digests(elsewhere / "site")) == []


def test_the_maintained_fork_of_mkdocs_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    result = build(ROOT, tmp_path / "site", host="properdocs")
    assert result.returncode == 0, result.stdout + result.stderr
    assert differing(digests(site), digests(tmp_path / "site")) == []


def test_one_process_and_two_give_the_bytes_of_the_host(
    made: Path, expected: Digests, tmp_path: Path
) -> None:
    assert differing(expected, digests(made / "site")) == []
    assert differing(expected, built(small(tmp_path / "kb"), KB_JOBS="2")) == []


def test_an_address_without_its_slash_means_the_same(expected: Digests, tmp_path: Path) -> None:
    root = small(tmp_path / "kb")
    assert differing(expected, built(root, SITE_URL=SITE_URL.removesuffix("/"))) == []


def test_without_an_address_the_site_is_of_the_machine_at_hand(copy: Path) -> None:
    built(copy, without="SITE_URL")
    listed = _text(copy / "site" / "sitemap.xml")
    assert "<loc>http://127.0.0.1:8000/market/size/</loc>" in listed


def test_a_site_in_one_language_is_that_of_the_host(tmp_path: Path) -> None:
    root = small(tmp_path / "kb")
    korean = built(root, BUILD_EN="false")
    assert not [path for path in korean if path.startswith("en/")]
    assert differing(korean, built_by_host(root, BUILD_EN="false")) == []


def test_nothing_changed_leaves_the_site_alone_and_needs_no_host(
    made: Path, without_host: dict[str, str]
) -> None:
    def states() -> dict[Path, tuple[int, int]]:
        found = ((path, path.stat()) for path in [made / "site", *(made / "site").rglob("*")])
        return {path: (state.st_ino, state.st_mtime_ns) for path, state in found}

    before = states()
    built(made, **without_host)
    assert states() == before


def test_the_host_can_be_kept_from_a_build(copy: Path, without_host: dict[str, str]) -> None:
    _edit(copy / "docs/index.md", "title: 홈", "title: 첫 화면")
    result = kb_build(copy, **without_host)
    assert result.returncode == 1 and "MkDocs is not needed here" in result.stderr


def removed(site: Path) -> None:
    shutil.rmtree(site)


def edited(site: Path) -> None:
    _edit(site / "index.html", "<title>", "<title>고침 ")


def with_more(site: Path) -> None:
    (site / "more.txt").write_text("more")


@pytest.mark.parametrize("harm", [removed, edited, with_more])
def test_a_site_that_is_no_longer_whole_comes_back_without_the_host(
    harm: Callable[[Path], None],
    copy: Path,
    expected: Digests,
    without_host: dict[str, str],
) -> None:
    harm(copy / "site")
    assert differing(expected, built(copy, **without_host)) == []


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damaged_copy(kept: Path) -> None:
    edited(kept / "site")


def half_a_list(kept: Path) -> None:
    half(kept / "site.json")


def answers(kept: Path) -> list[Path]:
    """The files of answers that are remembered; the kept site has tables of that name, too."""
    found = sorted(kept.glob("answers*"))
    assert found
    return found


def some_answers(kept: Path) -> None:
    (kept / "site.json").unlink()
    half(answers(kept)[-1])


def other_answers(kept: Path) -> None:
    (kept / "site.json").unlink()
    for path in answers(kept):
        content = bytearray(path.read_bytes())
        content[-9] ^= 1
        path.write_bytes(content)


@pytest.mark.parametrize("harm", [damaged_copy, half_a_list, some_answers, other_answers])
def test_what_is_kept_and_damaged_is_made_anew(
    harm: Callable[[Path], None], copy: Path, expected: Digests, without_host: dict[str, str]
) -> None:
    harm(copy / ".cache")
    shutil.rmtree(copy / "site")
    assert differing(expected, built(copy)) == []
    shutil.rmtree(copy / "site")
    assert differing(expected, built(copy, **without_host)) == []


def test_answers_of_two_builds_are_not_mixed(copy: Path) -> None:
    """As they are when a build is cut off while it keeps its answers."""
    older = {path: path.read_bytes() for path in answers(copy / ".cache")}
    _edit(copy / "data/figures/all.yml", '"80.7"', '"81.7"')
    now = built(copy)
    newer = {path: path.read_bytes() for path in answers(copy / ".cache")}
    for path, content in older.items():
        for other, answer in newer.items():
            other.write_bytes(answer)
        path.write_bytes(content)
        (copy / ".cache" / "site.json").unlink()
        assert differing(now, built(copy)) == [], path.name


def test_what_a_build_that_was_cut_off_has_left_is_in_no_site(
    copy: Path, expected: Digests
) -> None:
    (copy / ".cache" / "site.json").unlink()
    for name in (".cache/next", ".site.new", ".site.old"):
        for path in ("index.html", "old/index.html", ".all/index.html", ".all/old/index.html"):
            left = copy / name / path
            left.parent.mkdir(parents=True, exist_ok=True)
            left.write_text("left over")
    shutil.rmtree(copy / "site")
    assert differing(expected, built(copy)) == []
    assert [path.name for path in copy.glob(".site*")] == []


@pytest.fixture(scope="module")
def moments(made: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How often a build after an edit asks the system to write something."""
    root = shutil.copytree(made, tmp_path_factory.mktemp("moments") / "kb", symlinks=True)
    _edit(root / "docs/market/size.md", "## ", "고쳤다.\n\n## ")
    found = re.search(r"moments: (\d+)", unlucky_build(root, "killed", 0, jobs="1").stderr)
    assert found
    return int(found[1])


@pytest.mark.slow
def test_killed_at_any_moment_a_build_leaves_a_whole_site(
    copy: Path, expected: Digests, moments: int
) -> None:
    page, chance = copy / "docs/market/size.md", random.Random(10)
    last, written = expected, _text(page)
    for number in range(10):
        _edit(page, "## ", f"{number}번째로 고쳤다.\n\n## ")
        killed = unlucky_build(copy, "killed", chance.randrange(1, moments + 1), jobs="1")
        now = digests(copy / "site")
        assert killed.returncode == (0 if "moments" in killed.stderr else -signal.SIGKILL)
        if killed.returncode == 0 or differing(last, now):
            assert differing(now, built(copy)) == [], "the new one, and whole"
        last = now
    page.write_text(written, "utf-8")
    assert differing(expected, built(copy)) == []
    assert [path.name for path in copy.glob(".site*")] == []


@pytest.mark.parametrize(
    ("error", "moment", "told"),
    [
        ("EACCES", 1, "읽거나 쓸 권한이 없다."),
        ("ENOSPC", 40, "디스크가 가득 찼다."),
        ("ENOSPC", 90, "디스크가 가득 찼다."),
    ],
)
def test_what_the_system_refuses_is_told_in_a_line_and_leaves_the_last_site_alone(
    error: str, moment: int, told: str, copy: Path, expected: Digests
) -> None:
    _edit(copy / "docs/market/size.md", "## ", "고쳤다.\n\n## ")
    refused = unlucky_build(copy, error, moment)
    assert refused.returncode == 1
    (line,) = [line for line in refused.stderr.splitlines() if not line.startswith("moments")]
    assert line.startswith(str(copy)) and line.endswith(told)
    assert differing(expected, digests(copy / "site")) == []


def test_a_page_that_cannot_be_read_is_told_and_leaves_the_last_site_alone(
    copy: Path, expected: Digests
) -> None:
    page = copy / "docs/market/size.md"
    page.unlink()
    page.symlink_to("/proc/self/mem")  # is there for everybody, and refuses to be read
    refused = kb_build(copy)
    assert refused.returncode == 1
    assert refused.stderr == f"{page}: 디스크를 읽거나 쓰지 못했다.\n"
    assert differing(expected, digests(copy / "site")) == []


def test_two_builds_at_once_both_end_well(copy: Path, expected: Digests) -> None:
    shutil.rmtree(copy / "site")
    (copy / ".cache" / "site.json").unlink()
    command = [sys.executable, "-m", "kb", "build", "--root", str(copy)]
    both = [
        subprocess.Popen(command, env=environment_of(copy), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert set(said) <= {"", "다른 빌드가 끝나기를 기다린다.\n"}
    assert differing(expected, digests(copy / "site")) == []


def test_readers_find_a_site_at_every_moment(tmp_path: Path) -> None:
    kept, site = tmp_path / "kept", tmp_path / "site"
    for number in ("one", "two"):
        kept.mkdir(exist_ok=True)
        (kept / "index.html").write_text(number)
        put_in_place(kept, site)
        assert (site / "index.html").read_text() == number
        (kept / "index.html").unlink()
    other = tmp_path / "other"
    other.mkdir()
    assert exchange(site, other)
    assert (other / "index.html").read_text() == "two" and list(site.iterdir()) == []


def test_a_site_set_aside_by_a_build_that_was_cut_off_comes_back(tmp_path: Path) -> None:
    """As on a system that has to rename twice."""
    kept, old = tmp_path / "kept", tmp_path / ".site.old"
    for folder in (kept, old):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name)
    tidied(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == ".site.old"
    put_in_place(kept, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "site"]


def test_a_changed_fact_changes_wherever_it_is_used(copy: Path) -> None:
    _edit(copy / "docs/index.md", "{{ corrections() }}", "{{ headline() }}\n\n{{ corrections() }}")
    _edit(
        copy / "docs/market/size.md",
        "{{ estimates_table() }}",
        '{{ estimates_table() }}\n\n{{ chart("market-forecast", estimate="first") }}',
    )
    built(copy)
    before = {path: _text(copy / "site" / path) for path in digests(copy / "site")}

    _edit(copy / "data/market/estimates.yml", '"20.9B"', '"23.4B"')
    _edit(copy / "data/maturity/2024.yml", "level: initial", "level: developing")
    # The stated rate no longer fits, and nothing has moved: both are told as mistakes.
    for refused in (kb_build(copy), build(copy, copy / "site")):
        told = refused.stdout + refused.stderr
        assert refused.returncode == 1
        assert "market/growth" in told and "maturity/move" in told
    assert before == {path: _text(copy / "site" / path) for path in digests(copy / "site")}

    _edit(copy / "data/market/estimates.yml", 'percent: "38.2"', 'percent: "41.7"')
    _edit(copy / "data/maturity/2024.yml", "level: developing", "level: initial")
    warm = built(copy)
    for was, now, least in (("209억 달러", "234억 달러", 8), ("$20.9B", "$23.4B", 2)):
        using = [path for path, text in before.items() if was in text]
        assert len(using) >= least
        for path in using:
            text = _text(copy / "site" / path)
            assert was not in text and now in text, path
    assert differing(warm, built_by_host(copy)) == []


@pytest.mark.parametrize(
    ("by", "path", "key"),
    [
        (kb_build, "data/levels.yml", "mature"),
        (kb_build, "data/words.yml", "nav.menu"),
        (build, "data/levels.yml", "mature"),
    ],
    ids=["command", "command-words", "host"],
)
def test_a_broken_fact_stops_the_build_and_leaves_the_last_site_alone(
    by: Callable[..., subprocess.CompletedProcess[str]],
    path: str,
    key: str,
    copy: Path,
    expected: Digests,
    without_host: dict[str, str],
) -> None:
    _edit(copy / path, f"\n{key}:", f"\n{key}ed: [")
    result = by(copy) if by is kb_build else by(copy, copy / "site")
    assert result.returncode == 1
    told = result.stderr if by is kb_build else result.stdout + result.stderr
    assert f"{path}:" in told and "[yaml/syntax]" in told
    assert "Traceback" not in told
    assert differing(expected, digests(copy / "site")) == []
    _edit(copy / path, f"\n{key}ed: [", f"\n{key}:")
    assert differing(expected, built(copy, **without_host)) == []


@pytest.mark.parametrize(
    ("path", "more", "told", "jobs"),
    [
        ("docs/index.en.md", "{{ nothing() }}\n", "docs/index.en.md:19:1", "2"),
        ("mkdocs.yml", "no_such_setting: 1\n", "no_such_setting", "2"),
        ("mkdocs.yml", "nav: [\n", "mkdocs.yml", "1"),
    ],
)
def test_a_mistake_in_a_translation_or_the_settings_stops_the_command(
    path: str, more: str, told: str, jobs: str, copy: Path, expected: Digests
) -> None:
    (copy / path).write_text(_text(copy / path) + more, "utf-8")
    result = kb_build(copy, KB_JOBS=jobs)
    assert result.returncode == 1
    assert told in result.stderr and "Traceback" not in result.stderr
    assert differing(expected, digests(copy / "site")) == []


@pytest.mark.parametrize("command", ["check", "status", "schema"])
def test_commands_run_on_the_real_project(command: str, elsewhere: Path) -> None:
    of = {"check": ["--root", str(elsewhere)], "schema": ["--check"]}  # one need not look again
    result = subprocess.run(
        [str(Path(sys.executable).parent / "kb"), command, *of.get(command, [])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_project_names_no_machine_and_no_registry() -> None:
    if not shutil.which("git"):
        pytest.fail("git is needed to list the project's files")
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js.org", "deb." + "debian"]
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            text = path.read_text("utf-8", errors="replace")
            assert not [host for host in hosts if host in text], name


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
