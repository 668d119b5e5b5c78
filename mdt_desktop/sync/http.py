"""HTTP to a hub: the one module that sends. Every request has its deadline, every fault its sentence.

Connections are kept and used again; one that was closed meanwhile costs one more try. The system's proxies
and its trusted certificates are honoured: hospital networks have their own of both.
"""

import contextlib
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from weakref import WeakSet

import certifi
import httpx

from mdt_desktop.refused import Refused
from mdt_desktop.sync.http_words import AnsweredOddly, explained, too_slow

_CONNECT_SECONDS = 10.0
_SILENCE_SECONDS = 20.0
_KEPT_SECONDS = 120.0
_NO_CONTENT = 204
_CONNECTED = {"connection.connect_tcp.complete", "connection.start_tls.complete"}
_HOST = re.compile(r"[A-Za-z0-9.:-]+")
_ANSWER_MAX_BYTES = 16 * 1024 * 1024
_STALE = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)
_DEFAULT_HEADERS = ("accept", "accept-encoding", "user-agent", "connection")  # HTTP/1.1 keeps it open


class Stream:
    """An answer on its way."""

    def __init__(self, response: httpx.Response, address: str) -> None:
        self._response = response
        self._address = address
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers

    def chunks(self) -> Iterator[bytes]:
        """The body as it lands. `OutOfReach` if it breaks off or hardly moves."""
        started, came = time.monotonic(), 0
        try:
            for chunk in self._response.iter_bytes():
                came += len(chunk)
                yield chunk
                if (took := time.monotonic() - started) > _SILENCE_SECONDS and came / took < 50:
                    raise too_slow(self._address)
        except httpx.HTTPError as error:
            raise explained(error, self._address) from error

    def read(self, deadline: float) -> bytes:
        """All of it, by then (`time.monotonic()`)."""
        body = bytearray()
        for chunk in self.chunks():
            body += chunk
            if time.monotonic() > deadline:
                raise too_slow(self._address)
            if len(body) > _ANSWER_MAX_BYTES:
                raise AnsweredOddly(self._address)
        return bytes(body)

    def cut(self) -> None:
        """End it from another thread: whoever waits for the next chunk gets `OutOfReach`."""
        _cut(self._response.extensions["network_stream"].get_extra_info("socket"))


class Http:
    """Connections to one address."""

    def __init__(self, address: str) -> None:
        """`Refused` for an address that is not https:// (or http:// on this computer)."""
        self.address = checked(address)
        at_home = _is_loopback(httpx.URL(self.address).host)
        self._client = httpx.Client(
            base_url=self.address,
            verify=_trusted() if self.address.startswith("https:") else False,
            trust_env=not at_home,
            timeout=httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=8, keepalive_expiry=_KEPT_SECONDS),
        )
        for name in _DEFAULT_HEADERS:
            del self._client.headers[name]
        self._used = False
        self._ended = False
        self._lines: WeakSet[socket.socket] = WeakSet()
        self.skew: float | None = None
        """Seconds that the hub's clock is ahead of this computer's, by its last answer."""

    @contextlib.contextmanager
    def stream(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: bytes | None = None,
        silence: float | None = None,
    ) -> Iterator[Stream]:
        """One request, and its answer as it lands. Raises `OutOfReach`.

        `silence`: for how many seconds nothing may come, if not as long as usual.
        """
        response = self._sent(method, path, headers, body, silence or _SILENCE_SECONDS)
        try:
            self._note_clock(response)
            if response.status_code == _NO_CONTENT:
                response.read()  # to its end, or the connection could not be used again
            yield Stream(response, self.address)
        finally:
            response.close()

    def end(self) -> None:
        """For good, from any thread: who waits for an answer gets `OutOfReach` now, and so does the next."""
        self._ended = True
        for line in list(self._lines):
            _cut(line)

    def close(self) -> None:
        """End all connections, nobody being waiting; a second call does nothing."""
        self._ended = True
        self._client.close()

    def _sent(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, silence: float
    ) -> httpx.Response:
        timeout = httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS, read=silence)
        if self._ended:
            raise explained(httpx.ReadError("ended"), self.address)
        request = self._client.build_request(
            method,
            path,
            headers=dict(headers),
            content=body,
            timeout=timeout,
            extensions={"trace": self._note_line},
        )
        try:
            try:
                response = self._client.send(request, stream=True)
            except _STALE:
                # A kept connection that the other side has closed meanwhile. All our calls may be repeated.
                if not self._used or self._ended:
                    raise
                self._used = False
                response = self._client.send(request, stream=True)
        except httpx.HTTPError as error:
            raise explained(error, self.address) from error
        self._used = True
        return response

    def _note_line(self, event: str, about: dict[str, Any]) -> None:
        """Remember each connection that is made, so that it can be ended while somebody waits for it."""
        if event in _CONNECTED:
            self._lines.add(about["return_value"].get_extra_info("socket"))

    def _note_clock(self, response: httpx.Response) -> None:
        with contextlib.suppress(ValueError):
            if "date" in response.headers:
                self.skew = parsedate_to_datetime(response.headers["date"]).timestamp() - time.time()


def _cut(line: socket.socket) -> None:
    # Closing it alone would leave the other thread waiting. An ssl.SSLSocket would take its TLS off itself.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def checked(address: str) -> str:
    """The address as it is used: https://, without a path's last slash. `Refused` if it is not one."""
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL:
        url = httpx.URL()
    encrypted = url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host))
    named = _HOST.fullmatch(url.raw_host.decode("ascii"))
    if url.scheme == "http" and not encrypted:
        raise Refused(
            "What goes to an address with http:// is not protected on its way. Nothing was sent; the address "
            "of a hub begins with https://."
        )
    if not (encrypted and named) or url.query or url.fragment or url.userinfo:
        raise Refused(
            "A hub has an address like https://hub.example.org. Nothing was sent; look at the address again."
        )
    return str(url).rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _trusted() -> ssl.SSLContext:
    """What this computer trusts, and what browsers do: some systems give Python no certificates of theirs."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
