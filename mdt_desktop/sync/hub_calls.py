"""The calls of a hub (wire/__init__.py) for one space: signed in, answers checked and read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

import msgspec

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.roster.joining import JoinRequest
from mdt_desktop.sync.http import Http, Stream
from mdt_desktop.sync.http_words import AnsweredOddly
from mdt_desktop.sync.hub_answers import check, deadline
from mdt_desktop.sync.hub_sign_in import SignIn
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.wire import names
from mdt_desktop.wire.events import HEARTBEAT_SECONDS, EventReader
from mdt_desktop.wire.frames import PageReader, Placed, framed, unframed
from mdt_desktop.wire.limits import PAGE_BYTES
from mdt_desktop.wire.names import text_of
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import HEADS_DECODER, JOINS_DECODER, FoundSpace, Heads, Joins, join_id

_STATEMENTS_MAX = 4000
_Shape = TypeVar("_Shape")


@dataclass
class Page:
    """Entries behind a cursor, on their way."""

    roster: str
    """The mark of the hub's newest roster statement."""
    cursor: str
    """Where the whole page leads; empty where it leads nowhere."""
    more: int
    """How many entries lie behind that."""
    has_entries: bool
    entries: Iterator[list[Placed]]
    """As they land, some at a time. Raises `OutOfReach` when the line is cut: what came is good."""


