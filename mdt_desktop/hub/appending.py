"""Pushes of one space put into its log together, under the lock on its row, each whole or not at all.

The lock makes offsets what readers need: whoever sees an entry sees all before it. A sequence would not,
since numbers are given before commits, and commits overtake.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    Connection,
    Text,
    bindparam,
    delete,
    insert,
    literal_column,
    select,
    union_all,
    update,
)

from mdt_desktop.crypto.header import Head
from mdt_desktop.hub.checking import Checked
from mdt_desktop.hub.limits import Limits
from mdt_desktop.hub.refusing import CallRefused, refused
from mdt_desktop.hub.standing import standing
from mdt_desktop.hub.tables import BROUGHT, ENTRY, HEAD, SPACE
from mdt_desktop.hub.teams import Team
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.limits import CHAINS_MAX, REMOVED_MAX_BYTES
from mdt_desktop.wire.names import SHORT_HASH_BYTES
from mdt_desktop.wire.problems import ProblemType, RefusedEntry
from mdt_desktop.wire.shapes import sorted_heads

_REMOVED = "removed"
_KNOWN, _NEWEST = "known", "newest"
_NO_PERIOD = literal_column("''", Text)


@dataclass(frozen=True)
class Push:
    """What one request brought, checked."""

    device: bytes
    """Who sent it, which need not be the author."""
    entries: tuple[Checked, ...]


@dataclass(frozen=True)
class Taken:
    """A push that is in the log."""

    team: Team
    """As it was then."""
    before: Cursor
    """Where the log ended before it."""
    after: Cursor
    """Where the log ended with it."""
    new: int
    """How many of its entries were not here already."""
    size: int
    """Bytes of those."""


class Appending:
    """The end of a log while entries are put behind it."""

    def __init__(self, connection: Connection, team: Team, pushes: list[Push], limits: Limits, now: float):
        self._team, self._limits, self._now = team, limits, now
        entries = [entry for push in pushes for entry in push.entries]
        space = team.row.space
        named = {entry.hash for entry in entries} | {entry.prev for entry in entries if entry.prev}
        authors = {entry.device for entry in entries}
        self._known: dict[bytes, tuple[bytes, int]] = {}
        self._heads: dict[bytes, dict[bytes, int]] = {device: {} for device in authors}
        self._brought: defaultdict[tuple[bytes, str], int] = defaultdict(int)
        self._read(connection, space, named, authors, {push.device for push in pushes})
        self._old_brought = dict(self._brought)
        self._old_heads = {device: dict(chains) for device, chains in self._heads.items()}
        self._rows: list[dict[str, object]] = []
        self._end = team.row.end
        self._last_hash = team.row.last_hash
        self._size = team.row.size

    def take(self, push: Push) -> Taken | CallRefused:
        """Put the new entries of a push behind the last, or say why none of them is."""
        new = [entry for entry in push.entries if entry.hash not in self._known]
        size = sum(len(entry.envelope) for entry in new)
        try:
            self._check_room(push, size)
            heads = self._chained(new)
        except CallRefused as refusal:
            return refusal
        before = self._end
        self._heads |= heads
        for entry in new:
            self._known[entry.hash] = entry.device, entry.seq
            self._end = Cursor.at(self._end.offset + 1, entry.hash)
            self._last_hash = entry.hash
            self._rows.append(self._row(entry))
        self._size += size
        self._brought[self._period(push)] += size
        return Taken(self._team, before, self._end, len(new), size)

    def write(self, connection: Connection) -> None:
        """Write what was taken."""
        if not self._rows:
            return
        space = self._team.row.space
        connection.execute(_INSERT_ENTRIES, self._rows)
        end = {"space_": space, "place_": self._end.offset, "hash_": self._last_hash, "size_": self._size}
        connection.execute(_END, end)
        self._write_heads(connection, space)
        self._write_brought(connection, space)

    def _read(
        self,
        connection: Connection,
        space: bytes,
        hashes: set[bytes],
        authors: set[bytes],
        senders: set[bytes],
    ) -> None:
        """Of these hashes, those that are here; the authors' heads; what the senders have brought."""
        asked = {
            "space": space,
            "hashes": sorted(hashes),
            "authors": sorted(authors),
            "senders": sorted(senders),
        }
        for kind, device, digest, period, number in connection.execute(_STATE, asked):
            if kind == _KNOWN:
                self._known[digest] = device, number
            elif kind == _NEWEST:
                self._heads[device][digest] = number
            else:
                self._brought[device, period] = number

    def _check_room(self, push: Push, size: int) -> None:
        period = self._period(push)
        most = REMOVED_MAX_BYTES if period[1] == _REMOVED else self._limits.bytes_a_day
        if self._brought[period] + size > most:
            raise refused(ProblemType.DAY_FULL, retry_after=0 if period[1] == _REMOVED else 3600)
        if self._size + size > self._limits.bytes_a_space:
            raise refused(ProblemType.SPACE_FULL)

    def _chained(self, new: list[Checked]) -> dict[bytes, dict[bytes, int]]:
        """The heads with these entries, each behind its previous one. Raises `CallRefused`."""
        heads = {entry.device: dict(self._heads[entry.device]) for entry in new}
        here = {entry.hash: (entry.device, entry.seq) for entry in new}
        missing, bad = [], []
        so_far: set[bytes] = set()
        for entry in new:
            prev = self._known.get(entry.prev) or (here[entry.prev] if entry.prev in so_far else None)
            if entry.prev and prev is None:
                missing.append(entry)
            elif entry.prev and prev != (entry.device, entry.seq - 1):
                bad.append(RefusedEntry(entry.index, "seq"))
            else:
                chains = heads[entry.device]
                chains.pop(entry.prev, None)
                chains[entry.hash] = entry.seq
                if len(chains) > CHAINS_MAX:
                    bad.append(RefusedEntry(entry.index, "chains"))
            so_far.add(entry.hash)
        if bad:
            raise refused(ProblemType.ENTRIES_REFUSED, entries=tuple(bad))
        if missing:
            raise self._missing(missing)
        return heads

    def _missing(self, entries: list[Checked]) -> CallRefused:
        devices = {entry.device for entry in entries}
        heads = [
            Head(device, seq, digest[:SHORT_HASH_BYTES])
            for device in devices
            for digest, seq in self._heads[device].items()
        ]
        return refused(
            ProblemType.PREV_MISSING,
            entries=tuple(RefusedEntry(entry.index, "prev") for entry in entries),
            heads=sorted_heads(heads),
        )

    def _period(self, push: Push) -> tuple[bytes, str]:
        """What the bytes of a push count towards: a device's day, or what a removed one may still hand in."""
        if standing(self._team, push.device, self._now).removed:
            return push.device, _REMOVED
        return push.device, datetime.fromtimestamp(self._now, UTC).date().isoformat()

    def _row(self, entry: Checked) -> dict[str, object]:
        return {
            "space": self._team.row.space,
            "place": self._end.offset,
            "hash": entry.hash,
            "device": entry.device,
            "seq": entry.seq,
            "size": len(entry.envelope),
            "envelope": entry.envelope,
        }

    def _write_heads(self, connection: Connection, space: bytes) -> None:
        moved, new = [], []
        for device, chains in self._heads.items():
            old = self._old_heads[device]
            left, come = list(old.keys() - chains.keys()), list(chains.keys() - old.keys())
            # A head goes only where an entry follows it, so there are never fewer that come.
            for before, after in zip(left, come, strict=False):
                this = {"space_": space, "device_": device, "before_": before}
                moved.append(this | {"after_": after, "seq_": chains[after]})
            new += [
                {"space": space, "device": device, "hash": one, "seq": chains[one]}
                for one in come[len(left) :]
            ]
        for statement, rows in ((_MOVE_HEAD, moved), (_INSERT_HEADS, new)):
            if rows:
                connection.execute(statement, rows)

    def _write_brought(self, connection: Connection, space: bytes) -> None:
        more: list[dict[str, object]] = []
        new: list[dict[str, object]] = []
        for (device, period), size in self._brought.items():
            old = self._old_brought.get((device, period), 0)
            if size != old:
                row = {"space": space, "device": device, "period": period, "size": size}
                (more if old else new).append(row)
        if more:
            rows = [{f"{name}_": value for name, value in row.items()} for row in more]
            connection.execute(_MORE_BROUGHT, rows)
        if new:
            # A new day: those before it count no more.
            connection.execute(_DROP_DAYS, [{"space_": space, "device_": row["device"]} for row in new])
            connection.execute(_INSERT_BROUGHT, new)


