"""Key slots: the store's raw key, sealed once for each way of unlocking it.

Each slot's cipher binds the vault's id, the slot's kind and the cost and salt of its derivation, so that
none of them can be altered, and no slot moved to another vault or passed for another kind.
"""

import time
from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.passphrase import SALT_BYTES, Argon2id, stretched
from mdt_desktop.crypto.primitives import (
    KEY_BYTES,
    NONCE_BYTES,
    TAG_BYTES,
    hash_256,
    open_once,
    random_bytes,
    seal_once,
)

Kind = Literal["passphrase", "keyring", "recovery"]
_SEALED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES


class Slot(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One way to the raw key."""

    kind: Kind
    created_ms: Annotated[int, msgspec.Meta(ge=0, le=1 << 48)]
    """Milliseconds since 1970."""
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    cost: Argon2id | None
    """Set for a passphrase only: 160 or 256 random bits need no stretching."""
    sealed: Annotated[bytes, msgspec.Meta(min_length=_SEALED_BYTES, max_length=_SEALED_BYTES)]

    def __post_init__(self) -> None:
        if (self.cost is None) == (self.kind == "passphrase"):
            raise ValueError("a passphrase is stretched, and nothing else")

    @property
    def created(self) -> datetime:
        """When the slot was made."""
        return datetime.fromtimestamp(self.created_ms / 1000, UTC)


def passphrase_slot(vault_id: bytes, raw_key: bytes, passphrase: str, cost: Argon2id) -> Slot:
    """The raw key under a passphrase."""
    salt = random_bytes(SALT_BYTES)
    return _sealed(vault_id, "passphrase", salt, cost, stretched(passphrase, salt, cost), raw_key)


def keyring_slot(vault_id: bytes, raw_key: bytes, secret: bytes) -> Slot:
    """The raw key under a 256-bit secret that the operating system keeps."""
    salt = random_bytes(SALT_BYTES)
    return _sealed(vault_id, "keyring", salt, None, _key(contexts.KEYRING_SLOT_KEY, salt, secret), raw_key)


def recovery_slot(vault_id: bytes, raw_key: bytes, code: bytes) -> Slot:
    """The raw key under a 160-bit recovery code."""
    salt = random_bytes(SALT_BYTES)
    return _sealed(vault_id, "recovery", salt, None, _key(contexts.RECOVERY_SLOT_KEY, salt, code), raw_key)


def open_with_passphrase(vault_id: bytes, slot: Slot, passphrase: str) -> bytes:
    """The raw key; `DoesNotOpen` if the passphrase is another or the slot was altered."""
    assert slot.cost is not None  # __post_init__ saw to it
    return _opened(vault_id, slot, stretched(passphrase, slot.salt, slot.cost))


def open_with_keyring(vault_id: bytes, slot: Slot, secret: bytes) -> bytes:
    """The raw key; `DoesNotOpen` if the secret is another or the slot was altered."""
    return _opened(vault_id, slot, _key(contexts.KEYRING_SLOT_KEY, slot.salt, secret))


def open_with_recovery(vault_id: bytes, slot: Slot, code: bytes) -> bytes:
    """The raw key; `DoesNotOpen` if the code is another's or the slot was altered."""
    return _opened(vault_id, slot, _key(contexts.RECOVERY_SLOT_KEY, slot.salt, code))


def _key(context: bytes, salt: bytes, secret: bytes) -> bytes:
    return hash_256(context + salt, key=secret)


def _sealed(
    vault_id: bytes, kind: Kind, salt: bytes, cost: Argon2id | None, key: bytes, raw_key: bytes
) -> Slot:
    created_ms = time.time_ns() // 1_000_000
    return Slot(kind, created_ms, salt, cost, seal_once(raw_key, _bound(vault_id, kind, salt, cost), key))


def _opened(vault_id: bytes, slot: Slot, key: bytes) -> bytes:
    return open_once(slot.sealed, _bound(vault_id, slot.kind, slot.salt, slot.cost), key)


def _bound(vault_id: bytes, kind: Kind, salt: bytes, cost: Argon2id | None) -> bytes:
    return contexts.VAULT_SLOT + msgspec.msgpack.encode((vault_id, kind, salt, cost))
