"""The roster in a store: the chain chosen of all statements, keys, and entries judged by it."""

import pytest

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Organisation
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role
from mdt_desktop.roster.issuing import change_role, name_hub, remove, start_epoch
from mdt_desktop.store.digest import digest
from mdt_desktop.store.store import Store
from tests.integration.store.conftest import Make
from tests.spaces_of_tests import admitted, found_space, log_of


def converge(*stores: Store) -> None:
    for _ in range(3):
        for source in stores:
            for target in stores:
                target.take_statements(source.statements())
                target.apply(log_of(source))


def digests(*stores: Store) -> set[str]:
    return {digest(store.connection, store.space.no) for store in stores}


def device_of(store: Store) -> bytes:
    return store.space.device.device_id


def heads_of(store: Store, device: bytes) -> list:
    return [head for head in store.heads() if head.device == device]


def test_who_is_admitted_reads_what_was_written_before(make: Make) -> None:
    a = found_space(make("a"))
    action = Action(id=new_id(), text="Ring Helen")
    a.commit([creation(action)])
    b = admitted(a, make("b"), "m1", Role.PRACTITIONER)
    converge(a, b)
    assert b.records.get(Action, action.id) == action
    assert b.space.letter == "B"


def test_two_admins_fork_the_chain_and_nothing_of_either_is_lost(make: Make) -> None:
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1", is_admin=True)
    c = admitted(a, make("c"), "m2")
    converge(a, b, c)
    a.sign(lambda pen: name_hub(pen, ["https://hub.example.org"]))
    d = admitted(b, make("d"), "m3")
    late = Action(id=new_id(), text="by who was admitted on the branch set aside")
    d.commit([creation(late)])
    b.sign(lambda pen: start_epoch(pen))
    under_aside = Action(id=new_id(), text="under the key of the branch set aside")
    b.commit([creation(under_aside)])
    converge(a, b, c, d)
    stores = (a, b, c, d)
    assert len({store.roster().head for store in stores}) == 1
    assert len({store.space.key.id for store in stores}) == 1
    assert a.roster().hubs == ("https://hub.example.org",)
    assert device_of(d) in a.roster().present
    assert len(digests(*stores)) == 1
    for store in stores:
        assert store.records.get(Action, late.id) == late
        assert store.records.get(Action, under_aside.id) == under_aside
        assert store.lacking() == []


def test_an_entry_waits_for_the_statement_its_author_knew(make: Make) -> None:
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1")
    a.sign(lambda pen: start_epoch(pen))
    action = Action(id=new_id(), text="after")
    a.commit([creation(action)])
    arrival = b.apply(log_of(a))
    assert arrival.waiting == 1
    assert [lack.kind for lack in b.lacking()] == ["roster"]
    b.take_statements(a.statements())
    assert b.records.get(Action, action.id) == action
    assert b.space.key == a.space.key


def test_who_did_not_know_yet_may_write_under_the_old_key_and_who_knew_may_not(make: Make) -> None:
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1")
    converge(a, b)
    old = b.space.key
    a.sign(lambda pen: start_epoch(pen))
    unknowing = Action(id=new_id(), text="did not know")
    b.commit([creation(unknowing)])
    b.take_statements(a.statements())
    b.connection.execute("UPDATE space SET key_id = ? WHERE no = ?", (old.id, b.space.no))
    knowing = Action(id=new_id(), text="knew, and wrote under the old key")
    b.commit([creation(knowing)])
    converge(a)
    a.apply(log_of(b))
    assert a.records.get(Action, unknowing.id) == unknowing
    assert a.records.get(Action, knowing.id) is None


