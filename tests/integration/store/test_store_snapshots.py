"""A new device from a snapshot: the same state at once, the log behind it, and what comes meanwhile."""

from pathlib import Path

import pytest

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Case, Person
from mdt_desktop.progress import silent
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role
from mdt_desktop.roster.issuing import remove
from mdt_desktop.store import log, projection, schema
from mdt_desktop.store.digest import digest
from mdt_desktop.store.rebuilding import rebuild
from mdt_desktop.store.snapshots import writing
from mdt_desktop.store.snapshots.loading import Loader, is_loading
from mdt_desktop.store.snapshots.part import Frames
from mdt_desktop.store.store import Store
from mdt_desktop.wire.snapshot import SignedSnapshot
from tests.integration.store.conftest import RAW_KEY, Make
from tests.spaces_of_tests import admitted, found_space, log_of


def digest_of(store: Store) -> str:
    return digest(store.connection, store.space.no)


def load(store: Store, header: bytes, content: bytes, parts: int | None = None) -> Loader:
    """Load a snapshot, or its first parts."""
    loader = Loader(store, SignedSnapshot.read(header))
    rest = content[loader.where.done :]
    if not loader.where.done:
        loader.name(rest[:16])
        rest = rest[16:]
    for at, body in enumerate(Frames().feed(rest)):
        if parts is not None and at == parts:
            return loader
        loader.take([body])
    loader.finish()
    return loader


def busy_team(make: Make) -> tuple[Store, Store, list[Case]]:
    """Two devices, 30 people with cases, edits on both, a conflict, and a field replaced before it came."""
    a = found_space(make("a"))
    b = admitted(a, make("b"), "m1")
    cases = []
    for number in range(30):
        person = Person(id=new_id(), family_name=f"Ashby{number}", given_names="Ada")
        case = Case(
            id=new_id(), person_id=person.id, ref=f"C-{number}", status="closed" if number % 3 else "active"
        )
        a.commit([creation(person), creation(case)])
        cases.append(case)
    b.apply(log_of(a))
    a.commit([edit(cases[0], reason="by a")])
    b.commit([edit(cases[0], reason="by b")])
    b.commit([Change("of_a_newer_version", new_id(), {"what": "kept"})])
    b.commit([edit(cases[1], reason="one")])
    a.apply(log_of(b))
    return a, b, cases


def snapshot_of(store: Store, path: Path) -> tuple[bytes, bytes]:
    written = writing.write(store, path)
    return written.header, path.read_bytes()


def test_a_snapshot_is_the_same_state_and_the_tail_goes_on(make: Make, tmp_path: Path) -> None:
    a, b, cases = busy_team(make)
    header, content = snapshot_of(a, tmp_path / "snapshot")
    a.commit([edit(cases[1], reason="after the snapshot")])
    b.commit([edit(cases[2], reason="beside it")])
    c = admitted(a, make("c"), "m2")
    heard = []
    c.subscribe(heard.append)
    load(c, header, content)
    assert SignedSnapshot.read(header).header.digest.hex() == digest_of(c)
    assert heard
    assert c.records.get(Case, cases[1].id).reason == "one"
    c.apply(log_of(b))
    c.apply(log_of(a)[-1:])
    a.apply(log_of(b))
    assert digest_of(c) == digest_of(a)
    assert c.lacking() == []


def test_the_open_cases_come_first(make: Make, tmp_path: Path) -> None:
    a, _, cases = busy_team(make)
    header, content = snapshot_of(a, tmp_path / "snapshot")
    c = admitted(a, make("c"), "m2")
    load(c, header, content, parts=2)
    assert is_loading(c)
    assert {case.id for case in c.records.all(Case)} == {case.id for case in cases if case.status == "active"}


