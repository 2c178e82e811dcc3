"""Commands on every system: what make does, `python -m kb` does, also where nothing can fork."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from conftest import ROOT
from kb.commands.main import main
from kb.host import supervise

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))


def test_every_command_of_make_is_one_of_the_library() -> None:
    called = set(re.findall(r"\$\(BIN\)/kb ([a-z-]+)", MAKEFILE))
    assert called == set(main.list_commands(Context(main)))


def test_what_make_takes_is_an_option_of_the_command() -> None:
    recipes = re.sub(r"\\\n\s*", " ", MAKEFILE)
    asked = re.findall(r"\$\(BIN\)/kb ([a-z-]+)(.*)", recipes)
    assert asked
    for name, rest in asked:
        command = main.get_command(Context(main), name)
        known = {option for parameter in command.params for option in parameter.opts}
        typed = {*re.findall(r"--[a-z-]+", rest)}
        typed |= {f"--{option}" for option in re.findall(r"\(call option,\w+,([a-z-]+)\)", rest)}
        assert typed <= known, name


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_table_of_commands_names_what_make_knows(readme: str) -> None:
    table = re.findall(r"^\| `make ([a-z-]+)", (ROOT / readme).read_text("utf-8"), re.MULTILINE)
    assert TARGETS - {*table} == {"help", "test"}
    assert {*table} <= TARGETS


def test_a_console_that_knows_no_hangul_gets_its_help() -> None:
    result = CliRunner(charset="ascii").invoke(main, ["--help"])
    assert result.exit_code == 0 and "report" in result.output


def test_without_forks_the_preview_is_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object) -> None:
        raise SystemExit(supervise.RESTART)

    monkeypatch.setattr(supervise, "CAN_FORK", False)
    monkeypatch.setattr(supervise, "_run", run)
    with socket.socket() as listening, pytest.raises(SystemExit) as ended:
        supervise.supervise(tmp_path, listening, ("ko",))
    assert ended.value.code == supervise.RESTART
