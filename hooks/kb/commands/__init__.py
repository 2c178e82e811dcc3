"""What the command line offers; one file is one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from filelock import FileLock, Timeout

ROOT = Path(__file__).resolve().parents[3]
"""The project that this code belongs to."""

root_option = click.option(
    "--root", type=click.Path(path_type=Path, resolve_path=True), default=ROOT, hidden=True
)
"""The project's folder, for tests of commands."""

jobs_option = click.option(
    "--jobs", default=2, envvar="KB_JOBS", show_default=True, help="나란히 쓸 언어의 수"
)
"""How many languages a build of the site writes at the same time."""


@contextmanager
def one_at_a_time(folder: Path, waiting: str) -> Iterator[None]:
    """Let the work of one process at a time be done on a folder. waiting: what to say meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        click.echo(waiting, err=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
