"""What an entry says, once it is opened: the msgpack inside the envelope.

`[dots, records]`: a dot is `[device, seq, first 16 bytes of the entry's hash]`; a record is
`[kind, id, {field: value}, {field: [index of a replaced dot, ...]}]`, its id 16 bytes where it is a UUID.

Whether bytes are a body decides whether an entry has effect. So each bound here is a function of the bytes:
none may depend on how deep a peer's stack happens to be, or on how large an integer its database holds.
"""

from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from mdt_desktop.crypto.envelope import TooLarge
from mdt_desktop.crypto.header import Id, Seq, ShortHash
from mdt_desktop.crypto.strict import decoded

Dot = tuple[Id, Seq, ShortHash]


class RecordWrite(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """One record's part of an entry. `replaces` holds indexes into the body's dots."""

    kind: str
    id: Any  # str or bytes, which msgspec does not offer as one type
    fields: dict[str, Any]
    replaces: dict[str, list[int]] = {}

    @cached_property
    def record(self) -> str:
        """The record's id as text."""
        return record_text(self.id) if isinstance(self.id, bytes) else str(self.id)


class Body(msgspec.Struct, frozen=True, array_like=True):
    """One intent: the dots it replaces, and the records it writes."""

    dots: list[Dot]
    records: list[RecordWrite]


RECORDS_AT_MOST = 500
REPLACED_AT_MOST = 50_000
"""Replaced dots that the fields of an entry name together: a few KB could say millions otherwise."""
DEPTH_AT_MOST = 32
"""Lists and maps within one another in a value."""

_encoder = msgspec.msgpack.Encoder()
_FLAT = frozenset({str, int, float, bool, bytes, type(None)})
_decoder = msgspec.msgpack.Decoder(Body)


def record_id(text: str) -> str | bytes:
    """How a record's id travels: the 16 bytes of a canonical UUID, any other text as it is."""
    try:
        uuid = UUID(text)
    except ValueError:
        return text
    return uuid.bytes if str(uuid) == text else text


def record_text(sixteen: bytes) -> str:
    """The id that travels as these 16 bytes: as `str(UUID(bytes=…))`, in a third of the time."""
    digits = sixteen.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def pack(body: Body) -> bytes:
    """The body as bytes. Raises `TooLarge` for more than `unpack` takes."""
    if _replaced(body) > REPLACED_AT_MOST:
        raise TooLarge(f"more than {REPLACED_AT_MOST} replaced dots")
    return _encoder.encode(body)


def unpack(data: bytes) -> Body:
    """The body of these bytes. ValueError when they are not one."""
    body = decoded(_decoder, data)
    if len(body.records) > RECORDS_AT_MOST:
        raise ValueError(f"more than {RECORDS_AT_MOST} records")
    for write in body.records:
        if not isinstance(write.id, str) and not (isinstance(write.id, bytes) and len(write.id) == 16):
            raise ValueError("a record’s id is neither text nor 16 bytes")
    replaced = [at for write in body.records for indexes in write.replaces.values() for at in indexes]
    listed = range(len(body.dots))
    if any(at not in listed for at in replaced):
        raise ValueError("a replaced dot is not listed")
    if len(set(body.dots)) < len(body.dots):
        raise ValueError("a dot is listed twice")
    if len(replaced) > REPLACED_AT_MOST:
        raise ValueError(f"more than {REPLACED_AT_MOST} replaced dots")
    nested = [value for write in body.records for value in write.fields.values() if type(value) not in _FLAT]
    if any(map(_is_deep, nested)):
        raise ValueError(f"more than {DEPTH_AT_MOST} lists within one another")
    return body


def _replaced(body: Body) -> int:
    return sum(len(indexes) for write in body.records for indexes in write.replaces.values())


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEPTH_AT_MOST + 1):
        level = [
            part
            for one in level
            if isinstance(one, (list, tuple, dict))
            for part in ((*one, *one.values()) if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True
