"""The derived tables made anew from the log: all of them, or records whose entries are judged anew."""

from collections.abc import Iterable

from mdt_desktop.domain.records import KINDS
from mdt_desktop.progress import Progress
from mdt_desktop.store import log, merge, projection, search
from mdt_desktop.store.body import Body
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.digest import digest
from mdt_desktop.store.merge import Stamps


def rebuild(connection: Connection, progress: Progress) -> bool:
    """Make the derived tables anew from the log; whether each space's digest is what it was.

    One transaction: cancelled or broken off, the tables stay as they were.
    """
    spaces = [row[0] for row in connection.execute("SELECT no FROM space")]
    current = projection.is_current(connection)
    before = {space: digest(connection, space) for space in spaces} if current else {}
    with connection.transaction():
        replay(connection, progress)
    return all(digest(connection, space) == value for space, value in before.items())


def replay(connection: Connection, progress: Progress) -> None:
    """Drop the derived tables and apply every entry with effect again; inside the caller's transaction."""
    projection.make_tables(connection)
    rows = connection.execute("SELECT no, space FROM entry WHERE effect ORDER BY no")
    stamps = Stamps(connection)
    for at, (no, space) in enumerate(rows):
        progress(at, len(rows))
        touched = merge.apply(connection, space, no, log.body_of(connection, space, no))
        projection.project(connection, space, touched, stamps)


def rebuild_records(connection: Connection, space: int, records: Iterable[str]) -> set[tuple[str, str]]:
    """Replay the entries with effect that wrote these records; answers with their (kind, id)."""
    wanted = sorted(set(records))
    kinds = {(kind, one) for one in wanted for kind in _kinds(connection, space, one)}
    for one in wanted:
        for table in ("standing", "conflict", "replaced_early"):
            connection.execute(f"DELETE FROM {table} WHERE space = ? AND record = ?", (space, one))
    stamps = Stamps(connection)
    for no in _entries(connection, space, wanted):
        body = _part(log.body_of(connection, space, no), set(wanted))
        touched = merge.apply(connection, space, no, body)
        kinds.update((now.kind, now.record) for now in touched)
    for kind, record in kinds:
        now = merge.standing(connection, space, kind, record)
        if now.versions:
            projection.project(connection, space, [now], stamps)
        elif kind in KINDS:
            connection.execute(f'DELETE FROM "{kind}" WHERE space = ? AND id = ?', (space, record))
            search.index(connection, space, [(kind, record, "")])
    return kinds


def _kinds(connection: Connection, space: int, record: str) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT kind FROM standing WHERE space = ? AND record = ?", (space, record)
    )
    return [row[0] for row in rows]


def _entries(connection: Connection, space: int, records: list[str]) -> list[int]:
    found: set[int] = set()
    for record in records:
        rows = connection.execute(
            "SELECT t.entry FROM touched t JOIN entry e ON e.no = t.entry "
            "WHERE t.record = ? AND e.space = ? AND e.effect",
            (record, space),
        )
        found.update(row[0] for row in rows)
    return sorted(found)


def _part(body: Body, records: set[str]) -> Body:
    return Body(body.dots, [write for write in body.records if write.record in records])
