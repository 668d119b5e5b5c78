"""The derived tables made anew from the log: all of them, or records whose entries are judged anew."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter

from mdt_desktop.domain.records import KINDS
from mdt_desktop.progress import Progress
from mdt_desktop.refused import Refused
from mdt_desktop.store import listing, log, merge, projection, search
from mdt_desktop.store.body import Body
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.digest import digest
from mdt_desktop.store.log import Taken
from mdt_desktop.store.merge import Merging, Stamps

_STANDING = ("standing", "replaced_early")
RECORDS_TOGETHER = 500
ENTRIES_TOGETHER = 500
"""Given their effect at once: a record that many of them touch is written once."""


def rebuild(connection: Connection, progress: Progress) -> bool:
    """Make the derived tables anew from the log; whether each space's digest is what it was.

    One transaction: cancelled or broken off, the tables stay as they were.
    """
    spaces = [row[0] for row in connection.execute("SELECT no FROM space")]
    if any(log.has_stubs(connection, space) for space in spaces):
        raise Refused(
            "A part of the team’s history is still on its way to this computer, so the tables can’t be made "
            "anew from it yet. Nothing was changed; sync, then try again."
        )
    current = projection.is_current(connection)
    before = {space: digest(connection, space) for space in spaces} if current else {}
    with connection.transaction():
        replay(connection, progress)
    return all(digest(connection, space) == value for space, value in before.items())


def remake(connection: Connection, progress: Progress) -> None:
    """Make the derived tables of another version anew; inside the caller's transaction.

    From the log, unless a snapshot stands for a part of it: then from what stood.
    """
    spaces = [row[0] for row in connection.execute("SELECT no FROM space")]
    if not any(log.has_stubs(connection, space) for space in spaces):
        replay(connection, progress)
        return
    for table in _STANDING:
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    projection.make_tables(connection)
    for table in _STANDING:
        connection.execute(f"INSERT INTO {table} SELECT * FROM old_{table}")
        connection.execute(f"DROP TABLE old_{table}")
    for space in spaces:
        records = connection.execute("SELECT DISTINCT kind, record FROM standing WHERE space = ?", (space,))
        for at in range(0, len(records), RECORDS_TOGETHER):
            progress(at, len(records))
            touched = [merge.standing(connection, space, *one) for one in records[at : at + RECORDS_TOGETHER]]
            projection.project(connection, space, touched, Stamps(connection))


def replay(connection: Connection, progress: Progress) -> None:
    """Drop the derived tables and apply every entry with effect again; inside the caller's transaction."""
    projection.make_tables(connection)
    rows = connection.execute(f"SELECT {log.TAKEN}, space FROM entry WHERE effect ORDER BY space, no")
    done = 0
    for space, entries in groupby(rows, key=itemgetter(-1)):
        for part in _parts(Taken(*entry[:-1]) for entry in entries):
            progress(done, len(rows))
            merging = Merging(connection, space)
            for entry in part:
                merging.apply(entry, log.body_of(connection, space, entry.no))
            projection.project(connection, space, merging.write(), Stamps(connection))
            done += len(part)


def _parts(entries: Iterable[Taken]) -> Iterator[list[Taken]]:
    left = iter(entries)
    while part := list(islice(left, ENTRIES_TOGETHER)):
        yield part


def rebuild_records(connection: Connection, space: int, records: Iterable[str]) -> set[tuple[str, str]]:
    """Replay the entries with effect that wrote these records; answers with their (kind, id)."""
    wanted = sorted(set(records))
    kinds = {(kind, one) for one in wanted for kind in _kinds(connection, space, one)}
    for one in wanted:
        for table in ("standing", "conflict", "replaced_early"):
            connection.execute(f"DELETE FROM {table} WHERE space = ? AND record = ?", (space, one))
    merging = Merging(connection, space)
    for entry in _entries(connection, space, wanted):
        merging.apply(entry, _part(log.body_of(connection, space, entry.no), set(wanted)))
    kinds.update((now.kind, now.record) for now in merging.write())
    stamps = Stamps(connection)
    for kind, record in kinds:
        now = merge.standing(connection, space, kind, record)
        if now.versions:
            projection.project(connection, space, [now], stamps)
        elif kind in KINDS:
            connection.execute(f'DELETE FROM "{kind}" WHERE space = ? AND id = ?', (space, record))
            if kind in search.FIELDS:
                search.index(connection, space, [(kind, record, "")])
            listing.list_again(connection, space, [(kind, record)])
    return kinds


def _kinds(connection: Connection, space: int, record: str) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT kind FROM standing WHERE space = ? AND record = ?", (space, record)
    )
    return [row[0] for row in rows]


def _entries(connection: Connection, space: int, records: list[str]) -> list[Taken]:
    found: set[Taken] = set()
    for record in records:
        rows = connection.execute(
            f"SELECT {log.TAKEN} FROM touched t JOIN entry e ON e.no = t.entry "
            "WHERE t.record = ? AND e.space = ? AND e.effect",
            (record, space),
        )
        found.update(Taken(*row) for row in rows)
    return sorted(found, key=lambda entry: entry.no)


def _part(body: Body, records: set[str]) -> Body:
    return Body(body.dots, [write for write in body.records if write.record in records])
