"""The preview's server: it answers, and tells browsers when to ask again."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from socketserver import BaseServer
from typing import Any
from urllib.parse import quote

from mkdocs.livereload import LiveReloadServer

from kb.host.answers import Answer, Answers

PATIENCE = 2.0
"""Seconds that an ending server gives its last answers."""


class Server(LiveReloadServer):
    """MkDocs' server with answers of ours, on a socket that outlives it.

    failed: is called with what nobody was ready for; returns the page that says so.
    """

    def __init__(
        self, listening: socket.socket, answers: Answers, failed: Callable[[Exception], str]
    ) -> None:
        host, port = listening.getsockname()
        super().__init__(builder=lambda: None, host=host, port=port, root=".")
        self.socket.close()
        self.socket = listening
        self.server_address, self.server_name, self.server_port = (host, port), host, port
        self.setup_environ()
        self._answers = answers
        self._failed = failed
        self._answering: set[int] = set()
        self._answered = threading.Condition()

    def begin(self) -> None:
        """Answer from now on, in threads of its own."""
        threading.Thread(target=self.serve_forever, args=(None,), daemon=True).start()

    def reload(self) -> None:
        """Tell the browsers to ask again."""
        with self._epoch_cond:
            later = max(self._visible_epoch + 1, round(time.monotonic() * 1000))
            self._wanted_epoch = self._visible_epoch = later
            self._epoch_cond.notify_all()

    def end(self) -> None:
        """Leave further requests to the next server, and have browsers ask that one again."""
        ending = threading.Thread(target=BaseServer.shutdown, args=(self,), daemon=True)
        ending.start()
        while ending.is_alive():
            # The server sleeps until somebody comes.
            socket.create_connection(self.socket.getsockname()).close()
            ending.join(0.01)
        self.reload()
        with self._answered:
            self._answered.wait_for(lambda: not self._answering, PATIENCE)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._answered:
                self._answering.discard(threading.get_ident())
                self._answered.notify_all()

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """The WSGI application. Like that of MkDocs, it lets nothing end the server."""
        with self._answered:
            self._answering.add(threading.get_ident())
        try:
            return self._serve_request(environ, start_response) or []
        except Exception as error:
            page = self._with_script(self._failed(error), self._visible_epoch)
            start_response(*_head(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html"), sys.exc_info())
            return [page]

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace").removeprefix("/")
        if path.startswith("livereload/"):
            return super()._serve_request(environ, start_response)
        epoch = self._visible_epoch  # of before: a change amid the answer has the browser ask again
        answer = self._answers.at(path)
        kind, content = self._content(path, answer, epoch)
        start_response(*_head(answer.status, kind, answer.location))
        return [content]

    def _content(self, path: str, answer: Answer, epoch: int) -> tuple[str, bytes]:
        if isinstance(answer.content, bytes):
            kind: str = self._guess_type(path)  # type: ignore[no-untyped-call]
            return kind, answer.content
        return "text/html", self._with_script(answer.content, epoch)

    def _with_script(self, html: str, epoch: int) -> bytes:
        """A page with the script that has it asked for again."""
        content = html.encode("utf-8", "xmlcharrefreplace")
        return self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call, no-any-return]


def _head(status: HTTPStatus, kind: str, location: str = "") -> tuple[str, list[tuple[str, str]]]:
    text = kind.startswith("text/") or kind in ("application/javascript", "application/json")
    headers = [("Content-Type", f"{kind}; charset=utf-8" if text else kind)]
    headers.append(("Cache-Control", "no-cache"))
    if location:
        headers.append(("Location", quote(location)))
    return f"{status.value} {status.phrase}", headers
