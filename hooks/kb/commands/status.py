"""`kb status`: how far the translations are."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import click

from kb.commands import root_option
from kb.open import open_project
from kb.project import Project
from kb.translation.git import History
from kb.translation.past import Pasts
from kb.translation.report import Item, as_json, due, in_words, report, summary, summed


@click.command()
@click.option("--json", "as_data", is_flag=True, help="JSON으로 쓴다.")
@root_option
def status(as_data: bool, root: Path) -> None:
    """모든 번역의 상태를 보여 준다."""
    found = report(Project(open_project(root)), Pasts(History(root)))
    if as_data:
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
        return
    parts = [item for page in found.pages for item in page.parts]
    click.echo(f"페이지 {len(found.pages)}개의 부분: {summary(item.status for item in parts)}")
    for item in due(parts):
        click.echo(f"  {_line(item)}")
    click.echo(f"자료의 글: {summary(item.status for item in found.strings)}")
    for target, items in groupby(due(found.strings), lambda item: item.target):
        due_here = tuple(items)
        click.echo(f"  {target}: {summed(due_here)}{_changes(due_here[0])}")
    if due([*parts, *found.strings]):
        click.echo("다음: make translate")


def _line(item: Item) -> str:
    return f"{item.target} {item.part}: {in_words(item)} · {item.path}:{item.line}{_changes(item)}"


def _changes(item: Item) -> str:
    """Where what changed can be looked at, where the project is hosted."""
    return f" · {item.changes}" if item.changes else ""
