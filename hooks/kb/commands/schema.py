"""`kb schema`: what editors read: schemas and settings, and what can be completed in pages."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands import root_option
from kb.editors.files import stale_files, write_editor_files
from kb.editors.schemas import are_ids_known
from kb.open import open_project


@click.command()
@click.option("--check", "only_check", is_flag=True, help="쓰지 않고 낡았는지만 본다.")
@root_option
def schema(only_check: bool, root: Path) -> None:
    """편집기가 쓸 JSON Schema와 설정, 자동 완성 조각을 만든다."""
    memo = open_project(root)
    if not are_ids_known(memo):
        raise click.ClickException("읽을 수 없는 자료가 있다. 먼저 고친다: make check")
    if not only_check:
        for path in write_editor_files(memo, root):
            click.echo(f"{path}을(를) 새로 썼다.")
    elif stale := stale_files(memo):
        raise click.ClickException(f"낡은 파일: {', '.join(stale)}. make schema로 다시 만든다.")
