"""An entry's header: its place in its device's chain, and what its author knew (docs/sync.md)."""

from typing import Annotated

import msgspec

from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion

VERSION = 1
HEADER_MAX_BYTES = 32 * 1024

Id = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
ShortHash = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Seq = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""Everything counted fits SQLite's signed 64 bits."""


def check_space_id(space: bytes) -> None:
    """Raise `ValueError` unless these 16 bytes are a UUIDv7 (RFC 9562, 5.7)."""
    if space[6] >> 4 != 7 or space[8] >> 6 != 2:
        raise ValueError("space is not a UUIDv7")


class Head(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """The newest entry of one chain, as its reader had it."""

    device: Id
    seq: Seq
    short_hash: ShortHash
    """The first 16 bytes of the entry's hash."""


class Header(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A msgpack array in this order, for ever in this `v`."""

    v: int
    space: Id
    """The space's UUIDv7 as bytes."""
    device: Id
    seq: Seq
    prev: Annotated[bytes, msgspec.Meta(max_length=32)]
    """Hash of the device's previous entry; empty where `seq` is 1."""
    deps: tuple[Head, ...]
    """Heads the author had taken that changed since its previous entry."""
    roster: Hash
    """Hash of the newest roster statement the author knew."""
    key: Id
    """Id of the space key the content is sealed under."""
    hlc: Count
    """Hybrid logical clock: milliseconds since 1970, times 65,536, plus a counter."""
    schema: Count

    def __post_init__(self) -> None:
        if len(self.prev) != (0 if self.seq == 1 else 32):
            raise ValueError("prev must be empty in a first entry and a hash in every other")
        check_space_id(self.space)

    def encode(self) -> bytes:
        """The one encoding of this header."""
        return _ENCODER.encode(self)

    @classmethod
    def decode(cls, data: bytes) -> "Header":
        """Strict: `Malformed` if a type, size or the encoding is wrong; `UnknownVersion` for another `v`."""
        if len(data) > HEADER_MAX_BYTES:
            raise Malformed("a header over 32 KiB")
        version = decoded(_VERSION_DECODER, data).v
        if version != VERSION:
            raise UnknownVersion(f"header version {version}")
        header = decoded(_DECODER, data)
        # One header, one encoding: a longer spelling of the same numbers would be a second entry.
        if _ENCODER.encode(header) != data:
            raise Malformed("not the shortest encoding")
        return header


class _VersionOnly(msgspec.Struct, array_like=True):
    v: Annotated[int, msgspec.Meta(ge=0)]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Header)
_VERSION_DECODER = msgspec.msgpack.Decoder(_VersionOnly)
