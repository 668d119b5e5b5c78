"""The keys of one device in one space: Ed25519 to sign with, X25519 to be sent space keys under."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import msgspec
from nacl.bindings import (
    crypto_box_PUBLICKEYBYTES,
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_box_seed_keypair,
    crypto_scalarmult,
    crypto_sign,
    crypto_sign_open,
    crypto_sign_PUBLICKEYBYTES,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.exceptions import RuntimeError as SodiumRuntimeError

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.primitives import (
    ID_BYTES,
    KEY_BYTES,
    SIGNATURE_BYTES,
    hash_128,
    random_bytes,
)
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import BadSignature, DoesNotOpen, Malformed

_BOX_OVERHEAD_BYTES = 48
_SEEDS = msgspec.msgpack.Decoder(tuple[bytes, bytes])
KEY_BOX_BYTES = _BOX_OVERHEAD_BYTES + len(contexts.KEY_BOX) + 2 * ID_BYTES + KEY_BYTES
"""A sealed box's size: context, space, key id and key."""


@dataclass(frozen=True)
class PublicKeys:
    """What everybody may know of a device (or of a space's recovery key): 32 bytes each."""

    signing: bytes
    box: bytes

    def __post_init__(self) -> None:
        if len(self.signing) != crypto_sign_PUBLICKEYBYTES or len(self.box) != crypto_box_PUBLICKEYBYTES:
            raise Malformed("a public key has 32 bytes")

    @cached_property
    def device_id(self) -> bytes:
        """BLAKE2b-128 of both keys, 16 bytes."""
        return hash_128(contexts.DEVICE_ID + self.signing + self.box)

    @cached_property
    def can_be_sealed_for(self) -> bool:
        """Whether the box key is one: libsodium seals for no point of low order, whose secret nobody has."""
        try:
            crypto_scalarmult(bytes(KEY_BYTES), self.box)
        except SodiumRuntimeError:
            return False
        return True

    def verify(self, message: bytes, signature: bytes) -> None:
        """Return if `signature` is this device's over `message` (which begins with its context).

        Raises `BadSignature`.
        """
        if len(signature) != SIGNATURE_BYTES:
            raise BadSignature("a signature has 64 bytes")
        try:
            crypto_sign_open(signature + message, self.signing)
        except BadSignatureError as error:
            raise BadSignature("not signed by this key") from error

    def seal_key(self, space: bytes, key: SpaceKey) -> bytes:
        """A box holding `space` (16 bytes), the key's id and the key, which only this device opens."""
        return crypto_box_seal(contexts.KEY_BOX + space + key.id + key.secret, self.box)


@dataclass(frozen=True)
class DeviceKeys:
    """A device's secret keys, each made from a 32-byte seed. Kept inside the encrypted store only."""

    signing_seed: bytes = field(repr=False)
    box_seed: bytes = field(repr=False)
    public: PublicKeys = field(init=False)
    _signing_secret: bytes = field(init=False, repr=False, compare=False)
    _box_secret: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.signing_seed) != KEY_BYTES or len(self.box_seed) != KEY_BYTES:
            raise Malformed(f"a seed has {KEY_BYTES} bytes")
        signing_public, signing_secret = crypto_sign_seed_keypair(self.signing_seed)
        box_public, box_secret = crypto_box_seed_keypair(self.box_seed)
        object.__setattr__(self, "public", PublicKeys(signing_public, box_public))
        object.__setattr__(self, "_signing_secret", signing_secret)
        object.__setattr__(self, "_box_secret", box_secret)

    @classmethod
    def generate(cls) -> Self:
        """New keys from the operating system's generator."""
        return cls(random_bytes(KEY_BYTES), random_bytes(KEY_BYTES))

    @property
    def device_id(self) -> bytes:
        """The device's id in its space, 16 bytes."""
        return self.public.device_id

    def to_bytes(self) -> bytes:
        """For keeping in the encrypted store; `from_bytes` reads it."""
        return msgspec.msgpack.encode((self.signing_seed, self.box_seed))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The keys that `to_bytes` wrote; `Malformed` if it did not write them."""
        return cls(*decoded(_SEEDS, data))

    def sign(self, message: bytes) -> bytes:
        """64 bytes over `message`, which must begin with its context."""
        return crypto_sign(message, self._signing_secret)[:SIGNATURE_BYTES]

    def open_key(self, space: bytes, sealed: bytes) -> SpaceKey:
        """The key that `PublicKeys.seal_key` sealed for this device in this space.

        Raises `DoesNotOpen` when it is for another device or space, or the key is not of the id it came with.
        """
        if len(sealed) != KEY_BOX_BYTES:
            raise DoesNotOpen("a key box of another size")
        try:
            opened = crypto_box_seal_open(sealed, self.public.box, self._box_secret)
        except CryptoError as error:
            raise DoesNotOpen("a key box for another device, or altered") from error
        key = SpaceKey(opened[-KEY_BYTES:])
        if opened != contexts.KEY_BOX + space + key.id + key.secret:
            raise DoesNotOpen("a key box for another space, or of another key than its id says")
        return key
