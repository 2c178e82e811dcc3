"""`make soak`: a preview that is left running, through edits, renames, checkouts and editors' files.

After each step the page shows the last save; the terminal has told of the files that are other and
of no more, and no more often than they were saved; no process is left over. Each round ends at the
same tree, where pages are what they were and memory, open files and threads have not grown.

    python tests/soak.py --seed 7 --count 300            on the small project of the tests
    python tests/soak.py --seed 7 --count 100 --whole    on the real one
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path

import click

from conftest import copy_project, keep_charts, small_project
from kb.host.supervise import listen
from preview import Preview
from soak_acts import ACTS, write_a_sum
from soak_saves import in_place
from soak_walk import Held, Walk, begun, home, processes

GROWTH = 1.1
"""How much more memory a round may end with than those of the beginning."""
RESTARTS = 5
"""How often code is edited in the end, which begins a process anew."""
CODE = "hooks/kb/show/numbers.py"


def rounds(walk: Walk, count: int) -> list[Held]:
    """So many steps, in rounds, of which the first does everything once; what each ends with."""
    found: list[Held] = []
    acts = list(ACTS)
    while walk.number < count:
        # A sum in the end, so that what draws pictures is there at each look.
        walk.go((*acts[: max(count - walk.number - 3, 0)], home, write_a_sum))
        found.append(walk.held(found[0] if found else None))
        click.echo(f"step {walk.number}: {found[-1]}; {walk.builds} times told")
        acts = walk.chance.choices(ACTS, k=len(ACTS))
    return found


def restarts(walk: Walk) -> list[Held]:
    """What is held after each edit of the code."""
    found: list[Held] = []
    for number in range(RESTARTS):
        said = walk.preview.said
        in_place(walk.root / CODE, f"{walk.text(CODE)}# {number}\n".encode())
        walk.preview.wait_for_said("코드를 다시 읽었다", said)
        walk.all_is_as_it_was()
        walk.nothing_is_left_over()
        found.append(walk.held(found[0] if found else None))
        click.echo(f"restart {number + 1}: {found[-1]}")
    said = walk.preview.said
    walk.git("checkout", "--quiet", CODE)
    walk.preview.wait_for_said("코드를 다시 읽었다", said)
    return found


def is_flat(found: list[Held]) -> None:
    """The first third is for warming up."""
    warm = len(found) // 3 + 1
    most = max(one.memory for one in found[:warm]) * GROWTH
    assert all(one.memory <= most for one in found[warm:]), list(map(str, found))


def idle(walk: Walk, seconds: float) -> float:
    """Seconds of CPU a minute when nothing is done."""

    def spent() -> float:
        used = [member.cpu_times() for member in processes(walk.preview)]
        return sum(times.user + times.system for times in used)

    before = spent()
    time.sleep(seconds)
    return (spent() - before) * 60 / seconds


def ended(walk: Walk) -> None:
    """An interrupt ends it, and nothing is left: no process, no file, no port that is taken."""
    port = int(walk.preview.url.rstrip("/").rpartition(":")[2])
    walk.preview.stop()
    assert walk.preview.process.returncode == 0, walk.preview.said[-3000:]
    assert not list(begun(walk.preview))
    listen(port).close()
    assert not walk.git("status", "--porcelain")


@click.command()
@click.option("--seed", default=1, show_default=True, help="which steps")
@click.option("--count", default=300, show_default=True, help="how many")
@click.option("--whole", is_flag=True, help="the real project instead of the small one")
@click.option("--calm", default=20.0, show_default=True, help="seconds to measure doing nothing")
def main(seed: int, count: int, whole: bool, calm: float) -> None:
    """Leave a preview running and look whether it stays what it was."""
    folder = Path(tempfile.mkdtemp(prefix="kb-soak-"))
    root = copy_project(folder / "kb") if whole else small_project(folder / "kb")
    if whole:
        keep_charts(root)
    began = time.monotonic()
    preview = Preview(root)
    walk = Walk(preview, "market/size/" if whole else "charts/", random.Random(seed))
    try:
        walk.begin()
        is_flat(rounds(walk, count))
        is_flat(restarts(walk))
        click.echo(f"idle: {idle(walk, calm):.2f} s of CPU a minute")
        ended(walk)
    except AssertionError:
        click.echo(f"--seed {seed}, step {walk.number}: {', '.join(walk.done[-10:])}", err=True)
        raise
    finally:
        if preview.process.poll() is None:
            preview.stop()
        shutil.rmtree(folder, ignore_errors=True)
    click.echo(f"{walk.number} steps, {walk.builds} times told, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