class HubCalls:
    """One device's calls about one space. `device` is None for who can only ask to join."""

    def __init__(self, http: Http, space: bytes, device: DeviceKeys | None) -> None:
        self._http = http
        self.address = http.address
        self._space = space
        self._sign_in = SignIn(http, space, device)
        self.roster_mark = ""
        """What the last answer said of the hub's roster."""

    @contextmanager
    def push(self, envelopes: Iterable[bytes], after: str | None, most: int) -> Iterator[Page]:
        """Entries, and with a cursor what lies behind it (`most` bytes of it). Durable once entered."""
        query = {} if after is None else _behind(after, most)
        with self._call("POST", names.ENTRIES, query, framed(envelopes)) as stream:
            yield self._page(stream)

    @contextmanager
    def pull(self, after: str, most: int) -> Iterator[Page]:
        """What lies behind a cursor."""
        with self._call("GET", names.ENTRIES, _behind(after, most)) as stream:
            yield self._page(stream)

    def heads(self) -> Heads:
        """The newest entry of every chain that the hub has."""
        with self._call("GET", names.HEADS) as stream:
            return self._decoded(HEADS_DECODER, stream)

    def roster(self, after: bytes = b"", *, request: bytes = b"") -> list[bytes]:
        """The statements behind that of this hash, or all. `request`: of a device that asks to join."""
        found: list[bytes] = []
        query = {"after": text_of(after)} if after else {}
        permit = _permit(request) if request else None
        with self._call("GET", names.ROSTER, query, permit=permit) as stream:
            if stream.status == 200:
                found = self._read(lambda body: unframed(body, _STATEMENTS_MAX), stream)
        return found

    def append(self, statements: Iterable[bytes], after: bytes = b"") -> None:
        """Statements that follow the hub's newest; or lie beside it, if `after` names what came last."""
        query = {"after": names.text_of(after)} if after else {}
        with self._call("POST", names.ROSTER, query, body=framed(statements)):
            pass

    def found(self, code: str, statements: Iterable[bytes]) -> None:
        """Have the hub carry this space, by its operator's one-use code."""
        body = msgspec.msgpack.encode(FoundSpace(tuple(statements)))
        headers = {"Authorization": f"{names.ENROLMENT} {code}", "Content-Type": names.MSGPACK}
        with self._stream("POST", names.SPACES, headers, body):
            pass

    def ask(self, request: bytes) -> None:
        """Post a request to join."""
        permit = _permit(request)
        with self._call("POST", names.JOINS, body=request, permit=permit):
            pass

    def asked(self) -> Joins:
        """Who asked, for an admin's device."""
        with self._call("GET", names.JOINS) as stream:
            return self._decoded(JOINS_DECODER, stream)

    def answer(self, join: bytes, answer: bytes) -> None:
        """Post the answer to a request."""
        with self._call("POST", names.JOIN, body=answer, join=join):
            pass

    def answer_to(self, request: bytes) -> bytes | None:
        """The answer to one's own request."""
        permit, join = _permit(request), join_id(request)
        with self._call("GET", names.JOIN, permit=permit, join=join) as stream:
            return None if stream.status == 204 else stream.read(deadline())

    def snapshot(self) -> tuple[bytes, str] | None:
        """The newest snapshot's signed header, and the cursor behind it; None where there is none."""
        with self._call("GET", names.BASELINE) as stream:
            if stream.status == 204:
                return None
            return stream.read(deadline()), stream.headers.get(names.CURSOR_HEADER, "")

    def snapshot_content(self, content: bytes, at: int, most: int) -> bytes:
        """Bytes of a snapshot's content, by its hash, from `at` on."""
        query = {"at": str(at), "max": str(most)}
        with self._call("GET", names.BASELINE_CONTENT, query, content=content) as stream:
            return stream.read(deadline())

    def post_snapshot_part(self, content: bytes, at: int, data: bytes) -> int:
        """One part of a content; how much of it the hub has, which is more than `at`."""
        with self._call("PUT", names.BASELINE_CONTENT, {"at": str(at)}, data, content=content) as stream:
            here = stream.headers.get(names.AT_HEADER, "")
        if not here.isdecimal() or int(here) <= at:
            raise AnsweredOddly(self.address)
        return int(here)

    def post_snapshot(self, header: bytes, after: str) -> None:
        """The signed header of a content that is there."""
        with self._call("PUT", names.BASELINE, {"after": after}, header):
            pass

    @contextmanager
    def events(self, after: str) -> Iterator[tuple[Stream, EventReader]]:
        """The stream of what becomes new behind a cursor."""
        silence = HEARTBEAT_SECONDS * 2.5
        with self._call("GET", names.EVENTS, {"after": after}, silence=silence) as stream:
            yield stream, EventReader()

    @contextmanager
    def _call(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        body: bytes | None = None,
        *,
        join: bytes = b"",
        content: bytes = b"",
        permit: bytes | None = None,
        silence: float | None = None,
    ) -> Iterator[Stream]:
        """One call about the space; signed in anew once where the token is over."""
        where = path.format(space=text_of(self._space), join=text_of(join), hash=text_of(content))
        if query:
            where += "?" + urlencode(query)
        with ExitStack() as stack:
            for last in (False, True):
                said = f"{names.PERMIT} {text_of(permit)}" if permit else self._sign_in.bearer()
                headers = {"Authorization": said}
                try:
                    stream = stack.enter_context(self._stream(method, where, headers, body, silence))
                except HubProblem as problem:
                    if last or permit or problem.kind is not ProblemType.NOT_SIGNED_IN:
                        raise
                    self._sign_in.forget()
                    continue
                self.roster_mark = stream.headers.get(names.ROSTER_HEADER, "")
                yield stream
                return

    @contextmanager
    def _stream(
        self,
        method: str,
        where: str,
        headers: Mapping[str, str],
        body: bytes | None,
        silence: float | None = None,
    ) -> Iterator[Stream]:
        with self._http.stream(method, where, headers=headers, body=body, silence=silence) as stream:
            check(stream, self.address)
            yield stream

    def _page(self, stream: Stream) -> Page:
        more = stream.headers.get(names.MORE_HEADER, "0")
        return Page(
            stream.headers.get(names.ROSTER_HEADER, ""),
            stream.headers.get(names.CURSOR_HEADER, ""),
            int(more) if more.isascii() and more.isdecimal() else 0,
            stream.status == 200,
            self._landing(stream) if stream.status == 200 else iter(()),
        )

    def _landing(self, stream: Stream) -> Iterator[list[Placed]]:
        reader = PageReader()
        try:
            for chunk in stream.chunks():
                if landed := list(reader.feed(chunk)):
                    yield landed
        except Malformed as error:
            raise AnsweredOddly(self.address) from error
        if not reader.whole:
            raise AnsweredOddly(self.address)

    def _decoded(self, decoder: "msgspec.msgpack.Decoder[_Shape]", stream: Stream) -> _Shape:
        return self._read(lambda body: decoded(decoder, body), stream)

    def _read(self, read: Callable[[bytes], _Shape], stream: Stream) -> _Shape:
        try:
            return read(stream.read(deadline()))
        except Malformed as error:
            raise AnsweredOddly(self.address) from error


def _behind(cursor: str, most: int) -> dict[str, str]:
    query = {"after": cursor}
    return query if most == PAGE_BYTES else query | {"max": str(most)}


def _permit(request: bytes) -> bytes:
    return msgspec.msgpack.encode(JoinRequest.from_bytes(request).permit)
