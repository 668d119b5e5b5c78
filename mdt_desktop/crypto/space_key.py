"""A space's key of one epoch: what the entries written in that epoch are sealed under (docs/security.md)."""

from dataclasses import dataclass, field
from typing import Self

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.primitives import (
    KEY_BYTES,
    hash_128,
    open_once,
    random_bytes,
    seal_once,
)
from mdt_desktop.crypto.unreadable import DoesNotOpen


@dataclass(frozen=True, slots=True)
class SpaceKey:
    """256 random bits and their id. Never shown: its `repr` holds the id alone."""

    secret: bytes = field(repr=False)
    id: bytes = field(init=False)
    """BLAKE2b-128 of the key. It commits to the key, which the cipher by itself does not."""

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"a space key has {KEY_BYTES} bytes")
        object.__setattr__(self, "id", hash_128(contexts.KEY_ID + self.secret))

    @classmethod
    def generate(cls) -> Self:
        """A new epoch's key."""
        return cls(random_bytes(KEY_BYTES))

    def seal_previous(self, space: bytes, previous: "SpaceKey") -> bytes:
        """The previous epoch's key, sealed under this one: who has this epoch reads those before."""
        return seal_once(previous.secret, self._bound(space, previous.id), self.secret)

    def open_previous(self, space: bytes, previous_id: bytes, sealed: bytes) -> "SpaceKey":
        """The key that `seal_previous` sealed; `DoesNotOpen` if it is another's, or not of that id."""
        secret = open_once(sealed, self._bound(space, previous_id), self.secret)
        if len(secret) != KEY_BYTES:
            raise DoesNotOpen("not a key")
        previous = SpaceKey(secret)
        if previous.id != previous_id:
            raise DoesNotOpen("another key than the id says")
        return previous

    def _bound(self, space: bytes, previous_id: bytes) -> bytes:
        return contexts.PREVIOUS_KEY + space + self.id + previous_id
