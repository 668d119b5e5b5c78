"""How far a client has read a hub's log of one space."""

from dataclasses import dataclass

from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.wire.names import bytes_of, text_of

_OFFSET_BYTES = 6
_HASH_BYTES = 9


@dataclass(frozen=True, slots=True)
class Cursor:
    """An entry's offset, counted from 1 without a hole, and the beginning of its hash.

    The hash tells a hub that was set back to a backup, and counts again, from the one that was read.
    """

    offset: int = 0
    short_hash: bytes = b""
    """9 bytes; empty at the beginning."""

    @classmethod
    def at(cls, offset: int, entry_hash: bytes) -> "Cursor":
        """Behind the entry of this hash."""
        return cls(offset, entry_hash[:_HASH_BYTES])

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """The cursor of a `Cursor` header; of the beginning for an empty one. Raises `Malformed`."""
        if not text:
            return cls()
        data = bytes_of(text)
        offset = int.from_bytes(data[:_OFFSET_BYTES], "big")
        if len(data) != _OFFSET_BYTES + _HASH_BYTES or not offset:
            raise Malformed("not a cursor")
        return cls(offset, data[_OFFSET_BYTES:])

    def __str__(self) -> str:
        """20 characters; none at the beginning."""
        if not self.offset:
            return ""
        return text_of(self.offset.to_bytes(_OFFSET_BYTES, "big") + self.short_hash)
