"""The merge: each field is a multi-value register.

The values of a field are all writes to it by entries with effect, less those that another such write names
in `replaces`: a function of the set of entries, not of their order. Versions are stored a row at a time: one
row for what one entry wrote to one record, from which fields leave as later writes replace them.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

import msgspec

from mdt_desktop.store import log
from mdt_desktop.store.body import Body, Dot, RecordWrite
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.schema import json_text

Fields = dict[str, Any]


class Stamp(NamedTuple):
    """What orders versions for display."""

    hlc: int
    device: bytes


class Standing(msgspec.Struct):
    """One record's standing versions: local entry number to what that entry wrote and still holds."""

    kind: str
    record: str
    versions: dict[int, Fields]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


class Stamps:
    """Entry numbers to stamps, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Stamp] = {}

    def __getitem__(self, entry: int) -> Stamp:
        if entry not in self._known:
            self.read([entry])
        return self._known[entry]

    def read(self, entries: Iterable[int]) -> None:
        """Read those of many entries at once."""
        new = sorted(set(entries).difference(self._known))
        if new:
            rows = self._connection.execute(
                "SELECT no, hlc, device FROM entry WHERE no IN (SELECT value FROM json_each(?))",
                (json_text(new),),
            )
            self._known.update((no, Stamp(hlc, device)) for no, hlc, device in rows)


def standing(connection: Connection, space: int, kind: str, record: str) -> Standing:
    """The versions of one record that nothing has replaced."""
    rows = connection.execute(
        "SELECT entry, fields FROM standing WHERE space = ? AND record = ? AND kind = ?",
        (space, record, kind),
    )
    return Standing(kind, record, {entry: _decode(fields) for entry, fields in rows})


def standings(
    connection: Connection, space: int, records: Collection[tuple[str, str]]
) -> dict[tuple[str, str], Standing]:
    """As `standing`, of many (kind, record) at once."""
    found = {(kind, record): Standing(kind, record, {}) for kind, record in records}
    rows = connection.execute(
        "SELECT kind, record, entry, fields FROM standing "
        "WHERE space = ? AND record IN (SELECT value FROM json_each(?))",
        (space, json_text([record for _, record in records])),
    )
    for kind, record, entry, fields in rows:
        if (kind, record) in found:
            found[kind, record].versions[entry] = _decode(fields)
    return found


class Merging:
    """Gives entries their effect one after another: each record is read once, and written once at the end."""

    def __init__(
        self,
        connection: Connection,
        space: int,
        known: Iterable[Standing] = (),
        entry_of: Callable[[Dot], int | None] | None = None,
    ) -> None:
        self._connection = connection
        self._space = space
        self._find = entry_of or (lambda dot: log.entry_of(connection, space, dot))
        self._records = {(now.kind, now.record): now for now in known}
        self._entries: dict[Dot, int | None] = {}
        self._touched: dict[tuple[str, str], Standing] = {}
        self._changed: set[tuple[str, str, int]] = set()
        self._wrote: list[tuple[str, int]] = []
        self._early = bool(connection.one("SELECT 1 FROM replaced_early WHERE space = ?", (space,)))

    def apply(self, taken: log.Taken, body: Body) -> None:
        """Give one entry its effect."""
        entry = taken.no
        replaced = [self._entry_of(dot) for dot in body.dots]
        gone = self._replaced_already(taken) if self._early else frozenset()
        self._read([(write.kind, write.record) for write in body.records])
        for write in body.records:
            kind, record = write.kind, write.record
            now = self._touched[kind, record] = self._records[kind, record]
            if write.replaces:
                self._replace(now, write, replaced)
                self._remember_early(entry, write, body.dots, replaced)
            left = write.fields
            if gone:
                left = {name: value for name, value in left.items() if (kind, record, name) not in gone}
            if left:
                now.versions[entry] = dict(left)
                self._changed.add((kind, record, entry))
            self._wrote.append((record, entry))

    def write(self) -> list[Standing]:
        """Write what the entries came to; returns each record they touched, as it now stands."""
        rows, gone = [], []
        for kind, record, entry in self._changed:
            left = self._records[kind, record].versions.get(entry)
            if left:
                rows.append((self._space, kind, record, entry, _encode(left)))
            else:
                gone.append((self._space, kind, record, entry))
        rows.sort(key=lambda row: row[1:4])
        self._connection.many(
            "INSERT INTO standing (space, kind, record, entry, fields) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET fields = excluded.fields",
            rows,
        )
        self._connection.many(
            "DELETE FROM standing WHERE space = ? AND kind = ? AND record = ? AND entry = ?", gone
        )
        self._connection.many("INSERT OR IGNORE INTO touched (record, entry) VALUES (?, ?)", self._wrote)
        touched = list(self._touched.values())
        self._records, self._touched, self._changed, self._wrote = {}, {}, set(), []
        return touched

    def _read(self, records: Collection[tuple[str, str]]) -> None:
        new = [one for one in records if one not in self._records]
        if len(new) == 1:
            self._records[new[0]] = standing(self._connection, self._space, *new[0])
        elif new:
            self._records |= standings(self._connection, self._space, new)

    def _entry_of(self, dot: Dot) -> int | None:
        if self._entries.get(dot) is None:
            self._entries[dot] = self._find(dot)
        return self._entries[dot]

    def _replaced_already(self, entry: log.Taken) -> set[tuple[str, str, str]]:
        """The (kind, record, field) of an entry that a write taken before it has replaced.

        An honest author has what it replaces; this is for the sake of one result in any order of arrival.
        """
        rows = self._connection.execute(
            "SELECT kind, record, field FROM replaced_early "
            "WHERE space = ? AND device = ? AND seq = ? AND short_hash = ?",
            (self._space, entry.device, entry.seq, entry.hash[:16]),
        )
        return set(rows)

    def _remember_early(
        self, entry: int, write: RecordWrite, dots: list[Dot], replaced: list[int | None]
    ) -> None:
        rows = [
            (self._space, write.record, write.kind, name, *dots[at])
            for name, indexes in write.replaces.items()
            for at in indexes
            if (no := replaced[at]) is None or no > entry
        ]
        if rows:
            self._early = True
            self._connection.many("INSERT OR IGNORE INTO replaced_early VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _replace(self, now: Standing, write: RecordWrite, replaced: list[int | None]) -> None:
        for name, indexes in write.replaces.items():
            for at in indexes:
                entry = replaced[at]
                if entry in now.versions and name in now.versions[entry]:
                    del now.versions[entry][name]
                    self._changed.add((now.kind, now.record, entry))
                    if not now.versions[entry]:
                        del now.versions[entry]


def shown(now: Standing, stamps: Stamps) -> tuple[Fields, set[str]]:
    """The value to show for each field, and the fields in conflict.

    The greatest (hlc, device) is shown. A record is retired only if every value of `retired` says so.
    """
    if len(now.versions) == 1:
        return next(iter(now.versions.values())), set()
    values: Fields = {}
    conflicts = set()
    for entry in sorted(now.versions, key=stamps.__getitem__):
        for name, value in now.versions[entry].items():
            if name in values and values[name] != value:
                conflicts.add(name)
            values[name] = value
    if "retired" in conflicts:
        values["retired"] = False
    return values, conflicts


def versions_of(now: Standing, name: str) -> Iterable[int]:
    """The entries whose write to one field stands."""
    return (entry for entry, fields in now.versions.items() if name in fields)
