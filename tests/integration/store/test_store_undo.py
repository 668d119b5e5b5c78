"""Undo is a new change: it gives back earlier values where the undone ones still stand."""

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case, Person
from mdt_desktop.store.store import Store


def test_an_edit_goes_back_to_what_was_there(store: Store) -> None:
    case = Case(id=new_id(), tier="low", reason="falls")
    store.commit([creation(case)])
    edited = store.commit([edit(case, tier="medium", locality="Quayside")])
    store.commit(store.undoing(edited.entries).changes)
    assert store.records.get(Case, case.id) == case


def test_an_untouched_new_record_is_retired(store: Store) -> None:
    person = Person(id=new_id(), family_name="Ellison")
    made = store.commit([creation(person)])
    store.commit(store.undoing(made.entries).changes)
    assert store.records.all(Person) == []


def test_a_new_record_somebody_built_on_stays_and_is_listed(store: Store) -> None:
    person = Person(id=new_id(), family_name="Ellison")
    made = store.commit([creation(person)])
    store.commit([edit(person, given_names="Margaret")])
    undoing = store.undoing(made.entries)
    assert undoing.changes == []
    assert undoing.left_alone == [("person", person.id, "family_name")]


def test_what_was_edited_since_is_left_alone(store: Store) -> None:
    case = Case(id=new_id(), tier="low", locality="Quayside")
    store.commit([creation(case)])
    first = store.commit([edit(case, tier="medium", locality="Millfield")])
    store.commit([edit(case, tier="most_complex")])
    undoing = store.undoing(first.entries)
    store.commit(undoing.changes)
    found = store.records.get(Case, case.id)
    assert found is not None
    assert (found.tier, found.locality) == ("most_complex", "Quayside")
    assert undoing.left_alone == [("case", case.id, "tier")]


def test_undoing_an_undo_does_it_again(store: Store) -> None:
    case = Case(id=new_id(), tier="low")
    store.commit([creation(case)])
    edited = store.commit([edit(case, tier="medium")])
    undone = store.commit(store.undoing(edited.entries).changes)
    store.commit(store.undoing(undone.entries).changes)
    found = store.records.get(Case, case.id)
    assert found is not None
    assert found.tier == "medium"
