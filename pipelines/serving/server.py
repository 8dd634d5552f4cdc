"""Reports over HTTP on this machine: read only, for no other machine, and for no page of another site."""

import os
import sys
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from pipelines.serving.documents import TYPES, document_at

HERE = "127.0.0.1"
TRIES = 50
"""Ports that are looked at after the one that was asked for."""

_OWN_NAMES = frozenset({HERE, "localhost"})
"""What a browser on this machine calls it: any other name was led here by somebody else's name server."""

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Server(ThreadingHTTPServer):
    """A server that shares its port with nobody: on Windows two could."""

    allow_reuse_address = os.name != "nt"
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.server_port}/"


class PortsTaken(Exception):
    """No port is free; the message is for people."""


def listening(reports: Path, start_page: Callable[[], str], port: int) -> Server:
    """A server of `reports` and of the page that `start_page` makes, on `port` or else the next one that is free.

    0 is any free port. Raises PortsTaken.
    """
    handler = partial(_Handler, reports=reports, start_page=start_page)
    for candidate in range(port, min(port + TRIES, 65536)):
        try:
            return Server((HERE, candidate), handler)
        except OSError:
            continue
    raise PortsTaken(f"端口 {port} 和它后面的端口都被占用，或不许使用。请用 --port 换一个，如 --port 0（任选空闲的）。")


class _Handler(BaseHTTPRequestHandler):
    timeout = 60
    server_version, sys_version = "media-metrics", ""

    def __init__(self, *given: object, reports: Path, start_page: Callable[[], str]) -> None:
        self.reports, self.start_page = reports, start_page
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        document = document_at(self.reports, path)
        if self.headers.get("Host", "").partition(":")[0].lower() not in _OWN_NAMES:
            self._say(HTTPStatus.FORBIDDEN, f"只能在这台电脑上用 {HERE} 或 localhost 打开。")
        elif path == "/":
            self._send(HTTPStatus.OK, TYPES[".html"], self.start_page().encode())
        elif document:
            self._send(HTTPStatus.OK, TYPES[document.suffix], document.read_bytes())  # held open for no longer
        elif document_at(self.reports, f"{path}/"):
            self._send(HTTPStatus.MOVED_PERMANENTLY, TYPES[".txt"], b"", f"/{quote(unquote(path[1:]))}/")
        else:
            self._say(HTTPStatus.NOT_FOUND, "没有这个页面。")

    def do_HEAD(self) -> None:
        self.do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is neither GET nor HEAD, or no request at all."""
        self._say(HTTPStatus(code), "只能打开，不能改动。")

    def _say(self, status: HTTPStatus, text: str) -> None:
        self._send(status, TYPES[".txt"], text.encode())

    def _send(self, status: HTTPStatus, content_type: str, content: bytes, elsewhere: str = "") -> None:
        said = {"Content-Type": content_type, "Content-Length": str(len(content)), "Location": elsewhere, **_HEADERS}
        self.send_response(status)
        for name, value in said.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: who watches the terminal wants the addresses."""
