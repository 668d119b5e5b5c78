"""Who had seen what: the same on every laptop, clones and third parties included."""

import shutil
from pathlib import Path

from two_laptops import RAW_KEY, Laptops, laptops

from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Note
from mdt_desktop.roster import Role
from mdt_desktop.services.session import Session
from mdt_desktop.store.causality import Causality
from mdt_desktop.store.store import Store


def write(session: Session) -> bytes:
    """An entry of this laptop, by its hash."""
    (no,) = session.commit([creation(Note(id=new_id(), text="x"))]).entries
    return bytes(session.store.connection.execute("SELECT hash FROM entry WHERE no = ?", (no,))[0][0])


def saw(session: Session, entry: bytes, other: bytes) -> bool:
    store = session.store
    one, two = (
        store.connection.execute("SELECT no FROM entry WHERE hash = ?", (whole,))[0][0]
        for whole in (entry, other)
    )
    return Causality(store.connection, store.space.no).saw(one, two)


def agreed(team: Laptops, entry: bytes, other: bytes) -> bool:
    answers = {saw(session, entry, other) for session in team.sessions}
    assert len(answers) == 1
    return answers.pop()


def test_apart_before_and_after(two: Laptops) -> None:
    here, there = two.sessions
    first = write(here)
    apart = write(there)
    two.meet()
    after = [write(there) for _ in range(3)][-1]
    two.meet()
    assert not agreed(two, apart, first)
    assert not agreed(two, first, apart)
    assert agreed(two, after, first)
    assert not agreed(two, first, after)
    assert agreed(two, after, apart)


def test_what_came_by_a_third_laptop_counts_as_seen(tmp_path: Path) -> None:
    three = laptops(tmp_path, (Role.CHAIR,) * 3)
    first = write(three.sessions[0])
    three.bring(0, 1)
    write(three.sessions[1])
    three.bring(1, 2)
    last = write(three.sessions[2])
    three.meet()
    assert agreed(three, last, first)
    three.close()


def test_a_clones_chain_is_not_taken_for_the_other(tmp_path: Path) -> None:
    three = laptops(tmp_path, (Role.CHAIR, Role.CHAIR))
    original = three.sessions[0].store
    original.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(tmp_path / "0.mdt", tmp_path / "clone.mdt")
    three.sessions.append(Session(tmp_path, Store.open(tmp_path / "clone.mdt", RAW_KEY), three.clock))
    mine, clones = write(three.sessions[0]), write(three.sessions[2])
    three.bring(0, 1)
    seen = write(three.sessions[1])
    three.meet()
    assert agreed(three, seen, mine)
    assert not agreed(three, seen, clones)
    assert not agreed(three, clones, mine)
    both = write(three.sessions[1])  # names the clone's head alone: the other was named before
    three.meet()
    assert agreed(three, both, mine)
    assert agreed(three, both, clones)
    three.close()
