"""Disks that are full, media that can only be read, files that are taken away in the middle."""

import random
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from mdt_desktop.sync.medium import Medium
from tests.integration.faults.looking import hub_entries
from tests.integration.sync.teams_that_sync import Crew, make_crew
from tests.running_hub import running_hub

MUCH = "word " * 4000
SIZE = "size=700k"


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    made = make_crew(tmp_path, 3)
    yield made
    made.close()


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """A small medium at `shared`; calls mount it again with other options."""
    folder = tmp_path / "shared"
    folder.mkdir()

    def mount(*options: str) -> int:
        command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
        return subprocess.run(command, capture_output=True, check=False).returncode

    try:
        refused = mount(SIZE)
    except FileNotFoundError:
        refused = 1
    if refused:
        pytest.skip("media can't be mounted here")

    def remount(*options: str) -> None:
        assert mount("remount", *options) == 0

    yield remount
    subprocess.run(["umount", str(folder)], check=True)


def test_a_hub_whose_disk_is_full_loses_nothing_and_takes_more_once_there_is_room(
    crew: Crew, tmp_path: Path
) -> None:
    file, room = tmp_path / "hub.sqlite", [1_000_000]
    a, b, _ = crew
    with running_hub(f"sqlite:///{file}") as hub:

        @event.listens_for(hub.hub.database.engine, "checkout")
        def limit(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {room[0]}")

        for laptop in crew:
            laptop.use_hub(hub.address)
        a.hubs[0].found(hub.invite(), a.store.statements())
        a.write("before")
        crew.sync_all(1)
        room[0] = 1  # as many as there are
        a.write_many(f"{number} {MUCH}" for number in range(20))
        b.write("by b")
        for _ in range(3):
            full = a.sync()
            assert full.waiting > 0
            assert full.problems[0].endswith(".")
            assert not full.reached[0].whole
        # Whoever has nothing to bring can still read.
        assert crew.laptops[2].sync().problems == ()
        held = len(hub_entries(file))
        assert a.sync().waiting == 21 - held
        room[0] = 1_000_000
        crew.sync_all()
        assert a.sync().waiting == 0
    assert len(crew.digests()) == 1
    assert len(hub_entries(file)) == 22
    assert len(a.texts()) == 22


def test_a_medium_that_fills_up_and_one_that_can_only_be_read(
    crew: Crew, tmp_path: Path, mounted: Callable[..., None]
) -> None:
    a, b, c = crew
    for laptop in crew:
        laptop.use_folder(tmp_path / "shared")
    a.write("before")
    crew.sync_all(1)
    a.write_many(f"{number} {MUCH} {random.Random(number).randbytes(20_000).hex()}" for number in range(30))
    full = a.sync()
    assert "disk" in full.problems[0]
    assert "full" in full.problems[0]
    assert full.waiting > 0
    assert list((tmp_path / "shared").glob("*/*.tmp")) == []
    mounted("size=64m", "ro")
    b.write("by b, who may not write there")
    closed = b.sync()
    assert "can be read but not written" in closed.problems[0]
    assert closed.waiting == 1
    assert c.sync().problems == ()
    mounted("size=64m", "rw")
    crew.sync_all()
    assert [laptop.sync().waiting for laptop in crew] == [0, 0, 0]
    assert len(crew.digests()) == 1
    assert len(c.texts()) == 32


@pytest.mark.parametrize("seed", range(4))
def test_files_that_are_taken_away_while_they_are_read_and_written(
    crew: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    shared, chance = tmp_path / "shared", random.Random(seed)
    shared.mkdir()
    for laptop in crew:
        laptop.use_folder(shared)

    def take_away() -> None:
        files = sorted(path for path in shared.rglob("*.mdt") if path.name != "space.mdt")
        if files and chance.random() < 0.4:
            chance.choice(files).unlink()

    def between(name: str) -> Callable[..., object]:
        real = getattr(Medium, name)

        def call(self: Medium, *arguments: object) -> object:
            take_away()
            answer = real(self, *arguments)
            take_away()
            return answer

        return call

    with monkeypatch.context() as patch:
        for name in ("read", "write", "listing"):
            patch.setattr(Medium, name, between(name))
        for round_ in range(8):
            for place, laptop in enumerate(crew):
                laptop.write_many(f"{round_} {place} {number}" for number in range(4))
                assert laptop.sync().problems == ()
    for _ in range(3):
        crew.sync_all(1)
        crew.clock.pass_(13)
    crew.sync_all(1)
    assert len(crew.digests()) == 1
    assert all(len(laptop.texts()) == 8 * 3 * 4 for laptop in crew)
