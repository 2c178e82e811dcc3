"""A machine's draft of a translation, made by a command of the user's own.

The command reads Korean Markdown on its standard input and writes English Markdown on its standard
output. Which one it is says the environment variable `KB_DRAFT`; nothing here knows of a service.
"""

from __future__ import annotations

import os
import shlex
import subprocess

VARIABLE = "KB_DRAFT"
LIMIT = 120.0
"""Seconds that the command has for one part of a page."""


class DraftError(Exception):
    """There is no draft. Its message says why, in Korean and in one line."""


def draft_of(command: str, korean: str, limit: float = LIMIT) -> str:
    """What a command makes of a text. limit: in seconds. Raises DraftError."""
    try:
        # Windows parts the line itself, and takes a backslash for what it is.
        arguments = command if os.name == "nt" else shlex.split(command)
        result = subprocess.run(
            arguments, input=korean.encode(), capture_output=True, timeout=limit, check=False
        )
    except ValueError as error:
        raise DraftError(f"{VARIABLE}의 명령을 읽을 수 없다: {error}") from None
    except (OSError, IndexError) as error:
        raise DraftError(f"{VARIABLE}의 명령을 실행할 수 없다: {error}") from None
    except subprocess.TimeoutExpired:
        raise DraftError(f"{VARIABLE}의 명령이 {limit:g}초 안에 끝나지 않았다") from None
    if result.returncode:
        said = result.stderr.decode("utf-8", "replace").strip().splitlines()
        last = f": {said[-1]}" if said else ""
        raise DraftError(f"{VARIABLE}의 명령이 {result.returncode}로 끝났다{last}")
    return _text(result.stdout)


def _text(output: bytes) -> str:
    try:
        text = output.decode("utf-8").replace("\r\n", "\n").strip()
    except UnicodeDecodeError:
        raise DraftError(f"{VARIABLE}의 명령이 UTF-8이 아닌 것을 썼다") from None
    if not text:
        raise DraftError(f"{VARIABLE}의 명령이 아무것도 쓰지 않았다")
    return text
