"""`kb status`: how far the translations are."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kb.commands import root_option
from kb.open import open_project
from kb.project import Project
from kb.translation.git import history
from kb.translation.report import PageReport, as_json, in_words, report, summary
from kb.translation.status import argument


@click.command()
@click.option("--json", "as_data", is_flag=True, help="JSON으로 쓴다.")
@root_option
def status(as_data: bool, root: Path) -> None:
    """모든 번역의 상태를 보여 준다."""
    loaded = Project(open_project(root))
    found = report(loaded, history(root))
    if as_data:
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
        return
    states = [part.part.status for page in found.pages for part in page.parts]
    click.echo(f"페이지 {len(found.pages)}개의 부분: {summary(states)}")
    open_pages = [page for page in found.pages if any(p.part.status.is_due for p in page.parts)]
    for page in open_pages:
        click.echo(_page_line(page))
    click.echo(f"자료의 글: {summary(string.state.status for string in found.strings)}")
    files = {s.state.string.path for s in found.strings if s.state.status.is_due}
    for path in sorted(files):
        click.echo(f"  {path}")
    pages = [argument(page.korean.key) for page in open_pages]
    first = pages[0] if pages else min(files, default="").removesuffix(".yml")
    if first:
        click.echo(f"다음: make translate PAGE={first}")


def _page_line(page: PageReport) -> str:
    parts = [f"{item.part.id} {in_words(item)}" for item in page.parts if item.part.status.is_due]
    return f"  {page.korean.key}: {', '.join(parts)}"
