"""Opening, migrating and refusing: never a silent empty list."""

import random
from pathlib import Path

import pytest

from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Person
from mdt_desktop.progress import silent
from mdt_desktop.refused import Locked, Refused
from mdt_desktop.store import migrations, projection
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.store import Store
from mdt_desktop.store.verify import verify
from tests.integration.store.conftest import RAW_KEY


def test_another_key_is_refused_in_words(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Locked, match="does not open"):
        Store.open(tmp_path / "store.mdt", b"x" * 32)


def test_the_file_is_encrypted(store: Store, tmp_path: Path) -> None:
    store.commit([creation(Person(id=new_id(), family_name="Unmistakable"))])
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = (tmp_path / "store.mdt").read_bytes()
    assert not data.startswith(b"SQLite")
    assert b"Unmistakable" not in data


def test_every_migration_can_be_run_from_nothing(tmp_path: Path) -> None:
    connection = Connection(tmp_path / "new.mdt", RAW_KEY)
    newest = migrations.steps()[-1][0]
    assert migrations.current_step(connection) == 0
    assert migrations.migrate(connection) == newest
    assert migrations.migrate(connection) == newest
    connection.close()


def test_the_numbers_of_the_migrations_have_no_gap() -> None:
    assert [number for number, _ in migrations.steps()] == list(range(1, len(migrations.steps()) + 1))


def test_a_store_of_a_newer_version_is_refused(store: Store, tmp_path: Path) -> None:
    store.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(Refused, match="newer version"):
        Store.open(tmp_path / "store.mdt", RAW_KEY)


def test_tables_of_another_version_are_made_anew(store: Store, tmp_path: Path) -> None:
    person = Person(id=new_id(), family_name="Ellison")
    store.commit([creation(person)])
    store.connection.execute("UPDATE setting SET value = ? WHERE name = 'schema'", (b"older",))
    store.connection.execute("ALTER TABLE person DROP COLUMN ethnicity")
    again = Store.open(tmp_path / "store.mdt", RAW_KEY)
    assert projection.is_current(again.connection)
    assert again.records.get(Person, person.id) == person
    again.close()


@pytest.mark.parametrize("damage", ["truncate", "overwrite"])
def test_a_damaged_file_is_said_to_be_damaged(store: Store, tmp_path: Path, damage: str) -> None:
    store.commit([creation(Person(id=new_id(), family_name=f"Name{n}")) for n in range(400)])
    store.close()
    path = tmp_path / "store.mdt"
    data = path.read_bytes()
    if damage == "truncate":
        path.write_bytes(data[: len(data) // 3 + 100])
    else:
        middle = len(data) // 2
        path.write_bytes(data[:middle] + random.Random(1).randbytes(9000) + data[middle + 9000 :])
    assert _problems(path)


def _problems(path: Path) -> list[str]:
    try:
        store = Store.open(path, RAW_KEY)
    except Refused as refused:
        return [str(refused)]
    try:
        return verify(store.connection, store.space.no, {}, silent).problems
    finally:
        store.close()


def test_rekeying_shuts_out_the_old_key(store: Store, tmp_path: Path) -> None:
    person = Person(id=new_id(), family_name="Ellison")
    store.commit([creation(person)])
    store.rekey(b"n" * 32)
    store.close()
    with pytest.raises(Locked):
        Store.open(tmp_path / "store.mdt", RAW_KEY)
    again = Store.open(tmp_path / "store.mdt", b"n" * 32)
    assert again.records.get(Person, person.id) == person
    again.close()
