"""`kb publish-check`: what was published, asked of the real nginx."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from kb.commands import root_option
from kb.commands.publish import FOLDER, SITE
from kb.host.language import loaded, settings
from kb.host.nginx import NginxError, ask, running
from kb.open import open_project
from kb.site.asked import Published, complaints
from kb.site.compressed import ENDINGS
from kb.site.hosting import hosting


@click.command()
@root_option
def publish_check(root: Path) -> None:
    """publish/를 nginx로 띄워 주소, 머리글, 압축, 404를 묻는다."""
    folder = root / FOLDER
    if not folder.is_dir():
        raise click.ClickException(f"{FOLDER}/가 없다. 먼저: make publish")
    site = published(root, folder / SITE)
    try:
        with running(folder) as port:
            found = list(complaints(site, partial(ask, port)))
    except NginxError as error:
        raise click.ClickException(str(error)) from None
    if found:
        raise click.ClickException(
            "\n".join([f"게시한 것과 다른 답이 {len(found)}건 있다.", *found])
        )
    click.echo(f"nginx가 {FOLDER}/를 게시한 대로 보인다. 파일 {len(site.samples())}가지를 물었다.")


def published(root: Path, site: Path) -> Published:
    """What a folder that was published shows. Raises OSError."""
    how = hosting(open_project(root), site, settings(loaded(root))[1])
    files = (path.relative_to(site) for path in sorted(site.rglob("*")) if path.is_file())
    paths = tuple(
        p.as_posix() for p in files if p.suffix not in ENDINGS or p.name == "sitemap.xml.gz"
    )
    return Published(how, paths, lambda path: (site / path).read_bytes())
