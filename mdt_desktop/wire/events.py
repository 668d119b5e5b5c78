"""Server-sent events of one space: a stream that goes on from a cursor, small entries included.

    event: entries      data: a page (frames.py), base64      id: the cursor behind it
    event: more         data: the cursor that the stream goes on from; what is before it was too much: pull it
    event: roster       data: the `Roster` mark of the new head
    event: joins        data: how many wait for an answer (to an admin's device)

Entries come in order. An event whose first offset is the one behind the client's cursor, or before that,
moves the cursor; any other says that a pull is due. A line `:` every 15 s says that the line stands.
"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.wire.frames import Placed, paged, read_page

ENTRIES = "entries"
MORE = "more"
ROSTER = "roster"
JOINS = "joins"
HEARTBEAT_SECONDS = 15
_LINE_MAX = 64 * 1024


@dataclass(frozen=True)
class Event:
    """One event."""

    kind: str
    data: str = ""
    id: str = ""
    """A cursor, where the event moves it."""

    def encode(self) -> bytes:
        """As lines of the stream."""
        named = f"id: {self.id}\n" if self.id else ""
        return f"event: {self.kind}\n{named}data: {self.data}\n\n".encode()

    @property
    def entries(self) -> list[Placed]:
        """What an `entries` event carries. Raises `Malformed`."""
        try:
            return read_page(base64.b64decode(self.data, validate=True))
        except (binascii.Error, ValueError) as error:
            raise Malformed("not a page in base64") from error


HEARTBEAT = b":\n\n"


def entries_event(entries: list[Placed], cursor: str) -> Event:
    """These entries, which lead to this cursor."""
    return Event(ENTRIES, base64.b64encode(paged(entries)).decode(), cursor)


class EventReader:
    """The events of a stream, from its lines."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Event]:
        """The events that are whole with these bytes. Raises `Malformed` for what is no stream of ours."""
        self._rest += data
        while b"\n\n" in self._rest:
            block, _, self._rest = self._rest.partition(b"\n\n")
            event = _event(block)
            if event:
                yield event
        if len(self._rest) > _LINE_MAX:
            raise Malformed("not a stream of events")


def _event(block: bytes) -> Event | None:
    fields: dict[str, str] = {}
    try:
        lines = block.decode().split("\n")
    except UnicodeDecodeError as error:
        raise Malformed("not a stream of events") from error
    for line in lines:
        name, _, value = line.partition(":")
        if name:
            fields[name] = value.removeprefix(" ")
    if "event" not in fields:
        return None
    return Event(fields["event"], fields.get("data", ""), fields.get("id", ""))
