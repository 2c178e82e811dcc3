"""`kb offline`: the site as a folder that opens from a disk, and the same as an archive."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands import jobs_option, root_option
from kb.commands.build import kept_site
from kb.folder import write_files
from kb.host.place import filled_in_place, tidied
from kb.site.offline import offline_files, packed
from kb.site.styles import squeeze_js

_FOLDER = "offline"
_PROGRAM = "overrides/assets/scripts/offline.js"


@click.command()
@jobs_option
@root_option
def offline(jobs: int, root: Path) -> None:
    """사이트를 디스크에서 열리는 폴더 offline/과 offline.zip으로 쓴다."""
    with kept_site(root, jobs) as (folder, listing):
        site = {path: (folder / path).read_bytes() for path in listing}
    program = squeeze_js((root / _PROGRAM).read_text("utf-8"))
    files = offline_files(site, program)
    tidied(root / _FOLDER)
    filled_in_place(root / _FOLDER, lambda fresh: write_files(fresh, files))
    archive = packed(files, _FOLDER)
    (root / f"{_FOLDER}.zip").write_bytes(archive)
    click.echo(
        f"{_FOLDER}/에 파일 {len(files):,}개를 썼다. 브라우저로 {_FOLDER}/index.html을 연다."
    )
    click.echo(f"{_FOLDER}.zip({len(archive) / 1e6:,.1f} MB)도 썼다. 풀어서 연다.")
