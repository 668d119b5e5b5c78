"""What every file of a shared folder holds: some messages of one kind and one space, and a hash of it all.

The hash in the last 32 bytes shows a file that is whole. It proves nothing more: entries and statements are
signed, requests and answers sealed.
"""

from enum import StrEnum

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.header import Id
from mdt_desktop.crypto.primitives import HASH_BYTES, hash_256
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion

VERSION = 1
PARCEL_MAX_BYTES = 4 * 1024 * 1024
"""Larger files are none of ours; we write up to `entry_files.PIECE_BYTES`."""


class NotWhole(Malformed):
    """Short, altered or still on its way: not here yet."""


class Content(StrEnum):
    """What a file holds."""

    SPACE = "space"
    ROSTER = "roster"
    ENTRIES = "entries"
    REQUEST = "request"
    ANSWER = "answer"
    SNAPSHOT = "snapshot"


class Parcel(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A file's content."""

    v: int
    content: Content
    space: Id
    items: tuple[bytes, ...]
    """Envelopes; statements; the folder's id; a request's id and the request, or the answer to it;
    a piece of a snapshot, or its header."""

    def to_bytes(self) -> bytes:
        """The file; `from_bytes` reads it."""
        body = msgspec.msgpack.encode(self)
        return body + _hash(body)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Parcel":
        """What `to_bytes` wrote. Raises `NotWhole`; `Malformed` or `UnknownVersion` for what is whole."""
        body, whole = data[:-HASH_BYTES], data[-HASH_BYTES:]
        if _hash(body) != whole:
            raise NotWhole("not a whole file")
        if decoded(_VERSION_DECODER, body).v != VERSION:
            raise UnknownVersion("a file of a newer version")
        return decoded(_DECODER, body)


class _VersionOnly(msgspec.Struct, array_like=True):
    v: int


_DECODER = msgspec.msgpack.Decoder(Parcel)
_VERSION_DECODER = msgspec.msgpack.Decoder(_VersionOnly)


def _hash(body: bytes) -> bytes:
    return hash_256(contexts.FOLDER_FILE + body)
