"""Numbered steps from any earlier database to this one. A step is never edited once it has been shipped."""

from importlib.resources import files

from sqlalchemy import Connection, inspect

from mdt_desktop.hub.database import Database
from mdt_desktop.refused import Refused

_TYPES = {"sqlite": {"BYTES": "BLOB", "BIGINT": "INTEGER"}, "postgresql": {"BYTES": "BYTEA"}}
_ONE_AT_A_TIME = 0x6D64742D687562
"""PostgreSQL's advisory lock under which processes that start together take turns."""


def newest() -> int:
    """The step that this program works with."""
    return _steps()[-1][0]


def current(database: Database) -> int:
    """The step that a database stands at; 0 when it is new."""
    with database.reading() as connection:
        return _current(connection)


def migrate(database: Database) -> int:
    """Bring a database to the newest step, all in one transaction; returns the step before.

    Raises `Refused` if a newer version of the program has been at work.
    """
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
        before = _current(connection)
        if before > newest():
            raise Refused(
                "This database was made by a newer version of the hub. Nothing was changed; "
                "update the program on this machine, then start it again."
            )
        for number, sql in _steps():
            if number > before:
                _apply(connection, number, sql)
    return before


def _steps() -> list[tuple[int, str]]:
    scripts = (file for file in files(__package__).iterdir() if file.name.endswith(".sql"))
    return sorted((int(file.name[:3]), file.read_text(encoding="utf-8")) for file in scripts)


def _current(connection: Connection) -> int:
    if not inspect(connection).has_table("migration"):
        return 0
    return int(connection.exec_driver_sql("SELECT max(step) FROM migration").scalar_one() or 0)


def _apply(connection: Connection, number: int, sql: str) -> None:
    for name, own in _TYPES[connection.dialect.name].items():
        sql = sql.replace(name, own)
    if not inspect(connection).has_table("migration"):
        connection.exec_driver_sql("CREATE TABLE migration (step INTEGER NOT NULL PRIMARY KEY)")
    lines = (line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    for statement in "\n".join(lines).split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"INSERT INTO migration (step) VALUES ({number})")
