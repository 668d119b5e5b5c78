"""A line between a client and a hub that can be counted, cut, or made to say something else."""

import random
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_RESET = struct.pack("ii", 1, 0)


@dataclass
class Line:
    """Forwards TCP to `target`, counting bytes; every connection is reset when `cuts` says so."""

    target: tuple[str, int]
    cuts: Iterator[int] | None = None
    up: int = 0
    down: int = 0
    trips: int = 0
    """How often something went up after something had come down: round trips."""
    connections: int = 0
    _last_up: bool = False
    _left: int = 0
    _ends: list[socket.socket] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._taken = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._taken.getsockname()[1]}"
        self._left = next(self.cuts) if self.cuts else 0
        self._threads = [threading.Thread(target=self._accept, name="line")]
        self._threads[0].start()

    def reset_counts(self) -> None:
        self.up = self.down = self.trips = 0
        self._last_up = False

    def heal(self) -> None:
        """No more cuts."""
        self.cuts = None

    def cut_all(self) -> None:
        """Every connection there is."""
        with self._lock:
            ends, self._ends = self._ends, []
        for one in ends:
            _end(one, hard=True)

    def close(self) -> None:
        self._taken.shutdown(socket.SHUT_RDWR)
        self._taken.close()
        self.cut_all()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._taken.accept()
            except OSError:
                return
            self.connections += 1
            server = socket.create_connection(self.target)
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._ends += [client, server]
            for source, sink, up in ((client, server, True), (server, client, False)):
                thread = threading.Thread(target=self._pump, args=(source, sink, up), name="line")
                self._threads.append(thread)
                thread.start()

    def _pump(self, source: socket.socket, sink: socket.socket, up: bool) -> None:
        try:
            while data := source.recv(16 * 1024):
                allowed = self._allowed(len(data))
                sink.sendall(data[:allowed])
                self.trips += up and not self._last_up
                self._last_up = up
                if up:
                    self.up += allowed
                else:
                    self.down += allowed
                if allowed < len(data):
                    self._left = next(self.cuts) if self.cuts else 0
                    self.cut_all()
                    return
        except OSError:
            pass
        _end(sink)

    def _allowed(self, size: int) -> int:
        if self.cuts is None:
            return size
        allowed = min(size, self._left)
        self._left -= allowed
        return allowed


def _end(one: socket.socket, *, hard: bool = False) -> None:
    try:
        if hard:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    if hard:
        one.close()


def random_cuts(seed: int, least: int, most: int) -> Iterator[int]:
    """Bytes to let through before each cut."""
    draw = random.Random(seed)
    while True:
        yield draw.randint(least, most)


@contextmanager
def line_to(address: str, cuts: Iterator[int] | None = None) -> Iterator[Line]:
    """A line to the hub of this address."""
    parts = urlsplit(address)
    assert parts.hostname
    assert parts.port
    line = Line((parts.hostname, parts.port), cuts)
    try:
        yield line
    finally:
        line.close()
