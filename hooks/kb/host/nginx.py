"""The real nginx on a free port of this machine, with the configuration that was published."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.site.asked import Answer

PLACE, LISTEN = "/srv/kb", "listen 8080"
"""What the configuration says of the place of its files and of its port."""
MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
_INSTALL = "데비안이나 우분투에서는: apt-get install nginx-light libnginx-mod-http-brotli-static"


class NginxError(Exception):
    """Why nginx cannot be asked, in Korean."""


@contextmanager
def running(published: Path) -> Iterator[int]:
    """The port of an nginx that shows what was published, for as long as it is asked.

    Raises NginxError where there is no nginx, or where it does not take the configuration.
    """
    program = _program()
    with TemporaryDirectory(prefix="kb-nginx-") as folder:
        place = Path(folder)
        (place / "site").symlink_to(published / "site")
        port = _free_port()
        _copy_configuration(published, place, port)
        command = [program, "-p", f"{place}/", "-c", f"{place}/nginx/nginx.conf"]
        given = "daemon off;" if os.getuid() else "daemon off; user root;"
        # Its words go to a file: nobody reads a pipe while it runs.
        with (place / "said").open("w+") as said:
            process = subprocess.Popen([*command, "-g", given], stdout=said, stderr=said)
            try:
                _wait(process, port, place / "said")
                yield port
            finally:
                process.terminate()
                process.wait()


def _program() -> str:
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise NginxError(f"nginx가 없다. {_INSTALL}")
    if not MODULE.is_file():
        raise NginxError(f"nginx의 brotli 모듈이 없다. {_INSTALL}")
    return program


def _copy_configuration(published: Path, place: Path, port: int) -> None:
    """The published configuration with this place and this port instead of those of a host."""
    (place / "nginx").mkdir()
    for file in (published / "nginx").iterdir():
        text = file.read_text("utf-8").replace(PLACE, str(place))
        text = text.replace(LISTEN, f"listen 127.0.0.1:{port}")
        (place / "nginx" / file.name).write_text(text, "utf-8")


def _free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    while process.poll() is None:
        with closing(socket.socket()) as there:
            if there.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise NginxError(f"nginx가 이 설정으로 뜨지 않는다.\n{said.read_text('utf-8').strip()}")


def ask(port: int, path: str, headers: Mapping[str, str]) -> Answer:
    """Ask a host on this machine for a path, as it stands. Raises OSError."""
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        sent = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, sent, response.read())
