"""A new laptop begins with a snapshot from the folder or the hub; the log comes behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_desktop.progress import silent
from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.store import log
from mdt_desktop.store.rebuilding import rebuild
from mdt_desktop.sync.folder import Folder
from mdt_desktop.wire.snapshot import SnapshotHeader
from tests.early_snapshots import early_snapshots
from tests.integration.sync.teams_that_sync import Crew, Laptop
from tests.running_hub import RunningHub


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    """A snapshot from the twentieth entry on, in many parts."""
    with early_snapshots():
        yield


@pytest.fixture
def busy(crew: Crew) -> Crew:
    """A crew that shares a folder, with thirty entries in it and a snapshot."""
    founder = crew.laptops[0]
    founder.write_many(f"action {number}" for number in range(30))
    founder.sync()
    return crew


def snapshots_in(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "snapshots").glob("*.mdt"))


def test_an_admin_leaves_a_snapshot_in_the_folder_and_a_new_laptop_loads_it(busy: Crew, shared: Path) -> None:
    assert len(snapshots_in(shared)) == 2
    busy.laptops[0].write("behind the snapshot")
    busy.sync_all()
    new = busy.join().use_folder(shared)
    route, _ = new.ways[0]
    new.ways[0] = route, lambda: Trickles(shared, new.store.space.id, new.device)
    parts = heard_by(new)
    new.sync()
    assert len(parts) > 3
    assert new.texts() == busy.laptops[0].texts()
    assert not log.has_stubs(new.store.connection, new.store.space.no)
    assert rebuild(new.store.connection, silent)
    new.write("by the new one")
    busy.sync_all()
    assert len(busy.digests()) == 1


class Trickles(Folder):
    """A folder from which a snapshot comes little by little: each part can be used as it lands."""

    def snapshot_from(self, header: SnapshotHeader, at: int) -> Iterator[bytes]:
        for chunk in super().snapshot_from(header, at):
            yield from (chunk[first : first + 500] for first in range(0, len(chunk), 500))


def heard_by(laptop: Laptop) -> list[object]:
    heard: list[object] = []
    laptop.store.subscribe(heard.append)
    return heard


def test_a_new_one_takes_its_place_when_the_log_has_grown_by_a_quarter(busy: Crew, shared: Path) -> None:
    founder = busy.laptops[0]
    before = snapshots_in(shared)
    founder.write("one more")
    founder.sync()
    assert snapshots_in(shared) == before
    founder.write_many(f"more {number}" for number in range(10))
    founder.sync()
    after = snapshots_in(shared)
    assert len(after) == 2
    assert not set(after) & set(before)


def test_who_is_no_admin_leaves_none(crew: Crew, shared: Path) -> None:
    crew.laptops[1].write_many(f"action {number}" for number in range(30))
    crew.laptops[1].sync()
    assert not (shared / "snapshots").exists()


class Fails(Folder):
    """A folder whose snapshot can be read up to a byte; then the line is cut."""

    left = 2_000

    def snapshot_from(self, header: SnapshotHeader, at: int) -> Iterator[bytes]:
        for chunk in super().snapshot_from(header, at):
            yield chunk[: self.left]
            raise OutOfReach("cut")


def test_broken_off_it_goes_on_and_nothing_is_written_meanwhile(busy: Crew, shared: Path) -> None:
    new = busy.join()
    new.use_folder(shared)
    route, whole = new.ways[0]
    new.ways[0] = route, lambda: Fails(shared, new.store.space.id, new.device)
    assert new.sync().reached[0].out_of_reach
    assert 0 < len(new.texts()) < 30
    with pytest.raises(Refused, match="still arriving"):
        new.write("too early")
    new.ways[0] = route, whole
    new.sync()
    assert new.texts() == busy.laptops[0].texts()
    new.write("now")
    busy.sync_all()
    assert len(busy.digests()) == 1


def test_where_it_is_lost_half_way_the_log_is_read(busy: Crew, shared: Path) -> None:
    new = busy.join()
    new.use_folder(shared)
    route, whole = new.ways[0]
    new.ways[0] = route, lambda: Fails(shared, new.store.space.id, new.device)
    new.sync()
    for path in (shared / "snapshots").iterdir():
        path.unlink()
    new.ways[0] = route, whole
    new.sync()
    assert new.texts() == busy.laptops[0].texts()
    assert rebuild(new.store.connection, silent)


def test_a_spoiled_snapshot_harms_nobody(busy: Crew, shared: Path) -> None:
    piece = next(path for path in (shared / "snapshots").iterdir() if "-" in path.name)
    piece.write_bytes(piece.read_bytes()[:-40])
    new = busy.join().use_folder(shared)
    synced = new.sync()
    assert synced.reached[0].whole
    assert new.texts() == busy.laptops[0].texts()


def test_the_same_over_a_hub(team: Crew, hub: RunningHub) -> None:
    founder = team.laptops[0]
    founder.write_many(f"action {number}" for number in range(30))
    founder.sync()
    founder.write("behind the snapshot")
    founder.sync()
    new = team.join().use_hub(hub.address)
    founder.sync()
    new.sync()
    assert new.texts() == founder.texts()
    assert not log.has_stubs(new.store.connection, new.store.space.no)
    assert rebuild(new.store.connection, silent)
    assert log.count(new.store.connection, new.store.space.no) == 31
    new.write("by the new one")
    team.sync_all()
    assert len(team.digests()) == 1
