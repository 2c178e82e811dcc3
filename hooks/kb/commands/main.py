"""The command line: what the Makefile calls. A command is read only when it is called."""

from __future__ import annotations

import errno
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
    "publish": "kb.commands.publish",
    "publish-check": "kb.commands.publish_check",
    "report": "kb.commands.report",
    "review": "kb.commands.review",
    "schema": "kb.commands.schema",
    "serve": "kb.commands.serve",
    "sources-check": "kb.commands.sources_check",
    "status": "kb.commands.status",
    "translate": "kb.commands.translate",
    "uses": "kb.commands.uses",
}


_REASONS = {
    errno.ENOSPC: "디스크가 가득 찼다",
    errno.EDQUOT: "쓸 수 있는 디스크를 다 썼다",
    errno.EACCES: "읽거나 쓸 권한이 없다",
    errno.EPERM: "읽거나 쓸 권한이 없다",
    errno.EROFS: "읽기만 할 수 있는 디스크다",
    errno.EISDIR: "그 자리에 폴더가 있다",
    errno.EEXIST: "폴더여야 할 자리에 파일이 있어 그 아래에 쓸 수 없다",
    errno.ENOTDIR: "폴더여야 할 자리에 파일이 있어 그 아래에 쓸 수 없다",
    errno.EIO: "디스크를 읽거나 쓰지 못했다",
}
"""What the system refuses, in the words of who has to do something about it."""


class _Commands(click.Group):
    """Commands by name, each in the module of its name."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; a letter that the console does not know is replaced, and what the system
        refuses is told in a line.
        """
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            click.echo(_told(error), err=True)
            sys.exit(1)

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: Any = getattr(import_module(_COMMANDS[name]), name.replace("-", "_"))
        return command  # type: ignore[no-any-return]


def _told(error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


@click.command(cls=_Commands)
def main() -> None:
    """MLOps 지식 베이스의 명령."""
