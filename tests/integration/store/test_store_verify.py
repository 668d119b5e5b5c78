"""Proof that the store is whole, and that it is noticed when it is not."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Person
from mdt_desktop.progress import silent
from mdt_desktop.store import search
from mdt_desktop.store.digest import digest
from mdt_desktop.store.rebuilding import rebuild
from mdt_desktop.store.store import Store
from mdt_desktop.store.verify import verify


@pytest.fixture
def filled(store: Store) -> Store:
    chance = random.Random(7)
    people = [Person(id=new_id(), family_name=f"Name{number}") for number in range(20)]
    store.commit([creation(one) for one in people])
    for _ in range(60):
        one = chance.choice(people)
        store.commit(
            [edit(one, given_names=f"Given{chance.randrange(9)}", postcode=f"AB{chance.randrange(9)}")]
        )
    return store


def authors(store: Store) -> dict[bytes, object]:
    return {store.space.device.device_id: store.space.device.public}


def test_a_whole_store_has_no_problems(filled: Store) -> None:
    found = verify(filled.connection, filled.space.no, authors(filled), silent)
    assert found.problems == []
    assert found.records == 20


def test_what_is_written_during_the_check_is_no_problem(filled: Store) -> None:
    def write(done: int, _total: int) -> None:
        if done == 5:
            filled.commit([creation(Person(id=new_id(), family_name="Meanwhile"))])

    assert verify(filled.connection, filled.space.no, authors(filled), write).problems == []


def test_a_rebuild_gives_the_same_digest_tables_and_search(filled: Store) -> None:
    before = filled.records.all(Person)
    before_digest = digest(filled.connection, filled.space.no)
    assert rebuild(filled.connection, silent)
    assert digest(filled.connection, filled.space.no) == before_digest
    assert filled.records.all(Person) == before
    assert search.find(filled.connection, filled.space.no, "name1", ("person",), 99)


@pytest.mark.parametrize("where", range(0, 400, 37))
def test_a_changed_byte_in_an_entry_is_noticed(filled: Store, where: int) -> None:
    number, envelope = filled.connection.execute(
        "SELECT no, envelope FROM entry ORDER BY no LIMIT 1 OFFSET 5"
    )[0]
    at = where % len(envelope)
    altered = envelope[:at] + bytes([envelope[at] ^ 1]) + envelope[at + 1 :]
    filled.connection.execute("UPDATE entry SET envelope = ? WHERE no = ?", (altered, number))
    assert verify(filled.connection, filled.space.no, authors(filled), silent).problems


def test_a_missing_entry_is_noticed(filled: Store) -> None:
    filled.connection.execute("DELETE FROM entry WHERE no = 5")
    assert verify(filled.connection, filled.space.no, authors(filled), silent).problems


def test_a_table_that_lies_is_noticed_and_mended(filled: Store) -> None:
    filled.connection.execute("DELETE FROM standing WHERE entry = (SELECT max(entry) FROM standing)")
    assert not rebuild(filled.connection, silent)
    assert rebuild(filled.connection, silent)


WRITES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["text", "due", "owner_id", "unheard_of"]),
        st.sampled_from(["a", "b", None, ""]),
        st.booleans(),
    ),
    max_size=30,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=WRITES)
def test_any_writes_rebuild_to_the_same_state(
    store: Store, writes: list[tuple[int, str, str | None, bool]]
) -> None:
    ids = [new_id() for _ in range(4)]
    store.commit([creation(Action(id=one, text="start")) for one in ids])
    shown = store.position()
    for which, field, value, stale in writes:
        if field == "due":
            value = "2026-11-24" if value else None
        store.commit([Change("action", ids[which], {field: value}, as_of=shown if stale else None)])
    rows = store.records.all(Action)
    conflicts = store.connection.execute("SELECT * FROM conflict ORDER BY 1, 2, 3, 4")
    assert rebuild(store.connection, silent)
    assert store.records.all(Action) == rows
    assert store.connection.execute("SELECT * FROM conflict ORDER BY 1, 2, 3, 4") == conflicts
