"""From standing versions to tables: rows, conflicts and the search index."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any

from mdt_desktop.domain.merging.asking import is_asked
from mdt_desktop.domain.records import KINDS
from mdt_desktop.store import listing, schema, search
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.fitting import fitting
from mdt_desktop.store.merge import Fields, Stamps, Standing, shown


def project(connection: Connection, space: int, touched: Collection[Standing], stamps: Stamps) -> None:
    """Write the rows of these records anew."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    found = []
    disputed = _disputed(connection, space, touched)
    stamps.read(entry for now in touched if len(now.versions) > 1 for entry in now.versions)
    for now in touched:
        if now.kind not in KINDS:
            continue  # of a newer version: its values stand in the log alone
        fields, conflicts = shown(now, stamps)
        if conflicts or now.record in disputed:
            _note_conflicts(connection, space, now, {name for name in conflicts if is_asked(now.kind, name)})
        fields = fitting(now.kind, fields)
        rows[now.kind].append((space, now.record, *_cells(now.kind, fields)))
        if now.kind in search.FIELDS:
            text = "" if fields.get("retired") else search.text_of(now.kind, fields)
            found.append((now.kind, now.record, text))
    for kind, values in rows.items():
        connection.many(_insert_sql(kind), values)
    search.index(connection, space, found)
    listing.list_again(connection, space, [(now.kind, now.record) for now in touched])


def _disputed(connection: Connection, space: int, touched: Collection[Standing]) -> set[str]:
    """Those of these records that have had fields in conflict."""
    rows = connection.execute(
        "SELECT record FROM conflict WHERE space = ? AND record IN (SELECT value FROM json_each(?))",
        (space, schema.json_text([now.record for now in touched])),
    )
    return {row[0] for row in rows}


def _cells(kind: str, fields: Fields) -> Iterable[Any]:
    """A row's cells; most records leave most fields as they are by default."""
    cells = _defaults(kind) | fields
    for name, to_sql in _converted(kind):
        if name in fields:
            cells[name] = to_sql(fields[name])
    return cells.values()


@cache
def _converted(kind: str) -> list[tuple[str, Callable[[Any], Any]]]:
    """The fields that a table holds otherwise than the log does."""
    columns = schema.columns(kind).values()
    return [(column.name, column.to_sql) for column in columns if column.to_sql is not schema.same]


@cache
def _defaults(kind: str) -> dict[str, Any]:
    defaults = {name: schema.plain(column.default) for name, column in schema.columns(kind).items()}
    return {
        name: None if value is None else schema.columns(kind)[name].to_sql(value)
        for name, value in defaults.items()
    }


@cache
def _insert_sql(kind: str) -> str:
    names = ["space", "id", *schema.columns(kind)]
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    return f'INSERT OR REPLACE INTO "{kind}" ({quoted}) VALUES ({marks})'


def _note_conflicts(connection: Connection, space: int, now: Standing, conflicts: set[str]) -> None:
    connection.execute(
        "DELETE FROM conflict WHERE space = ? AND record = ? AND kind = ?", (space, now.record, now.kind)
    )
    connection.many(
        "INSERT INTO conflict (space, kind, record, field) VALUES (?, ?, ?, ?)",
        [(space, now.kind, now.record, name) for name in sorted(conflicts)],
    )


def is_current(connection: Connection) -> bool:
    """Whether the derived tables are the ones this version makes."""
    row = connection.one("SELECT value FROM setting WHERE name = 'schema'")
    return row is not None and bytes(row[0]).decode() == schema.whole_sql()


def make_tables(connection: Connection) -> None:
    """Drop and make all derived tables, empty. Inside the caller's transaction."""
    names = [row[0] for row in connection.execute("SELECT name FROM setting WHERE name LIKE 'table %'")]
    for name in [*schema.FIXED_TABLES, *(name.removeprefix("table ") for name in names)]:
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    for statement in schema.all_sql():
        connection.execute(statement)
    connection.execute("DELETE FROM setting WHERE name LIKE 'table %'")
    connection.many(
        "INSERT INTO setting (name, value) VALUES (?, ?)", [(f"table {kind}", b"") for kind in KINDS]
    )
    connection.execute(
        "INSERT OR REPLACE INTO setting (name, value) VALUES ('schema', ?)", (schema.whole_sql().encode(),)
    )
