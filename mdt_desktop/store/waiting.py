"""Entries that wait for what is not here yet: kept within bounds, with what they lack and whose it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.store.clock import wall_clock_ms
from mdt_desktop.store.connection import Connection

BYTES_A_DEVICE = 64 * 1024 * 1024
"""As much for all entries together whose signature can't be checked yet: anybody may have made those."""

Key = tuple[bytes, bytes]
"""A copy of an entry: its hash and its signature, which is no part of the hash."""


@dataclass(frozen=True)
class Lack:
    """What entries wait for: `kind` entry, roster, key or version."""

    kind: str
    needs: bytes
    missing: bytes
    """The device whose entry it is; empty where nobody can know."""
    author: bytes
    """The device that wrote what waits; empty where its signature can't be checked yet."""
    since: datetime


class WaitingEntries:
    """One space's, inside the caller's transaction."""

    def __init__(self, connection: Connection, space: int, now: Callable[[], int] = wall_clock_ms) -> None:
        self._connection = connection
        self._space = space
        self._now = now
        self._sizes: dict[bytes, int] = {}
        self.any = count(connection, space) > 0
        """Whether anything may be waiting."""

    def add(
        self, envelope: Envelope, lacks: str, needs: bytes, *, author: bytes, seq: int, missing: bytes
    ) -> None:
        """Keep an entry until what it needs is here. `Malformed` where its author has too much waiting."""
        self.any = True
        packed = envelope.pack()
        before = self._connection.one(
            "SELECT device FROM waiting WHERE hash = ? AND signature = ?", (envelope.hash, envelope.signature)
        )
        if before is None or before[0] != author:
            if self._size(author) + len(packed) > BYTES_A_DEVICE:
                raise Malformed("more waits from this device than may wait")
            self._sizes[author] += len(packed)
            if before:
                self._sizes[before[0]] = self._size(before[0]) - len(packed)
        self._connection.execute(
            "INSERT INTO waiting (hash, signature, space, device, seq, lacks, needs, missing, since, size, "
            "envelope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash, signature) DO UPDATE SET "
            "device = excluded.device, seq = excluded.seq, lacks = excluded.lacks, needs = excluded.needs, "
            "missing = excluded.missing, since = iif(needs = excluded.needs, since, excluded.since)",
            (
                envelope.hash,
                envelope.signature,
                self._space,
                author,
                seq,
                lacks,
                needs,
                missing,
                self._now(),
                len(packed),
                packed,
            ),
        )

    def keys(self) -> list[Key]:
        """All that wait, each device's in the order it wrote them."""
        rows = self._connection.execute(
            "SELECT hash, signature FROM waiting WHERE space = ? ORDER BY device, seq", (self._space,)
        )
        return [(whole, signature) for whole, signature in rows]

    def freed_by(self, whole: bytes) -> list[Key]:
        """Those that waited for the entry of this hash."""
        rows = self._connection.execute(
            "SELECT hash, signature FROM waiting WHERE space = ? AND needs = ?", (self._space, whole[:16])
        )
        return [(one, signature) for one, signature in rows]

    def for_keys(self) -> list[Key]:
        """Those that wait for a key, each device's in the order it wrote them."""
        rows = self._connection.execute(
            "SELECT hash, signature FROM waiting WHERE space = ? AND lacks = 'key' ORDER BY device, seq",
            (self._space,),
        )
        return [(one, signature) for one, signature in rows]

    def envelopes(self, keys: list[Key]) -> Iterator[bytes]:
        """Their envelopes, one at a time; none of one that waits no more."""
        for key in keys:
            row = self._connection.one("SELECT envelope FROM waiting WHERE hash = ? AND signature = ?", key)
            if row:
                yield row[0]

    def taken(self, whole: bytes) -> None:
        """The entry of this hash is in the log: no copy of it waits any more."""
        self._delete("hash = ?", (whole,))

    def refused(self, envelope: Envelope) -> None:
        """This copy turned out to be no entry."""
        self._delete("hash = ? AND signature = ?", (envelope.hash, envelope.signature))

    def _delete(self, where: str, values: tuple[bytes, ...]) -> None:
        rows = self._connection.execute(f"DELETE FROM waiting WHERE {where} RETURNING device, size", values)
        for device, size in rows:
            self._sizes[device] = self._size(device) - size

    def _size(self, device: bytes) -> int:
        """Bytes that wait of a device; read once, or a flood would have them read for each entry."""
        if device not in self._sizes:
            rows = self._connection.execute(
                "SELECT coalesce(sum(size), 0) FROM waiting WHERE space = ? AND device = ?",
                (self._space, device),
            )
            self._sizes[device] = int(rows[0][0])
        return self._sizes[device]


def count(connection: Connection, space: int) -> int:
    """How many entries wait."""
    return int(connection.execute("SELECT count(*) FROM waiting WHERE space = ?", (space,))[0][0])


def statements(connection: Connection, space: int) -> list[bytes]:
    """The hashes of roster statements that entries wait for, a hundred at most."""
    rows = connection.execute(
        "SELECT DISTINCT needs FROM waiting WHERE space = ? AND lacks = 'roster' ORDER BY needs LIMIT 100",
        (space,),
    )
    return [row[0] for row in rows]


def lacking(connection: Connection, space: int) -> list[Lack]:
    """What the waiting entries lack, once for each author: for the screen to name, and whose it is."""
    rows = connection.execute(
        "SELECT lacks, needs, missing, device, min(since) FROM waiting WHERE space = ? "
        "GROUP BY missing, lacks, device, needs ORDER BY missing, device",
        (space,),
    )
    return [
        Lack(kind, needs, missing, author, datetime.fromtimestamp(since / 1000, UTC))
        for kind, needs, missing, author, since in rows
    ]
