"""A statement as bytes: its body and a signature over context + body, whose hash names it."""

from dataclasses import dataclass
from typing import Annotated

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.primitives import SIGNATURE_BYTES, hash_256
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion
from mdt_desktop.roster.statements import KINDS, VERSION, Found, Known, Newer, Version

STATEMENT_MAX_BYTES = 64 * 1024


class _Signed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    body: bytes
    signature: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


class _Opening(msgspec.Struct, array_like=True):
    kind: str
    v: Version


_SIGNED = msgspec.msgpack.Decoder(_Signed)
_OPENING = msgspec.msgpack.Decoder(_Opening)
_FOUND = msgspec.msgpack.Decoder(Found)
_KNOWN = msgspec.msgpack.Decoder(Known)
_NEWER = msgspec.msgpack.Decoder(Newer)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the right shape. That it holds is for `verify` and the rules to say."""

    data: bytes
    """As received."""
    body: Found | Known | Newer
    message: bytes
    """What is signed and hashed."""
    signature: bytes
    hash: bytes

    def verify(self, signer: PublicKeys) -> None:
        """Return if the signer signed exactly this. Raises `BadSignature`."""
        signer.verify(self.message, self.signature)


def sign(body: Found | Known, signer: DeviceKeys) -> bytes:
    """The statement with this body."""
    packed = msgspec.msgpack.encode(body)
    return msgspec.msgpack.encode(_Signed(packed, signer.sign(contexts.ROSTER_STATEMENT + packed)))


def read(data: bytes) -> Statement:
    """A statement's parts, strictly. Raises `Malformed`; `UnknownVersion` for a newer version's founding."""
    if len(data) > STATEMENT_MAX_BYTES:
        raise Malformed("a statement over 64 KiB")
    parts = decoded(_SIGNED, data)
    body = _body(parts.body)
    # One statement, one encoding: a longer spelling of the same would be a second statement.
    if msgspec.msgpack.encode(parts) != data:
        raise Malformed("not the shortest encoding")
    message = contexts.ROSTER_STATEMENT + parts.body
    return Statement(data, body, message, parts.signature, hash_256(message))


def _body(packed: bytes) -> Found | Known | Newer:
    opening = decoded(_OPENING, packed)
    body: Found | Known
    if opening.kind == "found":
        if opening.v != VERSION:
            raise UnknownVersion(f"a founding of version {opening.v}")
        body = decoded(_FOUND, packed)
    elif opening.kind in KINDS and opening.v == VERSION:
        body = decoded(_KNOWN, packed)
    else:
        return decoded(_NEWER, packed)
    if msgspec.msgpack.encode(body) != packed:
        raise Malformed("not the shortest encoding")
    return body
