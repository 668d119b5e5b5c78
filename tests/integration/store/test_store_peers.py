"""Several devices in one space: one state from the same entries in any order, and nobody's words lost."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Minutes
from mdt_desktop.progress import silent
from mdt_desktop.roster import Role
from mdt_desktop.roster.issuing import remove
from mdt_desktop.store.digest import digest
from mdt_desktop.store.rebuilding import rebuild
from mdt_desktop.store.store import Store
from tests.spaces_of_tests import admitted, found_space, log_of

RAW_KEY = bytes(32)


@dataclass
class Team:
    """Devices that share a space, each with a store of its own; the first founded it."""

    stores: list[Store]

    def log_of(self, device: int) -> list[bytes]:
        """All envelopes a device holds, in its own order."""
        return log_of(self.stores[device])

    def bring(self, source: int, target: int) -> None:
        """Everything one device has, to another."""
        self.stores[target].take_statements(self.stores[source].statements())
        self.stores[target].apply(self.log_of(source))

    def converge(self) -> None:
        """Everything to everybody."""
        for _ in range(2):
            for source in range(len(self.stores)):
                for target in range(len(self.stores)):
                    self.bring(source, target)

    def digests(self) -> set[str]:
        return {digest(store.connection, store.space.no) for store in self.stores}


def make_team(folder: Path, size: int, roles: list[Role] | None = None) -> Team:
    granted = roles or [Role.CHAIR] * size
    founder = found_space(Store.open(folder / "0.mdt", RAW_KEY), granted[0])
    stores = [founder]
    for number, role in enumerate(granted[1:], start=1):
        stores.append(admitted(founder, Store.open(folder / f"{number}.mdt", RAW_KEY), f"m{number}", role))
    team = Team(stores)
    team.converge()
    return team


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp())
    yield path
    shutil.rmtree(path)


@pytest.fixture
def team(folder: Path) -> Iterator[Team]:
    made = make_team(folder, 3)
    yield made
    for store in made.stores:
        store.close()


def test_a_colleagues_entry_arrives_and_is_told(team: Team) -> None:
    action = Action(id=new_id(), text="Ring Helen")
    team.stores[0].commit([creation(action)])
    heard = []
    team.stores[1].subscribe(heard.append)
    team.bring(0, 1)
    assert team.stores[1].records.get(Action, action.id) == action
    assert heard[0].ids("action") == {action.id}
    assert team.stores[1].apply(team.log_of(0)).known == 1


def test_an_entry_waits_for_what_its_author_had_seen(team: Team) -> None:
    a, b, c = team.stores
    action = Action(id=new_id(), text="one")
    a.commit([creation(action)])
    team.bring(0, 1)
    b.commit([edit(action, text="two")])
    late = c.apply(team.log_of(1)[1:])
    assert (late.waiting, c.records.all(Action)) == (1, [])
    team.bring(0, 2)
    found = c.records.get(Action, action.id)
    assert found is not None
    assert found.text == "two"


def test_two_edits_apart_are_both_kept_and_settled_by_who_saw_both(team: Team) -> None:
    a, b, _ = team.stores
    action = Action(id=new_id(), text="start", due=None)
    a.commit([creation(action)])
    team.bring(0, 1)
    a.commit([edit(action, text="by a", priority="high")])
    b.commit([edit(action, text="by b", status="accepted")])
    team.converge()
    assert len(team.digests()) == 1
    for store in team.stores:
        assert store.connection.execute("SELECT field FROM conflict") == [("text",)]
        found = store.records.get(Action, action.id)
        assert found is not None
        assert (found.priority, found.status) == ("high", "accepted")
    b.commit([edit(action, text="agreed")])
    team.converge()
    for store in team.stores:
        assert store.connection.execute("SELECT field FROM conflict") == []
    assert len(team.digests()) == 1


def test_an_edit_against_retiring_keeps_the_record(team: Team) -> None:
    a, b, _ = team.stores
    action = Action(id=new_id(), text="start")
    a.commit([creation(action)])
    team.bring(0, 1)
    a.commit([edit(action, retired=True)])
    b.commit([edit(action, text="still needed"), Change("action", action.id, {"retired": False})])
    team.converge()
    assert [store.records.all(Action)[0].text for store in team.stores] == ["still needed"] * 3


def test_a_role_that_may_not_write_has_no_effect_and_blocks_nobody(folder: Path) -> None:
    team = make_team(folder, 2, [Role.CHAIR, Role.PRACTITIONER])
    forged = Minutes(id=new_id(), status="final", version=1)
    team.stores[1].commit([creation(forged)])
    action = Action(id=new_id(), text="after it")
    team.stores[1].commit([creation(action)])
    arrival = team.stores[0].apply(team.log_of(1))
    assert len(arrival.without_effect) == 1
    assert team.stores[0].records.all(Minutes) == []
    assert team.stores[0].records.get(Action, action.id) == action
    for store in team.stores:
        store.close()


def test_beyond_a_cut_nothing_has_effect_and_what_it_replaced_comes_back(folder: Path) -> None:
    team = make_team(folder, 2)
    a, b = team.stores
    action = Action(id=new_id(), text="before")
    a.commit([creation(action)])
    team.bring(0, 1)
    b.commit([edit(action, text="within the cut")])
    team.bring(1, 0)
    b.commit([edit(action, text="beyond the cut")])
    cut = [head for head in a.heads() if head.device == b.space.device.device_id]
    a.sign(lambda pen: remove(pen, b.space.device.device_id, cut))
    b.commit([edit(action, text="long after")])
    team.converge()
    assert [store.records.all(Action)[0].text for store in team.stores] == ["within the cut"] * 2
    assert len(team.digests()) == 1
    for store in team.stores:
        store.close()


def test_a_clone_loses_nothing_and_is_noticed(folder: Path) -> None:
    team = make_team(folder, 2)
    a, b = team.stores
    action = Action(id=new_id(), text="start", owner_text="nobody")
    a.commit([creation(action)])
    a.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(folder / "0.mdt", folder / "clone.mdt")
    clone = Store.open(folder / "clone.mdt", RAW_KEY)
    a.commit([edit(action, text="by the one")])
    clone.commit([edit(action, owner_text="by the other")])
    team.stores.append(clone)
    arrivals = [b.apply(team.log_of(source)) for source in (0, 2)]
    assert arrivals[1].clones == {a.space.device.device_id}
    team.converge()
    a.commit([edit(action, priority="high")])
    clone.commit([edit(action, status="accepted")])
    team.converge()
    assert len(team.digests()) == 1
    found = b.records.get(Action, action.id)
    assert found is not None
    assert (found.text, found.owner_text) == ("by the one", "by the other")
    assert (found.priority, found.status) == ("high", "accepted")
    for store in team.stores:
        store.close()


def test_a_restored_laptop_goes_on_from_its_newest_known_entry(folder: Path) -> None:
    team = make_team(folder, 2)
    a, b = team.stores
    action = Action(id=new_id(), text="start")
    a.commit([creation(action)])
    a.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(folder / "0.mdt", folder / "backup.mdt")
    a.commit([edit(action, text="lost with the laptop")])
    team.bring(0, 1)
    restored = Store.open(folder / "backup.mdt", RAW_KEY)
    a.close()
    team.stores[0] = restored
    team.bring(1, 0)
    restored.commit([edit(action, priority="high")])
    arrival = b.apply(team.log_of(0))
    assert arrival.clones == set()
    assert len(team.digests()) == 1
    for store in team.stores:
        store.close()


STEP = st.tuples(
    st.sampled_from(["edit", "edit", "edit", "stale", "undo", "sync", "part"]),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(["text", "owner_text", "retired", "unheard_of"]),
    st.integers(0, 3),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEP, max_size=25), shuffle=st.randoms(use_true_random=False))
def test_any_history_converges_and_no_standing_value_is_lost(steps: list[tuple], shuffle: object) -> None:
    folder = Path(tempfile.mkdtemp())
    team = make_team(folder, 3)
    ids = [new_id(), new_id()]
    team.stores[0].commit([creation(Action(id=one, text="start")) for one in ids])
    team.converge()
    shown = [store.position() for store in team.stores]
    last: list[tuple[int, ...]] = [(), (), ()]
    try:
        for what, at, other, field, number in steps:
            store = team.stores[at]
            value = bool(number % 2) if field == "retired" else f"value {number}"
            change = Change("action", ids[number % 2], {field: value})
            if what == "edit":
                last[at] = store.commit([change]).entries or last[at]
            elif what == "stale":
                store.commit([replace(change, as_of=shown[at])])
            elif what == "undo" and last[at]:
                store.commit(store.undoing(last[at]).changes)
            elif what == "sync":
                team.bring(other, at)
            elif what == "part":
                envelopes = team.log_of(other)
                shuffle.shuffle(envelopes)
                store.apply(envelopes[: number + 1] * 2)
        team.converge()
        assert len(team.digests()) == 1
        standing = {digest(s.connection, s.space.no) for s in team.stores if rebuild(s.connection, silent)}
        assert standing == team.digests()
        waiting = [s.connection.execute("SELECT count(*) FROM waiting")[0][0] for s in team.stores]
        assert waiting == [0, 0, 0]
    finally:
        for store in team.stores:
            store.close()
        shutil.rmtree(folder)
