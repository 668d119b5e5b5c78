"""How processes on one database hear of one another's commits.

PostgreSQL: `NOTIFY`, after the commit and on a connection of its own. Within the transaction it would have
all commits of the whole database take turns. A notice that is lost costs time only: streams look anyway.
SQLite: its own count of other connections' commits, looked at five times a second.
"""

import queue
import sqlite3
import threading
from collections.abc import Callable
from typing import Protocol, cast

import psycopg
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from mdt_desktop.hub.database import Database

_CHANNEL = "mdt_hub"
_LOOK_SECONDS = 0.2
_AGAIN_SECONDS = 2.0
_REST_SECONDS = 0.02
"""Between notices: the first goes at once, what changes meanwhile goes together."""


class Relay(Protocol):
    """To and from the other processes."""

    def start(self, heard: Callable[[bytes], object], missed: Callable[[], object]) -> None:
        """Call `heard` with each space that has something new, `missed` when any of them may have."""

    def tell(self, space: bytes) -> None:
        """A space has something new. Never waits."""

    def stop(self) -> None:
        """End all of it."""


def relay_for(database: Database) -> Relay:
    """The relay of a kind of database."""
    return _CommitCount(database) if database.is_sqlite else _Notices(database)


class _CommitCount:
    def __init__(self, database: Database):
        self._database = database
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, heard: Callable[[bytes], object], missed: Callable[[], object]) -> None:
        self._thread = threading.Thread(target=self._look, args=(missed,), name="commits")
        self._thread.start()

    def tell(self, space: bytes) -> None:
        """The commit itself is the message."""

    def stop(self) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join()

    def _look(self, missed: Callable[[], object]) -> None:
        with self._database.engine.connect() as connection:
            driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
            count: int | None = None
            while not self._ended.is_set():
                before, (count,) = count, driver.execute("PRAGMA data_version").fetchone()
                # The first time too: nobody knows what came before there was a count.
                if count != before:
                    missed()
                self._ended.wait(_LOOK_SECONDS)


class _Notices:
    def __init__(self, database: Database):
        self._database = database
        self._news: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, heard: Callable[[bytes], object], missed: Callable[[], object]) -> None:
        self._threads = [
            threading.Thread(target=self._again, args=(self._listen, heard, missed), name="listening"),
            threading.Thread(target=self._again, args=(self._notify,), name="notifying"),
        ]
        for thread in self._threads:
            thread.start()

    def tell(self, space: bytes) -> None:
        self._news.put(space)

    def stop(self) -> None:
        self._ended.set()
        self._news.put(b"")  # of no space: both threads wake up and see that they have ended
        for thread in self._threads:
            thread.join()

    def _again(self, work: Callable[..., None], *args: object) -> None:
        """Do this until the end, from the beginning whenever the database has been away."""
        while not self._ended.is_set():
            try:
                engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
                with engine.connect() as connection:
                    # It is set up for this alone: a push must not get it from the pool afterwards.
                    connection.detach()
                    work(connection, *args)
            except (SQLAlchemyError, psycopg.Error):
                self._ended.wait(_AGAIN_SECONDS)

    def _listen(
        self, connection: Connection, heard: Callable[[bytes], object], missed: Callable[[], object]
    ) -> None:
        driver = cast(psycopg.Connection, connection.connection.dbapi_connection)
        connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
        missed()
        while not self._ended.is_set():
            for notice in driver.notifies(timeout=1.0):
                if self._ended.is_set():
                    return
                heard(bytes.fromhex(notice.payload))

    def _notify(self, connection: Connection) -> None:
        # The commit that this tells of is on the disk already.
        connection.exec_driver_sql("SET synchronous_commit = off")
        while not self._ended.is_set():
            for space in self._waiting():
                connection.execute(select(func.pg_notify(_CHANNEL, space.hex())))
            self._ended.wait(_REST_SECONDS)

    def _waiting(self) -> set[bytes]:
        """The spaces to tell of, each once however often it changed meanwhile."""
        spaces = {self._news.get()}
        while not self._news.empty():
            spaces.add(self._news.get())
        return spaces
