"""A shared folder between real stores: everything arrives, whatever happens to the files."""

from pathlib import Path

import pytest

from mdt_desktop.sync import entry_files
from mdt_desktop.sync.desk import Desk
from tests.integration.sync.teams_that_sync import Crew


def files_of(folder: Path, pattern: str = "*/*.mdt") -> list[Path]:
    return sorted(folder.glob(pattern))


def entry_paths(folder: Path) -> list[Path]:
    return [path for path in files_of(folder) if path.parent.name not in ("roster", "joins", "answers")]


def test_what_is_said_of_it_is_what_was_acknowledged(crew: Crew) -> None:
    a, b, _ = crew
    a.write("one")
    a.write("two")
    first = a.sync()
    assert (first.pushed, first.waiting, first.oldest_waiting) == (2, 0, None)
    assert first.last_confirmed == crew.clock.now
    second = b.sync()
    assert (second.pulled, second.pushed) == (2, 0)
    a.write("three")
    assert a.store.connection.execute("SELECT count(*) FROM held")[0][0] == 1


def test_paths_are_short_lower_case_and_plain(crew: Crew, shared: Path) -> None:
    crew.laptops[0].write("one")
    crew.sync_all()
    for path in files_of(shared, "**/*"):
        below = path.relative_to(shared).as_posix()
        assert len(below) <= 100
        assert below == below.lower()
        assert set(below) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./")


def test_many_small_files_become_few_and_nobody_misses_one(crew: Crew, shared: Path) -> None:
    a, b, c = crew
    for number in range(entry_files.SMALL_FILES_MAX * 2 + 5):
        a.write(f"edit {number}")
        a.sync()
        if number % 10 == 0:
            b.sync()
    own = [path for path in entry_paths(shared) if path.parent.name == a.device.hex()]
    assert len(own) < entry_files.SMALL_FILES_MAX
    crew.sync_all()
    assert len(c.texts()) == entry_files.SMALL_FILES_MAX * 2 + 5
    assert len(crew.digests()) == 1
    assert [laptop.sync().pushed for laptop in crew] == [0, 0, 0]


def test_one_row_says_what_a_folder_holds(crew: Crew) -> None:
    a, b, _ = crew
    for number in range(50):
        (a if number % 2 else b).write(f"{number}")
        if number % 7 == 0:
            crew.sync_all(1)
    crew.sync_all()
    assert [laptop.held_rows() for laptop in crew] == [1, 1, 1]


def test_a_folder_emptied_of_entries_is_filled_again(crew: Crew, shared: Path) -> None:
    a, b, _ = crew
    a.write("by a")
    b.write("by b")
    crew.sync_all()
    for path in files_of(shared):
        path.unlink()
    crew.sync_all()
    fresh = crew.join().use_folder(shared)
    crew.sync_all()
    assert fresh.texts() == {"by a", "by b"}
    assert len(crew.digests()) == 1


def test_what_its_author_can_not_post_again_others_do_within_a_day(crew: Crew, shared: Path) -> None:
    a, b, c = crew
    a.write("by a")
    crew.sync_all()
    for path in entry_paths(shared):
        path.unlink()
    b.sync()
    assert entry_paths(shared) == []
    for _ in range(24):
        crew.clock.pass_(1)
        b.sync()
    assert len(entry_paths(shared)) == 1
    assert c.sync().pulled == 0


def test_half_files_conflicted_copies_and_renamed_ones(crew: Crew, shared: Path) -> None:
    a, b, c = crew
    a.write("one")
    a.sync()
    (path,) = entry_paths(shared)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert b.sync().pulled == 0
    path.with_name("copy of it (LAPTOP-7's conflicted copy).mdt").write_bytes(whole)
    assert b.sync().pulled == 1
    path.write_bytes(b"")
    a.write("two")
    crew.sync_all()
    assert b.texts() == c.texts() == {"one", "two"}
    assert len(crew.digests()) == 1


def test_files_in_any_order_of_arrival(crew: Crew, shared: Path) -> None:
    a, b, c = crew
    action = a.write("start")
    a.sync()
    b.sync()
    b.edit(action, text="on top of it")
    b.sync()
    late = [path for path in entry_paths(shared) if path.parent.name == a.device.hex()]
    kept = [(path, path.read_bytes()) for path in late]
    for path in late:
        path.unlink()
    there = c.sync()
    assert [lack.kind for lack in there.missing] == ["entry"]
    for path, data in kept:
        path.write_bytes(data)
    assert c.sync().missing == ()
    assert c.texts() == {"on top of it"}


def test_a_clone_and_its_original_lose_nothing(crew: Crew, shared: Path) -> None:
    a, b, _ = crew
    a.write("before")
    crew.sync_all()
    twin = crew.copy(0)
    a.write("by the one")
    twin.write("by the other")
    crew.sync_all(3)
    assert b.texts() == {"before", "by the one", "by the other"}
    assert len(crew.digests()) == 1
    for path in entry_paths(shared):
        path.unlink()
    crew.sync_all(3)
    fresh = crew.join().use_folder(shared)
    crew.sync_all()
    assert fresh.texts() == b.texts()


def test_a_clones_file_that_vanished_is_not_taken_for_its_twins(crew: Crew, shared: Path) -> None:
    a, b, _ = crew
    a.write("before")
    crew.sync_all()
    twin = crew.copy(0)
    a.write("by the one")
    twin.write("by the other")
    crew.sync_all(3)
    same_place = [path for path in entry_paths(shared) if path.name.startswith("2-2-")]
    assert len(same_place) == 2
    for path in same_place:
        path.unlink()
        b.sync()
        a.sync()
        assert path.exists()


def test_files_stay_while_some_of_their_entries_are_not_in_the_log(
    crew: Crew, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own, from before it was brought back from a backup, may wait for what they build on."""
    a = crew.laptops[0]
    whole = Desk.stretch
    monkeypatch.setattr(Desk, "stretch", lambda desk, first, last: whole(desk, first, last)[:-1])
    for number in range(entry_files.SMALL_FILES_MAX + 1):
        a.write(f"{number}")
        a.sync()
    assert len(entry_paths(shared)) == entry_files.SMALL_FILES_MAX + 1
    monkeypatch.undo()
    a.write("one more")
    a.sync()
    assert len(entry_paths(shared)) == 1
