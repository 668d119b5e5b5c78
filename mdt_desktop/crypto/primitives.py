"""The few libsodium calls that everything here is made of, with this project's sizes."""

from collections.abc import Iterable

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_generichash_blake2b_final,
    crypto_generichash_blake2b_init,
    crypto_generichash_blake2b_salt_personal,
    crypto_generichash_blake2b_update,
    crypto_shorthash_siphash24,
    randombytes,
)
from nacl.exceptions import CryptoError

from mdt_desktop.crypto.unreadable import DoesNotOpen

KEY_BYTES = 32
NONCE_BYTES = 24
TAG_BYTES = 16
HASH_BYTES = 32
ID_BYTES = 16
SIGNATURE_BYTES = 64


def hash_256(data: bytes, *, key: bytes = b"") -> bytes:
    """BLAKE2b-256, keyed if a key is given (16 to 64 bytes)."""
    return crypto_generichash_blake2b_salt_personal(data, digest_size=HASH_BYTES, key=key)


def hash_256_of(parts: Iterable[bytes]) -> bytes:
    """`hash_256` of what these parts are together, without having it all at once."""
    state = crypto_generichash_blake2b_init(digest_size=HASH_BYTES)
    for part in parts:
        crypto_generichash_blake2b_update(state, part)
    return crypto_generichash_blake2b_final(state)


def hash_128(data: bytes) -> bytes:
    """BLAKE2b-128."""
    return crypto_generichash_blake2b_salt_personal(data, digest_size=ID_BYTES)


def short_hash(data: bytes) -> bytes:
    """SipHash-2-4 under no secret key, 8 bytes: tells one text from another, and proves nothing."""
    return crypto_shorthash_siphash24(data, bytes(16))


def random_bytes(count: int) -> bytes:
    """From the operating system's generator."""
    return randombytes(count)


def aead_seal(message: bytes, bound: bytes, nonce: bytes, key: bytes) -> bytes:
    """XChaCha20-Poly1305: `message` sealed, `bound` authenticated with it; 16 bytes longer than `message`."""
    return crypto_aead_xchacha20poly1305_ietf_encrypt(message, bound, nonce, key)


def aead_open(ciphertext: bytes, bound: bytes, nonce: bytes, key: bytes) -> bytes:
    """The message that `aead_seal` sealed; `DoesNotOpen` if anything differs."""
    # PyNaCl takes a length under the tag's for a caller's mistake; here it comes from elsewhere.
    if len(ciphertext) < TAG_BYTES or len(nonce) != NONCE_BYTES:
        raise DoesNotOpen("too short to have been sealed")
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, bound, nonce, key)
    except CryptoError as error:
        raise DoesNotOpen("sealed under another key or altered") from error


def seal_once(message: bytes, bound: bytes, key: bytes) -> bytes:
    """`aead_seal` under a random nonce, which comes first in the answer."""
    nonce = randombytes(NONCE_BYTES)
    return nonce + aead_seal(message, bound, nonce, key)


def open_once(sealed: bytes, bound: bytes, key: bytes) -> bytes:
    """The message that `seal_once` sealed; `DoesNotOpen` if anything differs."""
    return aead_open(sealed[NONCE_BYTES:], bound, sealed[:NONCE_BYTES], key)
