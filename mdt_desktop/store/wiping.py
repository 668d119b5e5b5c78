"""A space taken out of a profile: its rows, its log and its keys, overwritten where they lay.

`PRAGMA secure_delete` is on, so what is deleted is zeros at once; the search index is merged, since it only
marks what is gone; then the file is made anew without the free pages.
"""

from contextlib import suppress

from mdt_desktop.domain.records import KINDS
from mdt_desktop.refused import Refused
from mdt_desktop.store import schema
from mdt_desktop.store.connection import Connection


def wipe(connection: Connection, space: int) -> None:
    """Delete everything of one space, all or nothing. Other spaces stay as they are."""
    with connection.transaction():
        _forget_search(connection, space)
        connection.execute(
            "DELETE FROM touched WHERE entry IN (SELECT no FROM entry WHERE space = ?)", (space,)
        )
        # What is half typed belongs to a record; what names none of another team's goes too.
        connection.execute(
            "DELETE FROM draft WHERE NOT EXISTS "
            "(SELECT 1 FROM standing WHERE space <> ? AND instr(draft.place, record))",
            (space,),
        )
        for table in _tables_with_space(connection):
            connection.execute(f'DELETE FROM "{table}" WHERE space = ?', (space,))
        connection.execute("DELETE FROM space WHERE no = ?", (space,))


def empty(connection: Connection, space: int) -> None:
    """Delete a space's log and all that is made from it; its roster, keys and ways stay."""
    with connection.transaction():
        _forget_search(connection, space)
        connection.execute(
            "DELETE FROM touched WHERE entry IN (SELECT no FROM entry WHERE space = ?)", (space,)
        )
        derived = [table for table in schema.FIXED_TABLES if table != "search"]
        for table in (*derived, *KINDS, "entry", "head", "waiting"):
            connection.execute(f'DELETE FROM "{table}" WHERE space = ?', (space,))


def compact(connection: Connection) -> None:
    """Make the file anew without free pages. Somebody who reads it just now may stand in the way: what was
    deleted is zeros all the same.
    """
    with suppress(Refused):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget_search(connection: Connection, space: int) -> None:
    connection.execute(
        "DELETE FROM search WHERE rowid IN (SELECT no FROM searchable WHERE space = ?)", (space,)
    )
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def _tables_with_space(connection: Connection) -> list[str]:
    """Every table that says of its rows whose they are, so that one added later is not forgotten."""
    rows = connection.execute(
        "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'space' "
        "WHERE m.type = 'table' ORDER BY m.name"
    )
    return [row[0] for row in rows]
