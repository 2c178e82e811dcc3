"""Where in the project a fault of a template or of code stands."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError


def told(error: BaseException, root: Path) -> str:
    """An error in a line, as the last ones of a traceback say it."""
    line = traceback.format_exception_only(error)[-1].strip().rpartition("exceptions.")[2]
    return f"{place_of(error, root)}: {line}"


def place_of(error: BaseException, root: Path) -> str:
    """The innermost place of an error in the project's own files: `overrides/main.html:12`."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError | SyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    for file, line in reversed(places):
        path = Path(os.path.relpath(root / file, root))
        if ".." not in path.parts and path.parts[0] in ("hooks", "overrides"):
            return f"{path.as_posix()}:{line}"
    return ""
