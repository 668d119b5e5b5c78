"""What waited in a store of before still waits in one of now, with its copy's signature as its name."""

from pathlib import Path

from mdt_desktop.store import migrations
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.store import Store
from mdt_desktop.store.waiting import lacking
from tests.integration.sync.teams_that_sync import RAW_KEY
from tests.spaces_of_tests import found_space


def test_what_waited_before_still_waits(tmp_path: Path) -> None:
    store = found_space(Store.open(tmp_path / "store.mdt", RAW_KEY))
    connection: Connection = store.connection
    connection.execute("DROP TABLE waiting")
    second = next(sql for number, sql in migrations.steps() if number == 2)
    connection.script(second[: second.index("-- The entry this installation")])
    envelope = bytes(100) + b"s" * 64
    connection.execute(
        "INSERT INTO waiting (hash, space, device, seq, lacks, needs, size, envelope) "
        "VALUES (?, ?, ?, 3, 'entry', ?, ?, ?)",
        (b"h" * 32, store.space.no, b"d" * 16, b"n" * 16, len(envelope), envelope),
    )
    connection.execute("PRAGMA user_version = 7")
    migrations.migrate(connection)
    assert connection.execute("SELECT signature, envelope FROM waiting") == [(b"s" * 64, envelope)]
    (lack,) = lacking(connection, store.space.no)
    assert (lack.kind, lack.missing, lack.author) == ("entry", b"d" * 16, b"d" * 16)
    store.close()
