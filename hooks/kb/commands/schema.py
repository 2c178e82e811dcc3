"""`kb schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands import root_option
from kb.facts.schemas import stale_schemas, write_schemas


@click.command()
@click.option("--check", "only_check", is_flag=True, help="쓰지 않고 낡았는지만 본다.")
@root_option
def schema(only_check: bool, root: Path) -> None:
    """편집기가 쓸 JSON Schema를 data/schema/에 만든다."""
    stale = stale_schemas(root)
    if only_check and stale:
        raise click.ClickException(f"낡은 스키마: {', '.join(stale)}. make schema로 다시 만든다.")
    if not only_check:
        write_schemas(root)
