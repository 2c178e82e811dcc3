"""`kb serve`: the preview, which follows what is saved."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.commands import root_option
from kb.host.supervise import free_port, listen, supervise


@click.command()
@click.option("--port", default=8000, show_default=True, help="포트")
@click.option("--langs", default="ko", show_default=True, help="보일 언어. 보기: ko,en")
@root_option
def serve(port: int, langs: str, root: Path) -> None:
    """미리보기를 127.0.0.1에 연다. 저장하면 페이지가 따라온다."""
    try:
        listening = listen(port)
    except (OSError, OverflowError):
        other = f"make serve PORT={free_port(port)}"
        click.echo(f"{port}번 포트는 쓸 수 없다. 빈 포트로 연다: {other}", err=True)
        sys.exit(1)
    sys.exit(supervise(root, listening, tuple(langs.split(","))))
