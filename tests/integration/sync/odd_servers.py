"""Servers that answer as a hub does not: a network's sign-in page, a proxy, a line of one byte a second."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Answering = Callable[[socket.socket, bytes], None]
"""Given the connection and a request's head; what it does is the answer."""


@contextmanager
def odd_server(answering: Answering, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Its port, on loopback."""
    taken = socket.create_server(("127.0.0.1", 0))
    open_: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve(client: socket.socket) -> None:
        try:
            line = tls.wrap_socket(client, server_side=True) if tls else client
            while head := line.recv(64 * 1024):
                answering(line, head)
        except OSError:
            pass
        finally:
            client.close()

    def accept() -> None:
        while True:
            try:
                client, _ = taken.accept()
            except OSError:
                return
            open_.append(client)
            threads.append(threading.Thread(target=serve, args=(client,), name="odd server"))
            threads[-1].start()

    accepting = threading.Thread(target=accept, name="odd server")
    accepting.start()
    try:
        yield taken.getsockname()[1]
    finally:
        taken.shutdown(socket.SHUT_RDWR)
        taken.close()
        accepting.join()
        for client in open_:
            try:
                client.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for thread in threads:
            thread.join()


def says(status: str, body: bytes = b"", media: str = "text/html", more: str = "") -> Answering:
    """One answer to everything."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n{more}\r\n"

    def answer(line: socket.socket, _: bytes) -> None:
        line.sendall(head.encode() + body)

    return answer


def says_and_ends(data: bytes) -> Answering:
    """These bytes, and the connection is half-closed."""

    def answer(line: socket.socket, _: bytes) -> None:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)

    return answer


def drips(data: bytes, pause: threading.Event, seconds: float) -> Answering:
    """A byte at a time."""

    def answer(line: socket.socket, _: bytes) -> None:
        for at in range(len(data)):
            line.sendall(data[at : at + 1])
            if pause.wait(seconds):
                return

    return answer
