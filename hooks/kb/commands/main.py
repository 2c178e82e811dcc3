"""The command line: what the Makefile calls. A command is read only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

_COMMANDS = {
    "build": "kb.commands.build",
    "check": "kb.commands.check",
    "move": "kb.commands.move",
    "new": "kb.commands.new",
    "offline": "kb.commands.offline",
    "pdf": "kb.commands.pdf",
    "report": "kb.commands.report",
    "review": "kb.commands.review",
    "schema": "kb.commands.schema",
    "serve": "kb.commands.serve",
    "sources-check": "kb.commands.sources_check",
    "status": "kb.commands.status",
    "translate": "kb.commands.translate",
    "uses": "kb.commands.uses",
}


class _Commands(click.Group):
    """Commands by name, each in the module of its name."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; a letter that the console does not know is replaced."""
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
        return super().main(*args, **kwargs)

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: Any = getattr(import_module(_COMMANDS[name]), name.replace("-", "_"))
        return command  # type: ignore[no-any-return]


@click.command(cls=_Commands)
def main() -> None:
    """MLOps 지식 베이스의 명령."""
