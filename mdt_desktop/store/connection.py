"""SQLCipher: the only module that knows the driver."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from mdt_desktop.refused import Locked, Refused

Row = tuple[Any, ...]


CACHE_KIB = 64 * 1024
"""A page is deciphered whenever it is read anew: with 2 MiB, SQLite's own, walking 100,000 people takes
twice as long. Memory is taken only as pages are read."""

_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_NESTED = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))


for _given, _bound in ((type(None), {None: None}.get), (bytes, bytearray), (bool, int)):
    # What is neither a number nor text the driver looks for an adapter of. Not to find one takes it ten times
    # as long as to bind the value, and half of a record's columns are NULL.
    dbapi2.register_adapter(_given, _bound)


class Connection:
    """One connection to one encrypted file, for one thread at a time."""

    def __init__(self, path: Path, raw_key: bytes) -> None:
        """Open or create `path` under a 32-byte raw key. `Locked` if the key is not the file's."""
        self.path = path
        self._driver = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            self._driver.set_key(f"x'{raw_key.hex()}'")
            self._prepare()
        except dbapi2.DatabaseError as error:
            self._driver.close()
            raise _explained(error) from None

    def _prepare(self) -> None:
        for pragma in (
            "cipher_log_level = NONE",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "busy_timeout = 5000",
            "synchronous = FULL",
            "journal_mode = WAL",
            f"cache_size = -{CACHE_KIB}",
            "wal_autocheckpoint = 16000",
        ):
            self._driver.execute(f"PRAGMA {pragma}").fetchall()
        self._driver.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement and return all its rows."""
        try:
            rows: list[Row] = self._driver.execute(sql, values).fetchall()
        except dbapi2.DatabaseError as error:
            raise _explained(error) from error
        return rows

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of one statement, one at a time: for more than fits in memory."""
        try:
            yield from self._driver.execute(sql, values)
        except dbapi2.DatabaseError as error:
            raise _explained(error) from error

    def one(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        rows = self.execute(sql, values)
        return rows[0] if rows else None

    def many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement once for each row of values."""
        try:
            self._driver.executemany(sql, values)
        except dbapi2.DatabaseError as error:
            raise _explained(error) from error

    def script(self, sql: str) -> None:
        """Run several statements inside the caller's transaction."""
        for statement in _statements(sql):
            self.execute(statement)

    def last_row(self) -> int:
        """The rowid of the last insert."""
        return int(self.execute("SELECT last_insert_rowid()")[0][0])

    @property
    def in_transaction(self) -> bool:
        """Whether what is written now is kept only if the rest is."""
        return bool(self._driver.in_transaction)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is raised inside leaves the file as it was. They may be nested."""
        begin, keep, undo = _NESTED if self.in_transaction else _WHOLE
        self.execute(begin)
        try:
            yield
            self.execute(keep)
        except BaseException:
            # A full disk may have undone everything by itself.
            if self.in_transaction:
                for statement in undo:
                    self._driver.execute(statement)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one unchanging state, however many statements it takes."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("COMMIT")

    def damaged_pages(self) -> list[str]:
        """Pages of the file whose checksum does not hold, each as the cipher names it."""
        return [str(row[0]) for row in self.execute("PRAGMA cipher_integrity_check")]

    def rekey(self, raw_key: bytes) -> None:
        """Encrypt the file under another 32-byte raw key."""
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.execute("PRAGMA journal_mode = DELETE")
        self.execute(f"PRAGMA rekey = \"x'{raw_key.hex()}'\"")
        self.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Close; a second call does nothing."""
        self._driver.close()


def _statements(sql: str) -> Iterator[str]:
    """Split a script at the semicolons that end statements (triggers included)."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if dbapi2.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


def _explained(error: Exception) -> Exception:
    """The plain sentence for a fault of the environment; a fault of ours stays as it is."""
    words = str(error)
    if "not a database" in words or "hmac" in words:
        return Locked("The key does not open this store. Nothing was changed.")
    if "database or disk is full" in words:
        return Refused(
            "The disk is full, so the last change was not saved. All before it is safe; "
            "free some space and try again."
        )
    if "readonly database" in words or "unable to open" in words:
        return Refused(
            "This folder can’t be written to. Nothing was changed; check that the disk is attached "
            "and that you may write there."
        )
    if "locked" in words:
        return Refused("Another program is using this store. Nothing was changed; close it and try again.")
    if "disk I/O error" in words:
        # Opening a store takes a little room beside it, so a full disk ends here too: no word of damage.
        return Refused(
            "The disk does not let this store be read or written. Nothing was changed; it may be full, so "
            "free some space, or it may be failing: then copy the profile’s folder to another disk."
        )
    if "malformed" in words or "corrupt" in words:
        return Refused(
            "The store’s file is damaged. What colleagues’ devices and your backups hold is safe; "
            "restore the last backup with “mdt store restore”."
        )
    return error