# Made once: SQLAlchemy would spend longer on making them for each push than the database on doing them.
# One statement for all that is to be known: each costs more than what it reads.
_STATE = union_all(
    select(literal_column(f"'{_KNOWN}'"), ENTRY.c.device, ENTRY.c.hash, _NO_PERIOD, ENTRY.c.seq).where(
        ENTRY.c.space == bindparam("space"), ENTRY.c.hash.in_(bindparam("hashes", expanding=True))
    ),
    select(literal_column(f"'{_NEWEST}'"), HEAD.c.device, HEAD.c.hash, _NO_PERIOD, HEAD.c.seq).where(
        HEAD.c.space == bindparam("space"), HEAD.c.device.in_(bindparam("authors", expanding=True))
    ),
    select(literal_column("''"), BROUGHT.c.device, BROUGHT.c.device, BROUGHT.c.period, BROUGHT.c.size).where(
        BROUGHT.c.space == bindparam("space"), BROUGHT.c.device.in_(bindparam("senders", expanding=True))
    ),
)
_INSERT_ENTRIES = insert(ENTRY)
_END = (
    update(SPACE)
    .where(SPACE.c.space == bindparam("space_"))
    .values(last_place=bindparam("place_"), last_hash=bindparam("hash_"), size=bindparam("size_"))
)
_MOVE_HEAD = (
    update(HEAD)
    .where(
        HEAD.c.space == bindparam("space_"),
        HEAD.c.device == bindparam("device_"),
        HEAD.c.hash == bindparam("before_"),
    )
    .values(hash=bindparam("after_"), seq=bindparam("seq_"))
)
_INSERT_HEADS = insert(HEAD)
_MORE_BROUGHT = (
    update(BROUGHT)
    .where(
        BROUGHT.c.space == bindparam("space_"),
        BROUGHT.c.device == bindparam("device_"),
        BROUGHT.c.period == bindparam("period_"),
    )
    .values(size=bindparam("size_"))
)
_DROP_DAYS = delete(BROUGHT).where(
    BROUGHT.c.space == bindparam("space_"),
    BROUGHT.c.device == bindparam("device_"),
    BROUGHT.c.period != _REMOVED,
)
_INSERT_BROUGHT = insert(BROUGHT)
