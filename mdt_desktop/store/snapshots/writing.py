"""A snapshot written by an admin's device: entries by name, then what stands, what a team needs first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from nacl.hashlib import blake2b

from mdt_desktop.crypto.primitives import ID_BYTES, random_bytes
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.store import log, spaces
from mdt_desktop.store.body import record_id
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.digest import digest
from mdt_desktop.store.snapshots.part import Early, Entries, Part, Record, Records, sealed
from mdt_desktop.store.store import Store
from mdt_desktop.wire.shapes import sorted_heads
from mdt_desktop.wire.snapshot import VERSION, SnapshotHeader

ENTRIES_A_PART = 20_000
PART_BYTES = 512 * 1024
"""Of records before they are compressed: a part is a moment's work for whoever loads it."""

_FIRST_KINDS = ("team", "organisation", "member", "series", "huddle")
_OF_OPEN_CASES = """
    SELECT id FROM "case" WHERE space = :space AND status NOT IN ('closed', 'declined')
    UNION SELECT person_id FROM "case" WHERE space = :space AND status NOT IN ('closed', 'declined')
    UNION SELECT id FROM action WHERE space = :space AND status NOT IN ('done', 'dropped')
"""


@dataclass(frozen=True)
class Written:
    """A snapshot in a file: its signed header, and how many entries it holds."""

    header: bytes
    entries: int


def is_whole(store: Store) -> bool:
    """Whether this device has all that it knows of: only then it may speak for the team."""
    connection, space = store.connection, store.space.no
    waiting = connection.one("SELECT 1 FROM waiting WHERE space = ?", (space,))
    return waiting is None and not log.has_stubs(connection, space)


def write(store: Store, path: Path, progress: Progress = silent) -> Written:
    """Write the state of a store's space into `path`, sealed, and sign for it. `store` is read only.

    `progress` counts records. Raises `Refused` where this device is no admin's or waits for entries.
    """
    space = store.space
    if not store.roster().is_admin(space.device.device_id) or not is_whole(store):
        raise Refused(
            "Only an admin’s computer that has everything can write a snapshot. Nothing was written."
        )
    name, key = random_bytes(ID_BYTES), spaces.newest_key(store.connection, space.no)
    state, size = blake2b(digest_size=32), 0
    with store.connection.snapshot(), path.open("wb") as file:
        for data in _content(store.connection, space.no, space.id, name, key, progress):
            file.write(data)
            state.update(data)
            size += len(data)
        header = SnapshotHeader(
            VERSION,
            "snapshot",
            space.id,
            space.device.device_id,
            store.roster().head,
            key.id,
            store.clock.tick(),
            size,
            state.digest(),
            bytes.fromhex(digest(store.connection, space.no)),
            sorted_heads(store.heads()),
        )
        count = store.connection.execute("SELECT count(*) FROM entry WHERE space = ?", (space.no,))[0][0]
    return Written(header.sign(space.device), int(count))


def _content(
    connection: Connection, space: int, space_id: bytes, name: bytes, key: SpaceKey, progress: Progress
) -> Iterator[bytes]:
    yield name
    for at, part in enumerate(_parts(connection, space, progress)):
        yield sealed(part, space_id, name, at, key)


def _parts(connection: Connection, space: int, progress: Progress) -> Iterator[Part]:
    place: dict[int, int] = {}
    yield from _entries(connection, space, place)
    early = connection.execute(
        "SELECT record, kind, field, device, seq, short_hash FROM replaced_early WHERE space = ?", (space,)
    )
    if early:
        yield Early(early)
    first = [row[0] for row in connection.execute(_OF_OPEN_CASES.replace(":space", "?1"), (space,))]
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS first (record TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.first")
    connection.many("INSERT OR IGNORE INTO temp.first VALUES (?)", [(one,) for one in first])
    kinds = ", ".join("?" * len(_FIRST_KINDS))
    is_first = f"(s.kind IN ({kinds}) OR s.record IN (SELECT record FROM temp.first))"
    total = connection.execute("SELECT count(*) FROM standing WHERE space = ?", (space,))[0][0]
    done = 0
    for wanted in (is_first, f"NOT {is_first}"):
        sql = (
            "SELECT s.kind, s.record, s.entry, s.fields FROM standing s "
            f"WHERE s.space = ? AND {wanted} ORDER BY s.record, s.kind"
        )
        for part in _records(connection, sql, (space, *_FIRST_KINDS), place):
            done += len(part.records)
            progress(min(done, total), total)
            yield part


def _entries(connection: Connection, space: int, place: dict[int, int]) -> Iterator[Entries]:
    after = 0
    while rows := connection.execute(
        "SELECT no, device, seq, hlc, hash, effect FROM entry WHERE space = ? AND no > ? ORDER BY no LIMIT ?",
        (space, after, ENTRIES_A_PART),
    ):
        devices: dict[bytes, int] = {}
        for row in rows:
            place[row[0]] = len(place)
            devices.setdefault(row[1], len(devices))
        yield Entries(
            list(devices),
            [devices[row[1]] for row in rows],
            [row[2] for row in rows],
            [row[3] for row in rows],
            b"".join(row[4] for row in rows),
            [bool(row[5]) for row in rows],
        )
        after = rows[-1][0]


def _records(
    connection: Connection, sql: str, values: tuple[object, ...], place: dict[int, int]
) -> Iterator[Records]:
    records: list[Record] = []
    size = 0
    for (kind, record), rows in groupby(connection.rows(sql, values), key=itemgetter(0, 1)):
        versions = list(rows)
        fields = [row[3] for row in versions]
        records.append(Record(kind, record_id(record), [place[row[2]] for row in versions], fields))
        size += sum(map(len, fields)) + 64
        if size > PART_BYTES:
            yield Records(records)
            records, size = [], 0
    if records:
        yield Records(records)
