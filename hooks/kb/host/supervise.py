"""Keeps a preview alive over changes of its code.

This process owns the socket and reads nothing of the library but this file. The preview itself is a
child that ends when code changes; the next one is forked with all foreign packages read, and
meanwhile browsers wait in the socket's queue. A child that cannot start says why and waits for the
next save. Only a change of this file asks for a new start by hand.

Where a system knows no forks, as Windows, there is one process, and any change of code ends it.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Any, NoReturn

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

CODE = "hooks"
"""The folder of the code, below the project's root: Python, and scripts that Python runs."""
RESTART = 75
"""The exit code of a child whose code has changed."""

HOST = "127.0.0.1"
CAN_FORK = hasattr(os, "fork")
_ON_INTERRUPT = signal.default_int_handler if CAN_FORK else signal.SIG_DFL
"""Python cannot interrupt a thread that waits on Windows, but the system can end the process."""
_TICK = 0.02
"""Seconds by which the time of a file may be behind the clock."""
_FOREIGN = (
    "babel.dates",
    "babel.numbers",
    "click",
    "jinja2",
    "lxml.html",
    "markdown",
    "mkdocs.commands.build",
    "mkdocs.livereload",
    "py_mini_racer",
    "pydantic.json_schema",
    "pydantic.type_adapter",
    "vl_convert",
    "watchdog.observers",
    "yaml",
)
"""What the library takes seconds to read; the rest it reads itself."""


def supervise(root: Path, listening: socket.socket, langs: tuple[str, ...]) -> int:
    """Show a project until somebody interrupts. Returns the exit code."""
    for name in _FOREIGN:
        import_module(name)
    if not CAN_FORK:
        _run(root, listening, langs, False)
    is_again = False
    while (code := _child(partial(_run, root, listening, langs, is_again))) == RESTART:
        is_again = True
    return code


def listen(port: int) -> socket.socket:
    """A socket for browsers on this machine. Raises OSError where it cannot be had."""
    return socket.create_server((HOST, port), backlog=128)


def free_port(after: int) -> int:
    """The next port that can be had."""
    return next(port for port in range(max(after, 1023) + 1, 1 << 16) if _is_free(port))


def _is_free(port: int) -> bool:
    try:
        listen(port).close()
    except OSError:
        return False
    return True


def _child(work: Callable[[], NoReturn]) -> int:
    """Do something in a process of its own, to its end. Returns its exit code."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        work()
    # The terminal interrupts both; the child ends, and with it this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(root: Path, listening: socket.socket, langs: tuple[str, ...], is_again: bool) -> NoReturn:
    """The preview, in a child. What keeps it from starting gets to `sys.excepthook`."""
    signal.signal(signal.SIGINT, _ON_INTERRUPT)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    began = time.time()
    sys.excepthook = lambda _, error, __: _stand_in(root, listening, _last_line(error, root), began)
    try:
        live: Any = import_module("kb.host.live")
        live.run(root, listening, langs, is_again, began)
    except KeyboardInterrupt:
        os._exit(0)
    os._exit(1)


def _last_line(error: BaseException, root: Path) -> str:
    """What is wrong and where, as the last lines of a traceback say."""
    line = traceback.format_exception_only(error)[-1].strip()
    places = [f"{at.filename}:{at.lineno}" for at in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        places.append(f"{error.filename}:{error.lineno}")
    place = next((at for at in reversed(places) if f"{os.sep}{CODE}{os.sep}" in at), "")
    return f"{place.removeprefix(f'{root}{os.sep}')}: {line}"


def is_code(path: str) -> bool:
    """Whether a file in the folder of code is read at the start alone."""
    return path.endswith((".py", ".js"))


def is_newer(root: Path, began: float) -> bool:
    """Whether code was saved since a time, such as while it was being read."""
    files = (path for path in (root / CODE).rglob("*") if is_code(path.name))
    return any(_saved(path) > began - _TICK for path in files)


def _saved(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0


def _stand_in(root: Path, listening: socket.socket, line: str, began: float) -> NoReturn:
    """Answer with what is wrong until code changes. began: when reading it did."""
    print(line, "고치고 저장하면 이어서 진행한다.", sep="\n", file=sys.stderr, flush=True)
    server = ThreadingHTTPServer((HOST, 0), partial(_Standing, line), bind_and_activate=False)
    server.daemon_threads = False  # so that it ends when all are answered
    server.socket.close()
    server.socket = listening
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        _wait_for_code(root, began)
        server.shutdown()
        server.server_close()
    except KeyboardInterrupt:
        os._exit(0)
    os._exit(RESTART)


class _Standing(BaseHTTPRequestHandler):
    """Answers everything with a line, and has the browser ask again."""

    timeout = 0.5  # browsers open connections that they may never use

    def __init__(self, line: str, *args: Any) -> None:
        self._line = line
        super().__init__(*args)

    def do_GET(self) -> None:
        """Whatever is asked for."""
        body = f'<!doctype html><meta charset="utf-8"><pre>{escape(self._line)}</pre>'.encode()
        self.send_response(500)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Refresh", "1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the terminal has the line."""


class _Waiting(FileSystemEventHandler):
    def __init__(self) -> None:
        self.changed = Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        is_write = event.event_type in ("created", "modified", "moved", "deleted")
        if is_write and is_code(os.fsdecode(event.dest_path or event.src_path)):
            self.changed.set()


def _wait_for_code(root: Path, began: float) -> None:
    waiting, observer = _Waiting(), Observer()
    observer.daemon = True
    observer.schedule(waiting, str(root / CODE), recursive=True)
    observer.start()
    if not is_newer(root, began):
        waiting.changed.wait()
