"""`make fuzz`: damages a copy of a project again and again, and asks for what must hold.

Whatever happens to data, pages, settings, templates or the lock, every command ends in findings or
in success: no traceback, not 5 s of CPU more than the sound project takes, the last site whole.
What the check lets pass builds, and is shown as it was typed. Each damage is looked at in a process
of its own; every tenth by the preview and by the commands as a writer calls them, too. The project
is the small one of the tests, in which that takes minutes, or the whole one.

    python tests/fuzz.py --seed 7 --count 300      the damages 0 to 299 of seed 7
    python tests/fuzz.py --seed 7 --only 41        one of them again, with what it did
"""

from __future__ import annotations

import datetime
import difflib
import gc
import hashlib
import os
import pickle
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from conftest import EPOCH, SITE_URL, copy_project, small_project
from fuzz_damage import Damage, damage, files_of, write
from fuzz_shown import stray_signs, unseen_words
from kb.addresses import page_address
from kb.content.compile import content
from kb.findings.finding import errors
from kb.host.answers import FINDINGS, Answers
from kb.host.frame import Served
from kb.host.survey import Survey
from kb.host.turns import Turns
from kb.open import code_version, open_project
from kb.project import DOCS, page_or_error, page_paths
from kb.read import Page
from kb.rules.check import findings
from kb.text import LANGS

MORE = 5.0
"""Seconds of CPU that a damaged project may take beyond the sound one."""
EVERY = 10
"""One damage of so many is looked at by the preview and the commands, too."""
DEAD = 600
"""Seconds for which a process that waits for nothing may stand still, on a machine at rest."""
SLOWER = 20
"""How many times longer than the sound project did a damaged one may take by the clock, as other
work on the machine counts there, too."""
ENVIRONMENT = {"SITE_URL": SITE_URL, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}


@dataclass
class Verdict:
    """What was seen of a damage. wrong: what must not be, by its kind; told: the findings."""

    told: tuple[str, ...] = ()
    wrong: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0


class Copy:
    """A copy of the project, which is damaged and put right again."""

    def __init__(self, root: Path, *, whole: bool) -> None:
        self.root = copy_project(root) if whole else small_project(root)
        self.sound = files_of(root)

    def mend(self, done: Damage) -> None:
        """Put right what a damage did."""
        write(self.root, {path: self.sound.get(path) for path in done.files})
        for path in done.files:
            for folder in (self.root / path).parents:
                if (
                    folder.is_relative_to(self.root)
                    and folder.is_dir()
                    and not any(folder.iterdir())
                ):
                    folder.rmdir()

    def command(self, *arguments: str, most: float | None = None) -> tuple[int, str, float]:
        """Exit status, output and seconds of CPU of a command. most: as in `ended`."""
        before = _seconds(resource.getrusage(resource.RUSAGE_CHILDREN))
        command = [sys.executable, "-m", "kb", *arguments, "--root", str(self.root)]
        own = {"PYTHONPATH": str(self.root / "hooks")}
        status, said = ended(command, os.environ | ENVIRONMENT | own, most)
        return status, said, _seconds(resource.getrusage(resource.RUSAGE_CHILDREN)) - before

    def site(self) -> str:
        """A digest of the site as it stands."""
        digest = hashlib.sha256()
        for path in sorted((self.root / "site").rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(self.root)}\0".encode() + path.read_bytes())
        return digest.hexdigest()


