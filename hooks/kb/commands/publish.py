"""`kb publish`: the site with compressed copies of its texts, and how to host it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from kb.commands import jobs_option, root_option
from kb.commands.build import kept_site
from kb.folder import digests, write_files
from kb.host.language import loaded, settings
from kb.host.place import filled_in_place, linked, tidied
from kb.open import STORE, open_project
from kb.site.compressed import COMPRESSED, add_compressed
from kb.site.hosting import hosting, recipes
from kb.store import forget_unused

FOLDER = "publish"
SITE = "site"
"""Where the files to be shown stand, below what is published."""


@click.command()
@jobs_option
@root_option
def publish(jobs: int, root: Path) -> None:
    """사이트와 그 압축본, 호스팅 설정을 publish/에 쓴다."""
    into = root / FOLDER
    with kept_site(root, jobs) as (folder, files):
        memo = open_project(root)
        how = hosting(memo, folder, settings(loaded(root))[1])
        tidied(into)
        fill = partial(_fill, folder, files, into / SITE, root / STORE, recipes(memo, how))
        filled_in_place(into, fill)
        forget_unused(root / STORE / COMPRESSED)
    click.echo(f"{FOLDER}/를 썼다. 주소의 경로는 {how.path}이다. 다음: make publish-check")


def _fill(
    folder: Path,
    files: Mapping[str, str],
    before: Path,
    store: Path,
    beside: Mapping[str, bytes],
    fresh: Path,
) -> None:
    """Write all that is published. before: what was so last time; a file that is the same keeps its
    date, by which browsers ask whether it has changed.
    """
    known = digests(before) if before.is_dir() else {}
    for path, digest in files.items():
        target = fresh / SITE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        linked(str((before if known.get(path) == digest else folder) / path), str(target))
    add_compressed(store, [fresh / SITE / path for path in files])
    write_files(fresh, beside)
