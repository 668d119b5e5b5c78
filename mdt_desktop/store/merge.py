"""The merge: each field is a multi-value register.

The values of a field are all writes to it by entries with effect, less those that another such write names
in `replaces`: a function of the set of entries, not of their order. Versions are stored a row at a time: one
row for what one entry wrote to one record, from which fields leave as later writes replace them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from mdt_desktop.store import log
from mdt_desktop.store.body import Body, Dot, RecordWrite
from mdt_desktop.store.connection import Connection

Fields = dict[str, Any]


@dataclass(frozen=True)
class Stamp:
    """What orders versions for display: (hybrid logical clock, device)."""

    hlc: int
    device: bytes


@dataclass
class Standing:
    """One record's standing versions: local entry number to what that entry wrote and still holds."""

    kind: str
    record: str
    versions: dict[int, Fields]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


class Stamps:
    """Entry numbers to stamps, read once each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Stamp] = {}

    def __getitem__(self, entry: int) -> Stamp:
        if entry not in self._known:
            row = self._connection.execute("SELECT hlc, device FROM entry WHERE no = ?", (entry,))[0]
            self._known[entry] = Stamp(*row)
        return self._known[entry]


def standing(connection: Connection, space: int, kind: str, record: str) -> Standing:
    """The versions of one record that nothing has replaced."""
    rows = connection.execute(
        "SELECT entry, fields FROM standing WHERE space = ? AND record = ? AND kind = ?",
        (space, record, kind),
    )
    return Standing(kind, record, {entry: _decode(fields) for entry, fields in rows})


def apply(
    connection: Connection,
    space: int,
    entry: int,
    body: Body,
    known: dict[tuple[str, str], Standing] | None = None,
) -> list[Standing]:
    """Give one entry its effect on the versions; returns each record it touched, as it now stands.

    `known` spares reading records that the caller has just read.
    """
    replaced = [log.entry_of(connection, space, dot) for dot in body.dots]
    gone = _replaced_already(connection, space, entry)
    touched, fresh = [], []
    for write in body.records:
        now = (known or {}).get((write.kind, write.record)) or standing(
            connection, space, write.kind, write.record
        )
        _replace(connection, space, now, write, replaced)
        _remember_early(connection, space, entry, write, body.dots, replaced)
        left = {
            name: value
            for name, value in write.fields.items()
            if (write.kind, write.record, name) not in gone
        }
        if left:
            now.versions[entry] = left
            fresh.append((space, write.kind, write.record, entry, _encode(left)))
        touched.append(now)
    connection.many("INSERT INTO standing (space, kind, record, entry, fields) VALUES (?, ?, ?, ?, ?)", fresh)
    connection.many(
        "INSERT OR IGNORE INTO touched (record, entry) VALUES (?, ?)",
        [(write.record, entry) for write in body.records],
    )
    return touched


def _replaced_already(connection: Connection, space: int, entry: int) -> set[tuple[str, str, str]]:
    """The (kind, record, field) of an entry that a write taken before it has replaced.

    An honest author has what it replaces; this is for the sake of one result in any order of arrival.
    """
    rows = connection.execute(
        "SELECT r.kind, r.record, r.field FROM replaced_early r JOIN entry e ON e.no = ? "
        "WHERE r.space = ? AND r.device = e.device AND r.seq = e.seq "
        "AND r.short_hash = substr(e.hash, 1, 16)",
        (entry, space),
    )
    return set(rows)


def _remember_early(
    connection: Connection,
    space: int,
    entry: int,
    write: RecordWrite,
    dots: list[Dot],
    replaced: list[int | None],
) -> None:
    rows = [
        (space, write.record, write.kind, name, *dots[at])
        for name, indexes in write.replaces.items()
        for at in indexes
        if (no := replaced[at]) is None or no > entry
    ]
    if rows:
        connection.many("INSERT OR IGNORE INTO replaced_early VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _replace(
    connection: Connection, space: int, now: Standing, write: RecordWrite, replaced: list[int | None]
) -> None:
    smaller = set()
    for name, indexes in write.replaces.items():
        for at in indexes:
            entry = replaced[at]
            if entry in now.versions and name in now.versions[entry]:
                del now.versions[entry][name]
                smaller.add(entry)
    for entry in smaller:
        key = (space, now.record, now.kind, entry)
        if now.versions[entry]:
            connection.execute(
                "UPDATE standing SET fields = ? WHERE space = ? AND record = ? AND kind = ? AND entry = ?",
                (_encode(now.versions[entry]), *key),
            )
        else:
            del now.versions[entry]
            connection.execute(
                "DELETE FROM standing WHERE space = ? AND record = ? AND kind = ? AND entry = ?", key
            )


def shown(now: Standing, stamps: Stamps) -> tuple[Fields, set[str]]:
    """The value to show for each field, and the fields in conflict.

    The greatest (hlc, device) is shown. A record is retired only if every value of `retired` says so.
    """
    if len(now.versions) == 1:
        return next(iter(now.versions.values())), set()
    values: Fields = {}
    conflicts = set()
    order = sorted(now.versions, key=lambda entry: (stamps[entry].hlc, stamps[entry].device))
    for entry in order:
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
