"""A snapshot's clear header: what a hub and a folder know of it, signed by an admin's device.

The content is sealed bytes; the header's signature binds them by their hash. A new device loads it, then
pulls from the cursor that came with it.
"""

from typing import Annotated, Literal

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.header import Count, Hash, Head, Id
from mdt_desktop.crypto.primitives import SIGNATURE_BYTES
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion
from mdt_desktop.wire.limits import SNAPSHOT_HEADER_MAX_BYTES, SNAPSHOT_MAX_BYTES

VERSION = 1
_HEADS_MAX = 9600


class SnapshotHeader(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A msgpack array in this order, for ever in this `v`."""

    v: int
    kind: Literal["snapshot"]
    space: Id
    device: Id
    """The admin's device that made and signed it."""
    roster: Hash
    """Newest roster statement it knew."""
    key: Id
    """Id of the space key that the content is sealed under."""
    hlc: Count
    size: Annotated[int, msgspec.Meta(ge=1, le=SNAPSHOT_MAX_BYTES)]
    content: Hash
    """BLAKE2b-256 of the content."""
    digest: Hash
    """Of the state it holds (docs/sync.md)."""
    heads: Annotated[tuple[Head, ...], msgspec.Meta(max_length=_HEADS_MAX)]
    """Of every chain, as the state has taken them; sorted."""

    def sign(self, device: DeviceKeys) -> bytes:
        """The header as it is sent: with a signature over context + header."""
        packed = msgspec.msgpack.encode(self)
        return msgspec.msgpack.encode(_Signed(packed, device.sign(contexts.SNAPSHOT + packed)))


class _Signed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    header: bytes
    signature: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


class SignedSnapshot(msgspec.Struct, frozen=True):
    """A signed header as it was received. That it holds is for `verify` to say."""

    header: SnapshotHeader
    packed: bytes
    signature: bytes

    @classmethod
    def read(cls, data: bytes) -> "SignedSnapshot":
        """Strictly. Raises `Malformed`; `UnknownVersion` for a newer version's."""
        if len(data) > SNAPSHOT_HEADER_MAX_BYTES:
            raise Malformed("a snapshot’s header over 512 KiB")
        signed = decoded(_SIGNED, data)
        if decoded(_VERSION_DECODER, signed.header).v != VERSION:
            raise UnknownVersion("a snapshot of a newer version")
        header = decoded(_HEADER, signed.header)
        if msgspec.msgpack.encode(header) != signed.header or msgspec.msgpack.encode(signed) != data:
            raise Malformed("not the shortest encoding")
        return cls(header, signed.header, signed.signature)

    def verify(self, device: PublicKeys) -> None:
        """Return if this device signed exactly this. Raises `BadSignature`."""
        device.verify(contexts.SNAPSHOT + self.packed, self.signature)


def stood_for(header: SnapshotHeader) -> int:
    """About how many entries a snapshot stands for: chains are counted from their beginnings."""
    return sum(head.seq for head in header.heads)


class _VersionOnly(msgspec.Struct, array_like=True):
    v: Annotated[int, msgspec.Meta(ge=0)]


_SIGNED = msgspec.msgpack.Decoder(_Signed)
_HEADER = msgspec.msgpack.Decoder(SnapshotHeader)
_VERSION_DECODER = msgspec.msgpack.Decoder(_VersionOnly)
