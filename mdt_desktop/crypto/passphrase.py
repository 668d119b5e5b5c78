"""From a passphrase to a key: normalised, then Argon2id."""

import unicodedata
from typing import Annotated

import msgspec
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
from nacl.exceptions import RuntimeError as SodiumRuntimeError

from mdt_desktop.crypto.primitives import KEY_BYTES
from mdt_desktop.refused import Refused

LEAST_CHARACTERS = 8
SALT_BYTES = 16
_KIB = 1024


class Argon2id(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What one derivation costs. The bounds also hold for what is read: no file may ask for more."""

    passes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 3
    memory_kib: Annotated[int, msgspec.Meta(ge=8 * _KIB, le=_KIB * _KIB)] = 64 * _KIB


CHEAPEST = Argon2id(passes=1, memory_kib=8 * _KIB)


def normalised(passphrase: str) -> bytes:
    """The same bytes however a keyboard composes the letters: Unicode NFKC, UTF-8."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def check_long_enough(passphrase: str, *, training: bool) -> None:
    """Refuse a new passphrase that is too short; for a training profile any but an empty one will do."""
    characters = len(unicodedata.normalize("NFKC", passphrase))
    if not characters:
        raise Refused("A profile needs a passphrase: nothing has been changed.")
    if characters < LEAST_CHARACTERS and not training:
        raise Refused(
            f"That passphrase has {characters} characters and needs at least {LEAST_CHARACTERS}: "
            "nothing has been changed, choose a longer one, for instance four words."
        )


def stretched(passphrase: str, salt: bytes, cost: Argon2id) -> bytes:
    """A 32-byte key. Takes a tenth of a second at the default cost, and its memory."""
    try:
        return crypto_pwhash_alg(
            KEY_BYTES,
            normalised(passphrase),
            salt,
            cost.passes,
            cost.memory_kib * _KIB,
            crypto_pwhash_ALG_ARGON2ID13,
        )
    except SodiumRuntimeError as error:
        raise Refused(
            f"This computer has not the {cost.memory_kib // _KIB} MB of free memory that unlocking takes: "
            "nothing has been changed, close other programs and try again."
        ) from error
