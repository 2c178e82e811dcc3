"""The folders are the diagram: imports run downwards only, and few files stand flat."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

KB = Path(__file__).parents[1] / "hooks" / "kb"
LAYERS = (
    "text", "memo", "folder", "git", "store", "addresses", "korean", "findings", "read", "model",
    "facts",
    "project", "redirects", "translation", "charts", "show", "content", "search", "site", "paper",
    "editors", "rules", "changes", "move", "open", "skeletons", "host", "commands", "__main__",
)  # fmt: skip
MKDOCS = {"host", "commands"}
BOUNDARIES = {KB / "host" / "server.py", KB / "memo.py", KB / "show" / "directive.py"}
"""Where whatever is wrong is met: one request, one answer of before, one call; the rest goes on."""


def modules() -> list[Path]:
    return sorted(KB.rglob("*.py"))


def layer(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(KB).as_posix())
def test_imports_run_downwards_only(path: Path) -> None:
    own = layer(path.relative_to(KB).parts)
    names = [name for name in imported(path) if name.startswith("kb.")]
    found = {layer(tuple(name.split(".")[1:])) for name in names} - {own}
    if own != "__init__":
        up = [other for other in found if LAYERS.index(other) > LAYERS.index(own)]
        assert not up, f"{path.relative_to(KB)} imports {up} from above"
    hosts = [name for name in imported(path) if name.split(".")[0] in ("mkdocs", "material")]
    assert not hosts or own in MKDOCS, f"{path.relative_to(KB)} knows MkDocs"


def test_few_files_stand_flat_in_the_library() -> None:
    assert len(list(KB.glob("*.py"))) <= 14


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(KB).as_posix())
def test_functions_are_short_and_nothing_is_caught_broadly(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno < 40, f"{node.name} is long"
        if isinstance(node, ast.ExceptHandler) and path not in BOUNDARIES:
            broad = ast.unparse(node.type) if node.type else ""
            assert broad not in ("", "Exception", "BaseException"), f"line {node.lineno}"


def test_only_what_every_system_has_is_imported() -> None:
    unknown_to_windows = {"fcntl", "grp", "pty", "pwd", "resource", "termios"}
    for path in modules():
        assert not unknown_to_windows.intersection(imported(path)), path


def test_no_state_of_a_module_survives_a_rebuild() -> None:
    for path in modules():
        for name in imported(path):
            assert name not in ("functools.cache", "functools.lru_cache"), path