def test_beyond_a_demotion_the_lesser_role_counts_whatever_it_claims(make: Make) -> None:
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1", Role.COORDINATOR)
    converge(a, b)
    before, after = Organisation(id=new_id(), name="Before"), Organisation(id=new_id(), name="After")
    b.commit([creation(before)])
    converge(a, b)
    cut = heads_of(a, device_of(b))
    a.sign(lambda pen: change_role(pen, device_of(b), Role.PRACTITIONER, cut, admin=False))
    b.commit([creation(after)])
    note = Action(id=new_id(), text="may still be written")
    b.commit([creation(note)])
    converge(a, b)
    for store in (a, b):
        assert [one.name for one in store.records.all(Organisation)] == ["Before"]
        assert store.records.get(Action, note.id) == note
    assert len(digests(a, b)) == 1


def test_a_late_reader_judges_as_those_who_were_there(make: Make) -> None:
    """The cut is known before the entries it cuts; a clone's other chain lies beside it."""
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1")
    action = Action(id=new_id(), text="start")
    a.commit([creation(action)])
    converge(a, b)
    for number in range(5):
        b.commit([edit(action, text=f"edit {number}")])
    converge(a, b)
    cut = heads_of(a, device_of(b))
    b.commit([edit(action, text="beyond")])
    a.sign(lambda pen: remove(pen, device_of(b), cut))
    converge(a, b)
    c = admitted(a, make("c"), "m2")
    for envelope in reversed(log_of(a)):
        c.apply([envelope])
    found = c.records.get(Action, action.id)
    assert found is not None
    assert found.text == "edit 4"
    assert len(digests(a, b, c)) == 1


def test_a_spoiled_copy_of_a_statement_keeps_out_no_good_one(make: Make) -> None:
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1")
    a.sign(lambda pen: name_hub(pen, ["https://hub.example.org"]))
    good = a.statements()[-1]
    spoiled = good[:-1] + bytes([good[-1] ^ 1])
    b.take_statements([spoiled])
    assert b.roster().hubs == ()
    b.take_statements([good, b"nonsense"])
    assert b.roster().hubs == ("https://hub.example.org",)


def test_without_the_newest_key_nothing_is_written_and_nothing_is_lost(make: Make) -> None:
    a = found_space(make("a"))
    a.sign(lambda pen: start_epoch(pen))
    a.connection.execute("DELETE FROM space_key WHERE id = ?", (a.space.key.id,))
    with pytest.raises(Refused, match="new key"):
        a.commit([creation(Action(id=new_id(), text="lost?"))])


def test_only_an_admin_signs_and_a_refused_statement_leaves_nothing(make: Make) -> None:
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1")
    with pytest.raises(Refused):
        b.sign(lambda pen: start_epoch(pen))
    assert b.statements() == a.statements()
    a.commit([creation(Action(id=new_id(), text="still works"))])
    converge(a, b)
    assert len(digests(a, b)) == 1


def test_a_roster_change_that_is_taken_back_is_forgotten(make: Make) -> None:
    a = found_space(make("a"))
    with pytest.raises(Refused), a.together():  # noqa: PT012 - both steps are one intent
        a.sign(lambda pen: name_hub(pen, ["https://hub.example.org"]))
        a.sign(lambda pen: name_hub(pen, ["not an address"]))
    assert a.roster().hubs == ()
    a.sign(lambda pen: name_hub(pen, ["https://other.example.org"]))
    assert a.roster().hubs == ("https://other.example.org",)


def test_what_was_written_on_a_branch_whose_signer_is_no_admin_any_more_opens(make: Make) -> None:
    """It was begun before the third joined, so it has no box for them, and nobody means it again."""
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1", is_admin=True)
    c = admitted(a, make("c"), "m2")
    b.sign(lambda pen: start_epoch(pen))
    action = Action(id=new_id(), text="under the key of the branch")
    b.commit([creation(action)])
    a.sign(lambda pen: change_role(pen, device_of(b), Role.CHAIR, heads_of(a, device_of(b)), admin=False))
    converge(a, b, c)
    assert len({store.space.key.id for store in (a, b, c)}) == 1
    assert len(digests(a, b, c)) == 1
    assert c.lacking() == []
