"""Finding people as they are typed: any script, short names, numbers with spaces."""

import pytest

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Note, Person
from mdt_desktop.store import search
from mdt_desktop.store.store import Store

PEOPLE = {
    "li": Person(id=new_id(), family_name="Li", given_names="Ng", nhs_number="9990276137"),
    "howells": Person(id=new_id(), family_name="Howells", given_names="Siân", postcode="AB1 2CD"),
    "begum": Person(id=new_id(), family_name="BEGUM", given_names="Fatima (ফাতেমা)"),
    "odowd": Person(id=new_id(), family_name="O’Dowd", given_names="Patrick"),
}


@pytest.fixture
def people(store: Store) -> Store:
    store.commit([creation(one) for one in PEOPLE.values()])
    return store


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("li", "li"),
        ("Li N", "li"),
        ("999 027 6137", "li"),
        ("9990276137", "li"),
        ("sian", "howells"),
        ("HOWELLS, siân", "howells"),
        ("ab1 2cd", "howells"),
        ("ফাতেমা", "begum"),
        ("fatima beg", "begum"),
        ("dowd", "odowd"),
    ],
)
def test_typed_words_find_the_person(people: Store, typed: str, who: str) -> None:
    hits = search.find(people.connection, people.space.no, typed, ("person",), 10)
    assert [hit.id for hit in hits] == [PEOPLE[who].id]


@pytest.mark.parametrize("typed", ['"', "'", "%", "_", "*", "a AND", "NEAR(", "\\", "  ", "ell* OR"])
def test_odd_characters_are_words_like_others(people: Store, typed: str) -> None:
    assert search.find(people.connection, people.space.no, typed, ("person",), 10) == []


def test_the_index_follows_edits_and_retiring(people: Store) -> None:
    li = PEOPLE["li"]
    people.commit([edit(li, family_name="Longer")])
    assert search.find(people.connection, people.space.no, "longer", ("person",), 10)
    people.commit([edit(li, retired=True)])
    assert search.find(people.connection, people.space.no, "longer", ("person",), 10) == []


def test_notes_are_found_by_their_words(people: Store) -> None:
    note = Note(id=new_id(), text="The cat is called Mogg")
    people.commit([creation(note)])
    assert [hit.id for hit in search.find(people.connection, people.space.no, "mogg", ("note",), 5)] == [
        note.id
    ]
