"""`make reproduce`: builds the same files in other circumstances, and compares what is published.

Each build is of a clean copy. The first one is in plain circumstances, the second in all others at
once; only where that differs is each tried alone, so that the one which matters is named. Names,
contents and modes of all files have to be the same.

    python tests/reproduce.py                        three builds where all is well
    python tests/reproduce.py --only 시간대 --only 글꼴   these circumstances, each alone
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

import click

from conftest import ROOT, SITE_URL, TESTS, copy_project
from fuzz import ended
from kb.addresses import BUILD

KOREAN = "ko_KR.utf8"
_KOREAN = "한국어"
MOST_TOLD = 20
"""Files that are told of each build."""
SLOWER, LEAST = 10, 600
"""A build may take so many times as long as the first one by the clock, and at least so many seconds."""

State = Mapping[str, tuple[str, int]]
"""The digest and the mode of each file and folder of a site by its path; a folder has no digest."""


@dataclass(frozen=True)
class Circumstance:
    """What is around a build. folder: of the copy, below one of its own. env: beyond what a build
    needs. umask, jobs: as in the shell. git: whether git and its history are there. backwards:
    whether files are written and listed in the opposite order. remembers: whether the copy has been
    built before in another state.
    """

    name: str
    folder: str = "kb"
    env: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    jobs: int = 2
    git: bool = True
    backwards: bool = False
    remembers: bool = False


PLAIN = Circumstance("기준", env={"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})
_OTHERS = (
    Circumstance("폴더", folder="다른 곳/또 다른 곳"),
    Circumstance("시간대", env={"TZ": "Pacific/Kiritimati"}),
    Circumstance("로캘", env={"LC_ALL": "C"}),
    Circumstance("사용자", env={"HOME": "{elsewhere}", "USER": "nobody", "LOGNAME": "nobody"}),
    Circumstance("권한", umask=0o077),
    Circumstance("해시", env={"PYTHONHASHSEED": "7"}),
    Circumstance("글꼴", env={"FONTCONFIG_FILE": "{elsewhere}/fonts.conf"}),
    Circumstance("순서", backwards=True),
    Circumstance("작업", jobs=1),
    Circumstance("git", git=False, env={"PATH": "{elsewhere}"}),
    Circumstance("캐시", remembers=True),
)
OTHERS = {
    found.name: replace(found, env={**PLAIN.env, **found.env})
    for found in (*_OTHERS, Circumstance(_KOREAN, env={"LC_ALL": KOREAN}))
}


def together(found: Sequence[Circumstance]) -> Circumstance:
    """Circumstances all at once."""

    def joined(one: Circumstance, other: Circumstance) -> Circumstance:
        plain = PLAIN.env
        return Circumstance(
            f"{one.name}, {other.name}" if one is not PLAIN else other.name,
            other.folder if other.folder != PLAIN.folder else one.folder,
            {**one.env, **{k: v for k, v in other.env.items() if plain.get(k) != v}},
            one.umask | other.umask,
            min(one.jobs, other.jobs),
            one.git and other.git,
            one.backwards or other.backwards,
            one.remembers or other.remembers,
        )

    return reduce(joined, found, PLAIN)


def environment(chosen: Circumstance, root: Path, elsewhere: Path) -> dict[str, str]:
    """The environment of a build. root: of the copy. elsewhere: an empty folder."""
    (elsewhere / "fonts.conf").write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{elsewhere}</dir></fontconfig>", "utf-8"
    )
    path = [str(TESTS / "backwards")] if chosen.backwards else []
    given = {name: value.format(elsewhere=elsewhere) for name, value in chosen.env.items()}
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "SITE_URL": SITE_URL,
        "KB_JOBS": str(chosen.jobs),
        "PYTHONPATH": os.pathsep.join([*path, str(root / "hooks")]),
        **given,
    }


def copied(
    chosen: Circumstance, below: Path, copy: Callable[[Path], Path] = copy_project
) -> tuple[Path, dict[str, str]]:
    """A clean copy of the project in a folder of its own, and the environment to build it in."""
    root, elsewhere = below / chosen.folder, below / "elsewhere"
    elsewhere.mkdir(parents=True)
    if chosen.git:
        clone = ["git", "clone", "--quiet", "--shared", "--no-checkout", str(ROOT), str(root)]
        subprocess.run(clone, check=True)
    if chosen.backwards:
        _copy_backwards(copy(below / "forwards"), root)
    else:
        copy(root)
    return root, environment(chosen, root, elsewhere)


def _copy_backwards(source: Path, to: Path) -> None:
    for path in sorted(source.rglob("*"), reverse=True):
        target = to / path.relative_to(source)
        if path.is_symlink() or path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target, follow_symlinks=False)


def command(chosen: Circumstance, root: Path) -> list[str]:
    """The command that builds a copy in a circumstance."""
    build = [sys.executable, "-m", "kb", "build", "--root", str(root)]
    return ["/bin/sh", "-c", f'umask {chosen.umask:03o} && exec "$@"', "sh", *build]


def state(site: Path) -> dict[str, tuple[str, int]]:
    """What is published of a site."""
    return {
        path.relative_to(site).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.stat().st_mode & 0o7777,
        )
        for path in site.rglob("*")
    }


def differing(one: State, other: State) -> Iterator[str]:
    """What another site has that is not as in the first, in Korean, sorted."""
    for path in sorted(one.keys() | other.keys()):
        if path not in other:
            yield f"{path}: 없다"
        elif path not in one:
            yield f"{path}: 더 있다"
        elif one[path][0] != other[path][0]:
            yield f"{path}: 내용이 다르다"
        elif one[path][1] != other[path][1]:
            yield f"{path}: 권한이 {one[path][1]:o}이 아니라 {other[path][1]:o}이다"


def built(chosen: Circumstance, below: Path, most: float | None) -> tuple[State, str]:
    """What is published in a circumstance, and the digest that the site names.

    most: seconds by the clock. Raises ClickException where it cannot be built.
    """
    root, env = copied(chosen, below)
    if chosen.remembers:
        page = root / "docs" / "index.md"
        held = page.read_text("utf-8")
        page.write_text(f"{held}\n다른 글.\n", "utf-8")
        _build(chosen, root, env, most)
        page.write_text(held, "utf-8")
    _build(chosen, root, env, most)
    named: dict[str, str] = json.loads((root / "site" / BUILD).read_bytes())
    return state(root / "site"), named["digest"]


def _build(chosen: Circumstance, root: Path, env: Mapping[str, str], most: float | None) -> None:
    status, said = ended(command(chosen, root), env, most)
    if status:
        raise click.ClickException(f"{chosen.name}: 빌드가 {status}(으)로 끝났다.\n{said}")


class Trial:
    """Builds side by side with the first one. folder: an empty one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0
        began = time.monotonic()
        self.plain, self.digest = self._built(PLAIN, None)
        self.most = max(LEAST, SLOWER * (time.monotonic() - began))

    def is_same(self, chosen: Circumstance) -> bool:
        """Whether a circumstance gives the same site. Says what differs."""
        other, _ = self._built(chosen, self.most)
        found = [*differing(self.plain, other)]
        click.echo(f"{chosen.name}: {f'{len(found)}개가 다르다' if found else '같다'}")
        for line in found[:MOST_TOLD]:
            click.echo(f"  {line}")
        return not found

    def _built(self, chosen: Circumstance, most: float | None) -> tuple[State, str]:
        self.number += 1
        below = self.folder / str(self.number)
        try:
            return built(chosen, below, most)
        finally:
            shutil.rmtree(below, ignore_errors=True)


