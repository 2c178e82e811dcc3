"""A preview from its start to its end: one process, for one state of the code."""

from __future__ import annotations

import datetime
import gc
import logging
import os
import socket
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Collection, Iterable
from html import escape
from pathlib import Path
from typing import NoReturn

import click
from jinja2 import TemplateError

from kb.addresses import page_address
from kb.facts.load import FOLDER as DATA
from kb.findings.finding import Finding, errors, ordered
from kb.findings.render import as_text
from kb.host.answers import FINDINGS, Answers
from kb.host.frame import THEME, Served
from kb.host.kept import keep_read, take_read
from kb.host.server import Server
from kb.host.supervise import CODE, RESTART, is_code, is_newer
from kb.host.survey import Survey
from kb.host.trouble import told
from kb.host.turns import Turns
from kb.host.watch import Changes
from kb.open import code_version, open_project
from kb.project import CONFIG, DOCS, HOME, docs_files
from kb.text import LANGS, SOURCE_LANG, Lang

_KEPT = 32
"""Saves over which answers are kept that nobody wants."""


class Live:
    """The preview of a project.

    listening: the socket that browsers reach it by. langs: those that are shown, Korean first.
    opens: the language of the page to begin with. is_again: it takes over from older code, and
    looks for findings only when somebody asks.
    """

    def __init__(
        self,
        root: Path,
        listening: socket.socket,
        langs: tuple[Lang, ...],
        opens: Lang,
        *,
        is_again: bool,
    ) -> None:
        self._root = root
        self._is_again = is_again
        self._url = "http://{}:{}/".format(*listening.getsockname())
        self._home = f"{self._url}{page_address(HOME, opens)}"
        # Whatever changes after it was read must be noticed, so the watch comes first.
        self._changes = Changes(root, (DATA, DOCS, THEME, CODE), (CONFIG,))
        self._today = datetime.date.today().isoformat()
        self._memo = open_project(root, self._today, "" if is_again else code_version())
        self._is_kept = not self._memo.answered and take_read(self._memo)
        self._turns = Turns()
        self._survey = Survey(self._memo, self._turns)
        self._is_told = is_again  # what is wrong with everything
        self._telling = threading.Lock()
        self._saves = 0
        served = Served(root, self._url)
        answers = Answers(self._memo, served, langs, self._turns, self._survey, hurry=not is_again)
        self._server = Server(listening, answers, self._failed)

    def run(self) -> NoReturn:
        """Serve until code changes, or somebody interrupts."""
        self._server.begin()
        _say(f"코드를 다시 읽었다: {self._home}" if self._is_again else f"미리보기: {self._home}")
        _begin(self._settle)
        while True:
            self._follow(self._changes.next())

    def _follow(self, changed: set[str]) -> None:
        code = sorted(path for path in changed if path.startswith(f"{CODE}/") and is_code(path))
        if code and not self._is_broken(code):
            _say(f"코드가 바뀌었다: {', '.join(code)}")
            self._server.end()
            os._exit(RESTART)
        content = {path for path in changed if not path.startswith(f"{CODE}/")}
        with self._turns.reader():
            other = self._memo.changed(content)
            if other or self._is_another_day():
                self._survey.forget()
            self._saves += 1
            if self._saves % _KEPT == 0:
                self._memo.forget_unused(_KEPT)
            below = [docs_files(self._memo, at[:-1]) for at in other if at.endswith("/")]
        if other:
            self._server.reload()
            files = {path for path in other if not path.endswith("/")}
            _begin(self._tell, files.union(*below))

    def _is_another_day(self) -> bool:
        """Whether it is past midnight, when other things are due."""
        if (today := datetime.date.today().isoformat()) == self._today:
            return False
        self._today = today
        self._memo.give("today", today)
        return True

    def _is_broken(self, code: Iterable[str]) -> bool:
        """Whether a file of Python cannot even be compiled; says so."""
        for path in (path for path in code if path.endswith(".py")):
            try:
                compile((self._root / path).read_bytes(), path, "exec")
            except FileNotFoundError:
                continue
            except (SyntaxError, ValueError) as error:
                place = f"{path}:{error.lineno}" if isinstance(error, SyntaxError) else path
                _say(f"{place}: {type(error).__name__}: {error.args[0]}")
                _say("그동안은 앞서 읽은 코드로 보여 준다.")
                return True
        return False

    def _settle(self) -> None:
        """What can wait until the first page is shown."""
        self._tell()
        if not self._is_kept:
            self._survey.read()
            with self._turns.chore():
                keep_read(self._memo)

    def _tell(self, changed: Collection[str] = ()) -> None:
        """Write to the terminal what is wrong: with everything at first, then with what was saved."""
        with self._telling:
            try:
                if not self._is_told:
                    self._tell_all()
                else:
                    self._tell_of(sorted(changed))
            except TemplateError as error:
                _say(told(error, self._root))

    def _tell_all(self) -> None:
        while (found := self._survey.everything()) is None:
            pass
        self._is_told = True
        self._write(errors(found))
        wrong = len(errors(found))
        _say(f"오류 {wrong}건, 경고 {len(found) - wrong}건: {self._url}{FINDINGS}")

    def _tell_of(self, changed: list[str]) -> None:
        if found := [finding for path in changed for finding in self._survey.file(path)]:
            self._write(found)
        if changed:
            _say(f"{', '.join(changed)}: {f'고칠 것 {len(found)}건' if found else '좋다.'}")

    def _write(self, found: Iterable[Finding]) -> None:
        for finding in ordered(found):
            click.echo(as_text(finding, self._memo.reader.text))

    def _failed(self, error: Exception) -> str:
        """A mistake in code: the terminal gets all of it, the browser the last line."""
        click.echo("".join(traceback.format_exception(error)), err=True)
        text = escape(told(error, self._root))
        return f'<!doctype html><meta charset="utf-8"><title>500</title><body>{text}</body>'


def run(
    root: Path, listening: socket.socket, asked: tuple[str, ...], is_again: bool, began: float
) -> NoReturn:
    """Show a project until code changes (ends with RESTART), or somebody interrupts.

    asked: languages, as somebody has typed them. began: when reading the code did.
    """
    if unknown := sorted(set(asked) - set(LANGS)):
        click.echo(
            f"모르는 언어: {', '.join(unknown)}. 쓸 수 있는 언어: {', '.join(LANGS)}", err=True
        )
        os._exit(2)
    langs = tuple(lang for lang in LANGS if lang == SOURCE_LANG or lang in asked)
    os.environ["BUILD_EN"] = str("en" in langs).lower()
    # What pages are stamped with; finding the time that a build takes for it costs more than a page.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())  # findings say it in our words
    # It warns of a folder that comes back, which it then follows as it should.
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
    gc.disable()
    opens = SOURCE_LANG if SOURCE_LANG in asked else langs[-1]
    live = Live(root, listening, langs, opens, is_again=is_again)
    gc.freeze()  # what has been read stays; looking through it again and again takes seconds
    gc.enable()
    if is_newer(root, began):
        os._exit(RESTART)
    live.run()


def _begin(work: Callable[..., None], *args: object) -> None:
    """Do something beside; its mistakes end nothing else."""
    threading.Thread(target=work, args=args, daemon=True).start()


def _say(text: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {text}")
