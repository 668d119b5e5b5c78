"""One engine over SQLite or PostgreSQL: how a transaction begins, and what makes a commit durable.

Every transaction is of one space. What differs between the two databases is here, in `locking` and in the
types of the migrations; the statements are the same.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from mdt_desktop.refused import OutOfReach, Refused

_BUSY_SECONDS = 10
_SILENCE_MILLISECONDS = 15_000
"""After so long without an answer of its machine, a connection to PostgreSQL is given up."""
_CONNECTIONS = 16
_WAIT_SECONDS = 10

AWAY = (OperationalError, InterfaceError, PoolTimeoutError)
"""What the driver raises when the database is gone, full or locked for too long."""


class Database:
    """The hub's database. Safe to use from many threads and processes at once."""

    def __init__(self, url: str):
        self.url = _parsed(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        # Without a transaction PostgreSQL is spared two round trips; SQLite wants one for a state to hold.
        by_itself = None if self.is_sqlite else "AUTOCOMMIT"
        self._reader = self.engine.execution_options(**({"isolation_level": by_itself} if by_itself else {}))
        self._writer = self.engine.execution_options(writes=True)
        # One process's writers take turns here: SQLite would have them sleep and try again.
        self._turn = threading.Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For reading what was committed: a team's row bounds what is read of its log."""
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on the disk when this ends without an exception."""
        with self._turn, self._writer.begin() as connection:
            yield connection

    def reach(self, *, made: bool = False) -> None:
        """Return if the database answers; `made` asks that it is there already. Raises `OutOfReach`."""
        if made and self.is_sqlite and not Path(self.url.database or "").exists():
            raise OutOfReach(
                f"There is no database at {self.url.database}: nothing was made, look at the path, or let "
                "`mdt-hub serve` make one."
            )
        try:
            with self.reading() as connection:
                connection.exec_driver_sql("SELECT 1")
        except SQLAlchemyError as error:
            raise OutOfReach(
                f"The hub’s database is out of reach ({_reason(error)}): what is in it is untouched, "
                "look at the address and whether the database runs."
            ) from error

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def _parsed(url: str) -> URL:
    """A SQLAlchemy URL; a path is a SQLite file."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url)))
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Refused(
            "That is no address of a database. Nothing was changed; see `mdt-hub --help`."
        ) from error
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return parsed
    raise Refused("A hub keeps its data in SQLite or PostgreSQL. Nothing was changed; name one of them.")


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": _BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is said below, not guessed by the driver
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "trusted_schema=OFF", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turned writer half-way could find that it must begin again.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql_engine(url: URL) -> Engine:
    return create_engine(
        url,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        connect_args={
            "connect_timeout": _WAIT_SECONDS,
            "tcp_user_timeout": _SILENCE_MILLISECONDS,
            "application_name": "mdt-hub",
        },
    )


def _reason(error: SQLAlchemyError) -> str:
    """The driver's first line, which names no secret."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).strip().partition("\n")[0]