def _is_there(name: str) -> bool:
    """Whether a circumstance can be had: a Korean locale is not on every machine."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    return name != _KOREAN or KOREAN in known.splitlines()


def _rounds(trial: Trial, there: Sequence[Circumstance]) -> Iterator[bool]:
    """Whether circumstances give the same site, as many at once as there can be: of locales, one."""
    groups = [
        [found for found in there if (found.name == _KOREAN) is alone] for alone in (False, True)
    ]
    for group in filter(None, groups):
        same = trial.is_same(together(group))
        yield same
        if not same and len(group) > 1:
            yield from [trial.is_same(found) for found in group]


@click.command()
@click.option("--only", multiple=True, type=click.Choice([*OTHERS]), help="이것만, 하나씩")
@click.option("--each", is_flag=True, help="모두를 하나씩")
def main(only: tuple[str, ...], each: bool) -> None:
    """같은 파일을 다른 상황에서 빌드해 사이트가 같은지 본다."""
    there = [found for name, found in OTHERS.items() if _is_there(name)]
    if lacking := sorted(OTHERS.keys() - {found.name for found in there}):
        click.echo(f"이 기계에 없어 보지 않는다: {', '.join(lacking)} ({KOREAN})")
    chosen = [found for found in there if each or found.name in only]
    folder = Path(tempfile.mkdtemp(prefix="kb-reproduce-"))
    try:
        trial = Trial(folder)
        tried = [trial.is_same(found) for found in chosen] or [*_rounds(trial, there)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    click.echo(f"사이트의 다이제스트: {trial.digest} ({len(trial.plain)}개)")
    sys.exit(0 if all(tried) else 1)


if __name__ == "__main__":
    main()
