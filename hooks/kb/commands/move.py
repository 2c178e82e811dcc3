"""`kb move`: a page, a section, a record or an event under another name, with all that names it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from kb.commands import root_option
from kb.folder import Folder, write
from kb.move.edits import MoveError
from kb.move.plan import Plan, planned
from kb.open import code_version, open_project


@click.command()
@click.argument("old", metavar="FROM", default="")
@click.argument("new", metavar="TO", default="")
@click.option("--dry-run", "dry", is_flag=True, help="쓰지 않고 바뀔 것만 보인다.")
@root_option
def move(old: str, new: str, dry: bool, root: Path) -> None:
    """이름을 바꾸거나 옮긴다. 가리키는 곳을 모두 고치고 옛 주소를 새 주소로 잇는다.

    \b
    보기: kb move vendors/foo vendors/bar           벤더와 그 페이지
          kb move market/size market/scale          페이지
          kb move market/size#forecast '#outlook'   절
          kb move sources.acme-2025 acme-report     출처, 용어, 수치 따위
    """
    if not old or not new:
        raise click.ClickException(
            "무엇을(FROM) 무엇으로(TO) 옮길지 적는다. "
            "보기: make move FROM=vendors/foo TO=vendors/bar"
        )
    memo = open_project(root, version=code_version())
    try:
        plan = planned(memo, old, new)
    except MoveError as error:
        details = "".join(f"\n  {line}" for line in error.details)
        raise click.ClickException(error.message + details) from None
    for line in (_differences if dry else _changes)(root, plan):
        click.echo(line)
    if dry:
        click.echo("쓰지 않았다. 옮기려면 DRY=1(--dry-run) 없이 다시 부른다.")
        return
    write(root, plan.texts)
    click.echo("옮겼다. 다음: make check")


def _changes(root: Path, plan: Plan) -> Iterator[str]:
    """The files, each in a line, and what leads on."""
    for old, new in plan.files.items():
        yield f"{old} → {new}"
    for path, text in sorted(plan.texts.items()):
        if text is not None and path not in plan.files.values():
            more = [line for line in _lines(root, path, text) if line.startswith("+")]
            yield f"{path}: {len(more)}줄"
    yield "옛 이름에서 새 이름으로 잇는 것:"
    yield from (f"  {old} → {new}" for old, new in plan.redirects.items())


def _differences(root: Path, plan: Plan) -> Iterator[str]:
    """What would be written, line by line."""
    sources = {new: old for old, new in plan.files.items()}
    for old, new in plan.files.items():
        yield f"{old} → {new}"
    for path, text in sorted(plan.texts.items()):
        if text is not None:
            changed = _lines(root, sources.get(path, path), text)
            yield from ([path, *(f"  {line}" for line in changed)] if changed else [])


def _lines(root: Path, path: str, text: str) -> list[str]:
    """Lines of a file that become others, with - and +."""
    before = (Folder(root).text(path) or "").splitlines()
    found = list(difflib.unified_diff(before, text.splitlines(), n=0, lineterm=""))[2:]
    return [line for line in found if not line.startswith("@@")]
