"""Cursors that a hub gave, the newest first and ever fewer the older: where to go on after it was set back.

A hub that was restored from a backup does not know the newest. The first older one it knows lies just before
what is different, so that this alone is read again.
"""

from dataclasses import dataclass

from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.wire.cursor import Cursor

_BETWEEN = b"\n"


@dataclass(frozen=True)
class Trail:
    """Texts of cursors, newest first. The end of every trail is the beginning of the log."""

    cursors: tuple[str, ...] = ()

    @classmethod
    def of(cls, mark: bytes) -> "Trail":
        """The trail that `to_bytes` wrote."""
        return cls(tuple(one.decode() for one in mark.split(_BETWEEN) if one))

    def to_bytes(self) -> bytes:
        """For a route's mark."""
        return _BETWEEN.join(one.encode() for one in self.cursors)

    @property
    def newest(self) -> str:
        """Where to go on; empty at the beginning."""
        return self.cursors[0] if self.cursors else ""

    @property
    def offset(self) -> int:
        """How many entries lie before it."""
        return _offset(self.newest)

    def on(self, cursor: str) -> "Trail":
        """Gone on to here. Of those behind, one stays in each doubling of the distance."""
        if not cursor or cursor == self.newest:
            return self
        at, kept, least = _offset(cursor), [cursor], 1
        for one in self.cursors:
            distance = at - _offset(one)
            if distance >= least:
                kept.append(one)
                least = distance * 2
        return Trail(tuple(kept))

    def is_behind(self, other: "Trail") -> bool:
        """Whether this has gone on from another: a hub that leads round in circles is told by that."""
        return self.offset > other.offset

    def back(self) -> "Trail":
        """The hub does not know the newest."""
        return Trail(self.cursors[1:])


def _offset(cursor: str) -> int:
    try:
        return Cursor.parse(cursor).offset
    except Malformed:
        return 0
