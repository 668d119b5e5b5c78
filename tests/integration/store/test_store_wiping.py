"""One space deleted from a store of two: nothing of it is left in any table or index, all of the other is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case, Note, Person
from mdt_desktop.store import drafts, leaving, wiping
from mdt_desktop.store.digest import digest
from mdt_desktop.store.search import find
from mdt_desktop.store.store import Store
from tests.integration.store.conftest import RAW_KEY, new_space

LEFT, STAYED = "Zuckermandel", "Quillfeather"


def write_team(store: Store, name: str) -> Case:
    """A person with a case, a note, a half-typed note and a conflict."""
    person = Person(id=new_id(), family_name=name)
    case = Case(id=new_id(), person_id=person.id, ref="C-0001", what_matters=f"{name} at home")
    store.commit([creation(person), creation(case)])
    store.commit([creation(Note(id=new_id(), case_id=case.id, text=f"{name} rang"))])
    seen = store.position() - 1
    change = edit(person, family_name=f"{name}s")
    store.commit([type(change)(change.kind, change.id, change.fields, as_of=seen - 1)])
    drafts.keep(store.connection, f"note {case.id}", f"{name} half typed")
    return case


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "store.mdt", RAW_KEY)
    store.found(new_space())
    write_team(store, LEFT)
    drafts.keep(store.connection, "somebody new", f"{LEFT} to be")
    leaving.begin(store.connection, store.space.no, 1.0)
    store.found(new_space())
    yield store
    store.close()


def everything(store: Store) -> str:
    """Every cell of every table, those inside the search index among them."""
    tables = store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    cells = []
    for (table,) in tables:
        for row in store.connection.execute(f'SELECT * FROM "{table}"'):
            cells += [one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in row]
    return "\n".join(cells).casefold()


def test_nothing_of_a_wiped_space_is_left_and_all_of_the_other(store: Store) -> None:
    stayed = store.space
    kept = write_team(store, STAYED)
    before = digest(store.connection, stayed.no)
    [left, _] = store.spaces()
    store.use(left)
    assert LEFT.casefold()[:6] in everything(store)

    store.wipe()

    assert [one.id for one in store.spaces()] == [stayed.id]
    assert store.space.id == stayed.id
    cells = everything(store)
    assert LEFT.casefold()[:6] not in cells
    for secret in (left.id, left.key.secret, left.device.signing_seed, left.device.device_id):
        assert secret.decode("latin-1").casefold() not in cells
    assert digest(store.connection, stayed.no) == before
    assert find(store.connection, stayed.no, STAYED, ("person",), 9)
    assert drafts.kept(store.connection, f"note {kept.id}") == f"{STAYED} half typed"


@pytest.mark.parametrize("forgotten", ["entry", "standing", "person", "space_key"])
def test_that_test_sees_what_a_table_keeps(
    store: Store, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    tables = wiping._tables_with_space
    monkeypatch.setattr(wiping, "_tables_with_space", lambda one: [t for t in tables(one) if t != forgotten])
    store.connection.execute("PRAGMA foreign_keys = OFF")
    with pytest.raises(AssertionError):
        test_nothing_of_a_wiped_space_is_left_and_all_of_the_other(store)


def test_the_last_space_leaves_a_store_that_holds_none(store: Store) -> None:
    store.wipe()
    store.wipe()
    assert not store.has_space()
    assert store.spaces() == []
    assert LEFT.casefold()[:6] not in everything(store)
    again = store.found(new_space())
    assert store.space.id == again.id
