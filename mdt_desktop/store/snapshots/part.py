"""A snapshot's content: parts, each compressed and sealed by itself, so that each can be used as it lands.

Frames of `u32 length, sealed part`, big-endian. A part is bound to its space, its snapshot and its place.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.primitives import ID_BYTES, open_once, seal_once
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed

FRAME = struct.Struct("!I")
NAME_BYTES = ID_BYTES
"""A content begins with 16 random bytes, its name, which its parts are bound to."""
PART_MAX_BYTES = 4 * 1024 * 1024
_INFLATED_MAX_BYTES = 16 * 1024 * 1024
_QUICK = 1
"""zlib's level: a snapshot is read by somebody who waits."""


class Entries(msgspec.Struct, frozen=True, array_like=True, tag="entries"):
    """Entries of the log in the order their maker took them, a column each. Parts follow each other."""

    devices: list[bytes]
    device_at: list[int]
    seqs: list[int]
    hlcs: list[int]
    hashes: bytes
    """32 bytes each."""
    effects: list[bool]


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What stands of one record: the entries that wrote it (by place among all entries), and their fields."""

    kind: str
    id: Any
    entries: list[int]
    fields: list[bytes]
    """msgpack of what each of them wrote and still holds."""


class Records(msgspec.Struct, frozen=True, array_like=True, tag="records"):
    """Standing records, those that a team needs first in the first parts."""

    records: list[Record]


class Early(msgspec.Struct, frozen=True, array_like=True, tag="early"):
    """Fields that were replaced before what they replace had come (`replaced_early`)."""

    rows: list[tuple[str, str, str, bytes, int, bytes]]


Part = Entries | Records | Early
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Part)


def sealed(part: Part, space: bytes, snapshot: bytes, at: int, key: SpaceKey) -> bytes:
    """One part as it is sent, its frame included. `snapshot` is the 16 random bytes that name it."""
    body = seal_once(zlib.compress(_ENCODER.encode(part), _QUICK), _bound(space, snapshot, at), key.secret)
    return FRAME.pack(len(body)) + body


def opened(body: bytes, space: bytes, snapshot: bytes, at: int, key: SpaceKey) -> Part:
    """The part of these sealed bytes, without their frame. Raises `DoesNotOpen` or `Malformed`."""
    packed = open_once(body, _bound(space, snapshot, at), key.secret)
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(packed, _INFLATED_MAX_BYTES)
    except zlib.error as error:
        raise Malformed("a part that does not inflate") from error
    if not inflater.eof:
        raise Malformed("a part cut short or too large")
    part: Part = decoded(_DECODER, data)
    return part


class Frames:
    """The sealed parts of a content as its bytes land, however they are cut."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The parts that are whole with these bytes. Raises `Malformed`."""
        self._rest += data
        while len(self._rest) >= FRAME.size:
            (length,) = FRAME.unpack_from(self._rest)
            if length > PART_MAX_BYTES:
                raise Malformed("a part over 4 MiB")
            end = FRAME.size + length
            if len(self._rest) < end:
                return
            part = bytes(self._rest[FRAME.size : end])
            del self._rest[:end]
            yield part


def _bound(space: bytes, snapshot: bytes, at: int) -> bytes:
    return contexts.SNAPSHOT_PART + space + snapshot + at.to_bytes(8, "big")
