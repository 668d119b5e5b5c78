"""Four words that two people compare, on two screens or over the telephone.

Each is one of 2,048, so four say 44 bits, and each guess at others that give the same words costs an attacker
one Argon2id. The list and the way to the words never change, or two versions would show different ones.
"""

from functools import cache

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.passphrase import SALT_BYTES, Argon2id, stretched
from mdt_desktop.crypto.primitives import hash_256
from mdt_desktop.resources import resource_path

WORDS = 4
_BITS = 11
_COST = Argon2id(passes=3, memory_kib=64 * 1024)


def check_words(*parts: bytes) -> tuple[str, ...]:
    """The four words for these parts; any change to one gives others. A tenth of a second, and 64 MiB."""
    packed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    digest = hash_256(contexts.CHECK_WORDS + packed)
    value = int.from_bytes(stretched(digest.hex(), hash_256(contexts.CHECK_WORDS)[:SALT_BYTES], _COST), "big")
    words = vocabulary()
    return tuple(words[value >> _BITS * at & (1 << _BITS) - 1] for at in range(WORDS))


@cache
def vocabulary() -> tuple[str, ...]:
    """The 2,048 words, in their order."""
    return tuple(resource_path("vocabulary/check_words.txt").read_text("utf-8").split())