def test_loading_goes_on_where_it_was_broken_off(make: Make, tmp_path: Path) -> None:
    a, _, _ = busy_team(make)
    header, content = snapshot_of(a, tmp_path / "snapshot")
    c = admitted(a, make("c"), "m2")
    load(c, header, content, parts=1)
    again = Store.open(tmp_path / "c.mdt", RAW_KEY)
    loader = load(again, header, content)
    assert loader.where.done == loader.where.total
    assert not is_loading(again)
    assert digest_of(again) == digest_of(a)
    again.close()


def test_the_log_comes_behind_and_then_everything_can_be_made_anew(make: Make, tmp_path: Path) -> None:
    a, b, cases = busy_team(make)
    header, content = snapshot_of(a, tmp_path / "snapshot")
    c = admitted(a, make("c"), "m2")
    load(c, header, content)
    with pytest.raises(Refused, match="on its way"):
        rebuild(c.connection, silent)
    c.commit([edit(cases[0], reason="settled by c")])
    arrival = c.apply(log_of(a))
    assert arrival.filled == len(log_of(a))
    assert not log.has_stubs(c.connection, c.space.no)
    assert rebuild(c.connection, silent)
    assert len(c.history(cases[0].id)) == 4
    for other in (a, b):
        other.apply(log_of(c))
    assert digest_of(a) == digest_of(c)


def test_tables_of_another_version_are_made_from_what_stands(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, _, _ = busy_team(make)
    header, content = snapshot_of(a, tmp_path / "snapshot")
    c = admitted(a, make("c"), "m2")
    load(c, header, content)
    before, cases = digest_of(c), c.records.all(Case)
    monkeypatch.setattr(schema, "whole_sql", lambda: "another version")
    assert not projection.is_current(c.connection)
    again = Store.open(tmp_path / "c.mdt", RAW_KEY)
    assert digest_of(again) == before
    assert again.records.all(Case) == cases
    again.close()


def test_a_removal_that_reaches_below_is_judged_when_the_log_has_come(make: Make, tmp_path: Path) -> None:
    a, b, cases = busy_team(make)
    cut = [head for head in a.heads() if head.device == b.space.device.device_id]
    b.commit([edit(cases[3], reason="beyond the cut")])
    a.apply(log_of(b))
    header, content = snapshot_of(a, tmp_path / "snapshot")
    c = admitted(a, make("c"), "m2")
    load(c, header, content)
    a.sign(lambda pen: remove(pen, b.space.device.device_id, cut))
    c.take_statements(a.statements())
    c.apply(log_of(a))
    assert c.records.get(Case, cases[3].id).reason == ""
    assert digest_of(c) == digest_of(a)


def test_what_is_no_snapshot_of_an_admin_is_not_loaded(make: Make, tmp_path: Path) -> None:
    a, b, _ = busy_team(make)
    header, content = snapshot_of(a, tmp_path / "snapshot")
    with pytest.raises(Refused):
        writing.write(b, tmp_path / "by-no-admin")
    c = admitted(a, make("c"), "m2")
    stranger = found_space(make("stranger"))
    strange, _ = snapshot_of(stranger, tmp_path / "strange")
    with pytest.raises(Refused):
        Loader(c, SignedSnapshot.read(strange))
    with pytest.raises(Unreadable):
        Loader(c, SignedSnapshot.read(header[:-1] + bytes([header[-1] ^ 1])))
    spoiled = bytearray(content)
    spoiled[200] ^= 1
    with pytest.raises(Unreadable):
        load(c, header, bytes(spoiled))
    d = admitted(a, make("d"), "m3")
    d.commit([creation(Action(id=new_id(), text="written meanwhile"))])
    with pytest.raises(Refused, match="already"):
        Loader(d, SignedSnapshot.read(header))


def test_who_waits_for_entries_writes_no_snapshot(make: Make, tmp_path: Path) -> None:
    a, b, cases = busy_team(make)
    admin = admitted(a, make("admin"), "m3", Role.CHAIR, is_admin=True)
    b.commit([edit(cases[0], reason="one")])
    admin.apply(log_of(b)[-1:])
    with pytest.raises(Refused):
        writing.write(admin, tmp_path / "snapshot")