class Fuzz:
    """A copy with its answers, from which each damage is looked at."""

    def __init__(self, root: Path, *, whole: bool) -> None:
        self.copy = Copy(root, whole=whole)
        began = time.monotonic()
        self.built = self._first("build")
        self.checked = self._first("check")
        today = datetime.date.today().isoformat()
        self.memo = open_project(root, today, code_version())
        os.environ.update(ENVIRONMENT | {"BUILD_EN": "true"})
        self.survey = Survey(self.memo, turns := Turns())
        served = Served(root, SITE_URL)
        self.answers = Answers(self.memo, served, LANGS, turns, self.survey, hurry=False)
        self.sound = findings(self.memo)
        for lang in LANGS:
            self.answers.at(page_address("index", lang))
        self.patience = DEAD + SLOWER * (time.monotonic() - began)
        gc.collect()
        gc.freeze()

    def _first(self, command: str) -> float:
        status, said, seconds = self.copy.command(command)
        if status:
            raise click.ClickException(f"{command}: the sound project does not pass.\n{said}")
        return seconds

    def look(self, done: Damage, *, closely: bool) -> Verdict:
        """What becomes of a damage. closely: in the preview and with the commands, too."""
        write(self.copy.root, done.files)
        try:
            found = self._apart(done, closely=closely)
            if closely:
                found.wrong += self._commands(is_sound=not found.told)
        finally:
            self.copy.mend(done)
        return found

    def _apart(self, done: Damage, *, closely: bool) -> Verdict:
        """Look in a process of its own, which ends where it takes too long."""
        here, there = os.pipe()
        child = os.fork()
        if child == 0:
            most = int(self.checked + self.built + MORE) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
            signal.alarm(int(self.patience))
            with os.fdopen(there, "wb") as to:
                to.write(pickle.dumps(self._looked(done, closely=closely)))
            os._exit(0)
        os.close(there)
        with os.fdopen(here, "rb") as given:
            answer = given.read()
        _, status, used = os.wait4(child, 0)
        found = pickle.loads(answer) if answer else Verdict()
        found.seconds = _seconds(used)
        if status:
            found.wrong.append(("hang", f"ended by {signal.Signals(os.WTERMSIG(status)).name}"))
        elif found.seconds > self.checked + MORE and not closely:
            found.wrong.append(("hang", f"{found.seconds:.0f} s of CPU"))
        return found

    def _looked(self, done: Damage, *, closely: bool) -> Verdict:
        found = Verdict()
        try:
            before = self._signs(done)
            self.memo.changed(done.files)
            found.told = tuple(str(finding) for finding in errors(findings(self.memo)))
            if not found.told:
                found.wrong += self._as_typed(done, before)
            if closely:
                found.wrong += self._preview(done)
        except BaseException:
            found.wrong.append(("traceback", "".join(traceback.format_exc().splitlines(True)[-7:])))
        return found

    def _pages(self, done: Damage) -> Iterator[Page]:
        """The damaged pages that can be read."""
        for path in page_paths(self.memo):
            if f"{DOCS}/{path}" in done.files:
                found = page_or_error(self.memo, path)
                if isinstance(found, Page):
                    yield found

    def _html(self, page: Page) -> str:
        found = content(self.memo, page.key, page.lang, page.lang)
        return found.html if found else ""

    def _signs(self, done: Damage) -> Mapping[str, set[str]]:
        return {page.path: set(stray_signs(self._html(page))) for page in self._pages(done)}

    def _as_typed(self, done: Damage, before: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
        """Words of the damaged pages that readers do not see, and Markdown that they do."""
        for page in self._pages(done):
            html = self._html(page)
            typed = self.memo.reader.text(f"{DOCS}/{page.path}") or ""
            if lost := unseen_words(typed, html):
                yield "not shown", f"{page.path}: {lost[:5]}"
            if stray := set(stray_signs(html)) - before.get(page.path, set()):
                yield "shown as signs", f"{page.path}: {sorted(stray)}"

    def _preview(self, done: Damage) -> Iterator[tuple[str, str]]:
        """Whether the preview lives, and is well again once the damage is mended."""
        asked = [page_address(page.key, page.lang) for page in self._pages(done)]
        for path in ("", FINDINGS, *asked):
            self.answers.at(path)
        self.copy.mend(done)
        self.memo.changed(done.files)
        self.survey.forget()
        if findings(self.memo) != self.sound:
            yield "lost preview", "other findings after the mend"
        for path in ("", *(page_address(page.key, page.lang) for page in self._pages(done))):
            if self.answers.at(path).status != 200:
                yield "lost preview", f"{path} after the mend"
        write(self.copy.root, done.files)

    def _commands(self, *, is_sound: bool) -> Iterator[tuple[str, str]]:
        """What the check and the build make of the damaged copy."""
        site = self.copy.site()
        for command, sound in (("check", self.checked), ("build", self.built)):
            status, said, seconds = self.copy.command(command, most=self.patience)
            if status == -signal.SIGKILL:
                yield "hang", f"{command}: killed after {self.patience:.0f} s"
            elif "Traceback" in said or status not in (0, 1):
                yield "traceback", f"{command}: {status} {said[-2000:]}"
            elif (status == 0) != is_sound:
                yield "not built", f"{command}: {status} {said[-800:]}"
            if seconds > sound + MORE:
                yield "hang", f"{command}: {seconds:.0f} s of CPU"
        if not is_sound and self.copy.site() != site:
            yield "lost site", "another site after a build that failed"


def ended(command: list[str], env: Mapping[str, str], most: float | None) -> tuple[int, str]:
    """Exit status and output of a command, which is killed with all that it has begun after so many
    seconds by the clock. most: None for as long as it takes.
    """
    running = subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        said, _ = running.communicate(timeout=most)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        said, _ = running.communicate()
    return running.returncode, said


def _seconds(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


def changes(copy: Copy, done: Damage) -> Iterator[str]:
    """What a damage did, as a diff."""
    for path, held in done.files.items():
        old, new = (
            (text or b"").decode("utf-8", "replace").splitlines()
            for text in (copy.sound.get(path), held)
        )
        yield from difflib.unified_diff(
            old, new, path, path, "", "gone" if held is None else "", 0, ""
        )


def report(seen: Iterable[Verdict]) -> str:
    """The numbers of a run, in a line."""
    seen = list(seen)
    wrong = Counter(kind for verdict in seen for kind in {kind for kind, _ in verdict.wrong})
    told = sum(bool(verdict.told) for verdict in seen)
    kinds = (
        "traceback",
        "hang",
        "lost site",
        "lost preview",
        "not built",
        "not shown",
        "shown as signs",
    )
    parts = [f"{kind} {wrong[kind]}" for kind in kinds]
    return f"{len(seen)} damages: {told} with findings, {len(seen) - told} accepted; {', '.join(parts)}"


@click.command()
@click.option("--seed", default=1, show_default=True, help="whose damages")
@click.option("--first", default=0, show_default=True, help="number of the first damage")
@click.option("--count", default=300, show_default=True, help="how many")
@click.option("--seconds", default=0.0, help="end after so many seconds of CPU; 0: never")
@click.option("--whole", is_flag=True, help="the real project instead of the small one")
@click.option("--only", default=None, type=int, help="one damage, with what it did")
def main(seed: int, first: int, count: int, seconds: float, whole: bool, only: int | None) -> None:
    """Damage a copy of a project and look at what becomes of it."""
    folder = Path(tempfile.mkdtemp(prefix="kb-fuzz-"))
    seen: list[Verdict] = []
    try:
        fuzz = Fuzz(folder, whole=whole)
        numbers = range(first, first + count) if only is None else [only]
        for number in numbers:
            done = damage(fuzz.copy.sound, seed, number)
            found = fuzz.look(done, closely=only is not None or number % EVERY == 0)
            seen.append(found)
            if only is not None:
                click.echo("\n".join([*changes(fuzz.copy, done), *found.told]))
            for kind, what in found.wrong:
                click.echo(f"{kind} [--seed {seed} --only {number}] {done.what}\n  {what}")
            if seconds and _spent() > seconds:
                click.echo(f"go on with --seed {seed} --first {number + 1}")
                break
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    click.echo(report(seen))
    sys.exit(1 if any(verdict.wrong for verdict in seen) else 0)


def _spent() -> float:
    own, others = (
        resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return _seconds(own) + _seconds(others)


if __name__ == "__main__":
    main()
