"""A proxy before a hub that spoils one answer: lost, cut, or something else in its place."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_PAGE = b"<html><body>Welcome to the clinic's guest network</body></html>"


class Spoiled(StrEnum):
    """What becomes of the answer. All but `UNASKED` leave the hub with the request done."""

    UNASKED = "503 before the hub is asked"
    LOST = "the line is closed instead"
    HALF = "half of it, and the line is half-closed"
    PAGE = "200 with a page"
    BAD_GATEWAY = "502 with a page"
    TIMED_OUT = "504 with nothing"


class SpoilingProxy:
    """Passes everything on, but for one answer from now."""

    def __init__(self, hub: str, address: str) -> None:
        self.address = address
        self.spoiled = 0
        """How many answers have been."""
        self._hub = urlsplit(hub)
        self._left: int | None = None
        self._how = Spoiled.LOST
        self._lock = threading.Lock()

    def spoil(self, how: Spoiled, after: int) -> None:
        """The answer to the request that comes after so many others."""
        with self._lock:
            self._how, self._left = how, after

    def heal(self) -> None:
        """Spoil nothing more."""
        with self._lock:
            self._left = None

    def next_fault(self) -> Spoiled | None:
        """What is to become of this answer."""
        with self._lock:
            if self._left is None:
                return None
            self._left -= 1
            if self._left >= 0:
                return None
            self._left = None
            self.spoiled += 1
            return self._how

    def asked(self, request: BaseHTTPRequestHandler) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body of what the hub answers."""
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        connection = HTTPConnection(self._hub.hostname or "", self._hub.port, timeout=60)
        try:
            connection.request(request.command, request.path, body, dict(request.headers))
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


@contextmanager
def spoiling_proxy(hub: str) -> Iterator[SpoilingProxy]:
    """A proxy before the hub of this address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            fault = proxy.next_fault()
            if fault is Spoiled.UNASKED:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self._say(503, [("Content-Type", "text/html")], _PAGE)
                return
            status, headers, body = proxy.asked(self)
            match fault:
                case Spoiled.LOST:
                    self.close_connection = True
                case Spoiled.HALF:
                    self._say(status, headers, body, sent=len(body) // 2)
                    self.wfile.flush()
                    self.connection.shutdown(socket.SHUT_WR)
                    self.close_connection = True
                case Spoiled.PAGE:
                    self._say(200, [("Content-Type", "text/html")], _PAGE)
                case Spoiled.BAD_GATEWAY:
                    self._say(502, [("Content-Type", "text/html")], _PAGE)
                case Spoiled.TIMED_OUT:
                    self._say(504, [], b"")
                case _:
                    self._say(status, headers, body)

        do_POST = do_PUT = do_GET  # noqa: N815 - as the base class calls them

        def _say(
            self, status: int, headers: list[tuple[str, str]], body: bytes, sent: int | None = None
        ) -> None:
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:sent])

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    proxy = SpoilingProxy(hub, f"http://127.0.0.1:{server.server_address[1]}")
    serving = threading.Thread(target=server.serve_forever, args=(0.01,), name="spoiling proxy")
    serving.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
