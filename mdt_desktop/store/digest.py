"""One number for the whole shared state: equal on two devices that hold the same entries."""

from typing import Any

import msgspec
from nacl.hashlib import blake2b

from mdt_desktop.store.connection import Connection

_encode = msgspec.msgpack.Encoder(order="sorted").encode
_decode = msgspec.msgpack.Decoder().decode


def digest(connection: Connection, space: int) -> str:
    """BLAKE2b-256, in hex, of the msgpack of all standing versions `[kind, id, field, dot, value]`.

    Sorted by kind, id, field and dot; unknown kinds and fields count; nothing local does.
    """
    state = blake2b(digest_size=32)
    for version in _versions(connection, space):
        state.update(_encode(version))
    return state.hexdigest()


def _versions(
    connection: Connection, space: int
) -> list[tuple[str, str, str, tuple[bytes, int, bytes], Any]]:
    rows = connection.execute(
        "SELECT s.kind, s.record, s.fields, e.device, e.seq, e.hash "
        "FROM standing s JOIN entry e ON e.no = s.entry WHERE s.space = ?",
        (space,),
    )
    found = [
        (kind, record, name, (device, seq, whole[:16]), value)
        for kind, record, fields, device, seq, whole in rows
        for name, value in _decode(fields).items()
    ]
    found.sort(key=lambda version: version[:4])
    return found
