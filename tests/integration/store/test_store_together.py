"""Several commits as one step: kept or not at all, told once, undone together."""

from collections.abc import Callable

import pytest

from mdt_desktop.domain.changes import Changed, creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Note
from mdt_desktop.refused import Refused
from mdt_desktop.store.commit import NOT_STORABLE, TOO_LONG
from mdt_desktop.store.store import Store


def note(text: str = "note") -> Note:
    return Note(id=new_id(), text=text)


def fail_after_a_note(store: Store) -> None:
    with store.together():
        store.commit([creation(note("lost"))])
        raise Refused("no")


def test_what_fails_leaves_nothing_of_the_whole(store: Store) -> None:
    before = store.position()
    with pytest.raises(Refused):
        fail_after_a_note(store)
    assert store.position() == before
    assert store.records.all(Note) == []
    store.commit([creation(note("after"))])
    assert [one.text for one in store.records.all(Note)] == ["after"]


def test_a_part_that_fails_can_be_left_out(store: Store) -> None:
    with store.together():
        store.commit([creation(note("kept"))])
        with pytest.raises(Refused):
            fail_after_a_note(store)
    assert [one.text for one in store.records.all(Note)] == ["kept"]


def test_listeners_hear_of_it_when_all_is_kept(store: Store) -> None:
    heard: list[Changed] = []
    stop: Callable[[], None] = store.subscribe(heard.append)
    with store.together():
        store.commit([creation(note())])
        assert heard == []
        store.commit([creation(note())])
    assert len(heard) == 2
    with pytest.raises(Refused):
        fail_after_a_note(store)
    store.commit([creation(note())])
    stop()
    assert len(heard) == 3


@pytest.mark.parametrize(
    ("text", "words"), [("x" * 3_000_000, TOO_LONG), ("\ud800", NOT_STORABLE)], ids=["long", "half"]
)
def test_what_can_not_be_stored_is_refused_in_words(store: Store, text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        store.commit([creation(note(text))])
    assert str(refused.value) == words
    assert store.records.all(Note) == []
