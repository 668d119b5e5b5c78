"""An entry as it is kept and sent: header in clear, content sealed, both signed by the author's device.

Signed and hashed is context + header + BLAKE2b-256(nonce + ciphertext), so that a header with that digest
proves the entry's place without its content. Bytes are verified as they were received, never re-encoded.
"""

from functools import cached_property
from typing import Annotated, NamedTuple

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.header import HEADER_MAX_BYTES
from mdt_desktop.crypto.padding import INFLATED_MAX_BYTES, deflate_padded, inflate_padded
from mdt_desktop.crypto.primitives import (
    NONCE_BYTES,
    SIGNATURE_BYTES,
    TAG_BYTES,
    aead_open,
    aead_seal,
    hash_256,
    random_bytes,
)
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed

SEALED_MAX_BYTES = 256 * 1024


class TooLarge(ValueError):
    """More than one entry holds: the caller splits its intent into several."""


class Sealed(NamedTuple):
    """A body under a random nonce: a cloned device would repeat one derived from its counter."""

    nonce: bytes
    ciphertext: bytes


def seal(header: bytes, body: bytes, key: SpaceKey) -> Sealed:
    """`body` (msgpack, 2 MiB at most) sealed for exactly this header. Raises `TooLarge`."""
    if len(body) > INFLATED_MAX_BYTES:
        raise TooLarge("a body over 2 MiB")
    padded = deflate_padded(body)
    if len(padded) + TAG_BYTES > SEALED_MAX_BYTES:
        raise TooLarge(f"{len(padded)} bytes compressed, of {SEALED_MAX_BYTES - TAG_BYTES} allowed")
    nonce = random_bytes(NONCE_BYTES)
    return Sealed(nonce, aead_seal(padded, contexts.ENTRY_CONTENT + header, nonce, key.secret))


class Envelope(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, dict=True):
    """One entry, as bytes. Its parts are of the right sizes; that they are true is for `verify` to say."""

    header: Annotated[bytes, msgspec.Meta(max_length=HEADER_MAX_BYTES)]
    nonce: Annotated[bytes, msgspec.Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
    ciphertext: Annotated[bytes, msgspec.Meta(min_length=TAG_BYTES, max_length=SEALED_MAX_BYTES)]
    signature: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]

    @classmethod
    def write(cls, header: bytes, body: bytes, key: SpaceKey, author: DeviceKeys) -> "Envelope":
        """Seal and sign a new entry. Raises `TooLarge`."""
        if len(header) > HEADER_MAX_BYTES:
            raise TooLarge("a header over 32 KiB")
        nonce, ciphertext = seal(header, body, key)
        signed = _signed(header, nonce, ciphertext)
        envelope = cls(header, nonce, ciphertext, author.sign(signed))
        envelope.__dict__["signed"] = signed
        return envelope

    @classmethod
    def unpack(cls, data: bytes) -> "Envelope":
        """The envelope that `pack` wrote. `Malformed` if a size or the encoding is wrong."""
        envelope = decoded(_DECODER, data)
        if len(data) != envelope.packed_size:
            raise Malformed("not the shortest encoding of an envelope")
        return envelope

    def pack(self) -> bytes:
        """A msgpack array of the four parts."""
        return _ENCODER.encode(self)

    @property
    def packed_size(self) -> int:
        """Bytes that `pack` answers, without packing."""
        parts = (self.header, self.nonce, self.ciphertext, self.signature)
        return 1 + sum(len(part) + _prefix_size(len(part)) for part in parts)

    @cached_property
    def signed(self) -> bytes:
        """What is signed and hashed."""
        return _signed(self.header, self.nonce, self.ciphertext)

    @cached_property
    def hash(self) -> bytes:
        """The entry's name: 32 bytes. The signature is not part of it."""
        return hash_256(self.signed)

    def verify(self, author: PublicKeys) -> None:
        """Return if the author's device signed exactly this. Raises `BadSignature`."""
        author.verify(self.signed, self.signature)

    def open_(self, key: SpaceKey) -> bytes:
        """The body, at most 2 MiB. Raises `DoesNotOpen`."""
        padded = aead_open(self.ciphertext, contexts.ENTRY_CONTENT + self.header, self.nonce, key.secret)
        return inflate_padded(padded)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Envelope)


def _signed(header: bytes, nonce: bytes, ciphertext: bytes) -> bytes:
    return b"".join((contexts.ENTRY, header, hash_256(nonce + ciphertext)))


def _prefix_size(length: int) -> int:
    """Bytes of msgpack's shortest `bin` prefix."""
    return 2 if length < 1 << 8 else 3 if length < 1 << 16 else 5
