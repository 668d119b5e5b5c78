"""The write path: one intent, all or nothing, read back as it was written."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from mdt_desktop.domain.changes import Change, Changed, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import KINDS, Action, Huddle, Person
from mdt_desktop.progress import Cancelled
from mdt_desktop.store.digest import digest
from mdt_desktop.store.store import Store


def person(**fields: object) -> Person:
    return Person(id=new_id(), **{"family_name": "Ellison", "given_names": "Margaret", **fields})


def test_a_record_comes_back_as_it_was_written(store: Store) -> None:
    written = person(
        dob=date(1944, 3, 14),
        interpreter=True,
        carer=False,
        communication_needs=["large print"],
        people_around=[{"name": "Helen", "relation": "daughter"}],
    )
    store.commit([creation(written)])
    assert store.records.get(Person, written.id) == written


def test_instants_come_back_in_utc_to_the_millisecond(store: Store) -> None:
    at = datetime(2026, 3, 29, 1, 30, 0, 123000, tzinfo=UTC)
    huddle = Huddle(id=new_id(), started_at=at)
    store.commit([creation(huddle)])
    found = store.records.get(Huddle, huddle.id)
    assert found is not None
    assert found.started_at == at


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_table(store: Store, kind: str) -> None:
    record = KINDS[kind](id=new_id())
    store.commit([creation(record)])
    assert store.records.get(KINDS[kind], record.id) == record


def test_what_stands_already_is_not_written_again(store: Store) -> None:
    margaret = person()
    store.commit([creation(margaret)])
    again = store.commit([edit(margaret, family_name="Ellison")])
    assert again.entries == ()
    assert again.changed == Changed()


def test_listeners_hear_what_changed_after_it_is_there(store: Store) -> None:
    heard = []
    margaret = person()
    leave = store.subscribe(
        lambda changed: heard.append((changed, store.records.get(Person, margaret.id) is not None))
    )
    store.commit([creation(margaret)])
    leave()
    store.commit([edit(margaret, family_name="Other")])
    assert heard == [(Changed(frozenset({("person", margaret.id)})), True)]


def test_a_failing_intent_leaves_nothing(store: Store) -> None:
    before = digest(store.connection, store.space.no)
    bad = Change("person", new_id(), {"family_name": object()})
    with pytest.raises(TypeError):
        store.commit([creation(person()), bad])
    assert digest(store.connection, store.space.no) == before
    assert store.position() == 0


def test_a_large_intent_is_several_entries_and_one_transaction(store: Store) -> None:
    people = [person(family_name=f"Name{number}") for number in range(1201)]
    committed = store.commit([creation(one) for one in people])
    assert len(committed.entries) == 3
    assert len(store.records.all(Person)) == 1201


def test_a_cancelled_intent_keeps_nothing(store: Store) -> None:
    def cancel_late(done: int, total: int) -> None:
        if done:
            raise Cancelled

    people = [person(family_name=f"Name{number}") for number in range(1201)]
    with pytest.raises(Cancelled):
        store.commit([creation(one) for one in people], cancel_late)
    assert store.records.all(Person) == []
    assert store.position() == 0


def test_a_long_text_goes_alone_into_its_entry_when_it_must(store: Store) -> None:
    import secrets

    bulky = [person(address=secrets.token_hex(40_000)) for _ in range(8)]
    committed = store.commit([creation(one) for one in bulky])
    assert len(committed.entries) > 1
    assert {one.address for one in store.records.all(Person)} == {one.address for one in bulky}


def test_a_form_opened_before_a_change_replaces_only_what_it_showed(store: Store) -> None:
    action = Action(id=new_id(), text="Ring Helen")
    store.commit([creation(action)])
    shown = store.position()
    store.commit([edit(action, text="Ring Helen on Monday")])
    store.commit([Change("action", action.id, {"text": "Ring Helen's sister"}, as_of=shown)])
    rows = store.connection.execute("SELECT kind, record, field FROM conflict")
    assert rows == [("action", action.id, "text")]
    found = store.records.get(Action, action.id)
    assert found is not None
    assert found.text == "Ring Helen's sister"
    store.commit([edit(action, text="Ring Helen on Monday")])
    assert store.connection.execute("SELECT * FROM conflict") == []


def test_another_process_reads_what_was_committed(store: Store, open_store: Callable[[], Store]) -> None:
    margaret = person()
    store.commit([creation(margaret)])
    assert open_store().records.get(Person, margaret.id) == margaret


def test_unknown_kinds_and_fields_are_kept(store: Store) -> None:
    record, margaret = new_id(), person()
    store.commit([creation(margaret)])
    before = digest(store.connection, store.space.no)
    store.commit(
        [Change("telepathy", record, {"strength": 3}), Change("person", margaret.id, {"aura": "green"})]
    )
    assert digest(store.connection, store.space.no) != before
    assert store.records.get(Person, margaret.id) == margaret
    assert [write.fields for write in store.history(record)] == [{"strength": 3}]
