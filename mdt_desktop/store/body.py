"""What an entry says, once it is opened: the msgpack inside the envelope.

`[dots, records]`: a dot is `[device, seq, first 16 bytes of the entry's hash]`; a record is
`[kind, id, {field: value}, {field: [index of a replaced dot, ...]}]`, its id 16 bytes where it is a UUID.
"""

from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from mdt_desktop.crypto.strict import decoded

Dot = tuple[bytes, int, bytes]


class RecordWrite(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """One record's part of an entry. `replaces` holds indexes into the body's dots."""

    kind: str
    id: Any  # str or bytes, which msgspec does not offer as one type
    fields: dict[str, Any]
    replaces: dict[str, list[int]] = {}

    @cached_property
    def record(self) -> str:
        """The record's id as text."""
        return str(UUID(bytes=self.id)) if isinstance(self.id, bytes) else str(self.id)


class Body(msgspec.Struct, frozen=True, array_like=True):
    """One intent: the dots it replaces, and the records it writes."""

    dots: list[Dot]
    records: list[RecordWrite]


RECORDS_AT_MOST = 500

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Body)


def record_id(text: str) -> str | bytes:
    """How a record's id travels: the 16 bytes of a canonical UUID, any other text as it is."""
    try:
        uuid = UUID(text)
    except ValueError:
        return text
    return uuid.bytes if str(uuid) == text else text


def pack(body: Body) -> bytes:
    """The body as bytes."""
    return _encoder.encode(body)


def unpack(data: bytes) -> Body:
    """The body of these bytes. ValueError when they are not one."""
    body = decoded(_decoder, data)
    if len(body.records) > RECORDS_AT_MOST:
        raise ValueError(f"more than {RECORDS_AT_MOST} records")
    for write in body.records:
        if not isinstance(write.id, str) and not (isinstance(write.id, bytes) and len(write.id) == 16):
            raise ValueError("a record's id is neither text nor 16 bytes")
        if any(not 0 <= at < len(body.dots) for indexes in write.replaces.values() for at in indexes):
            raise ValueError("a replaced dot is not listed")
    return body
