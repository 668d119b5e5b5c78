"""A shared folder that fails: what was written is kept, told, and goes when it can."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.progress import Cancelled, Counted
from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.store import routes
from mdt_desktop.sync import entry_files, medium
from mdt_desktop.sync.engine import sync_space
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.on_store import inline
from mdt_desktop.wire.shapes import join_id
from tests.integration.sync.teams_that_sync import Crew, make_crew

Failing = Callable[..., None]


def entry_paths(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*/*.mdt") if path.parent.name != "roster")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Makes a call of the operating system fail from its n-th on, as a medium does."""

    def fail(name: str, number: int, after: int = 0) -> None:
        real, calls = getattr(os, name), 0

        def call(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls > after:
                raise OSError(number, os.strerror(number))
            return real(*arguments, **options)

        monkeypatch.setattr(medium.os, name, call)

    return fail


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_medium_that_can_only_be_read(
    crew: Crew, failing: Failing, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = crew
    a.write("by a")
    a.sync()
    b.write("by b")
    with monkeypatch.context():
        failing("replace", number)
        synced = b.sync()
    assert "can be read but not written" in synced.problems[0]
    assert (synced.pulled, synced.pushed, synced.waiting) == (1, 0, 1)
    assert not synced.reached[0].out_of_reach
    monkeypatch.undo()
    assert b.sync().waiting == 0
    crew.sync_all()
    assert len(crew.digests()) == 1


@pytest.mark.parametrize(
    ("call", "number"), [("fsync", errno.ENOSPC), ("fsync", errno.EDQUOT), ("replace", errno.EIO)]
)
def test_a_disk_that_is_full_or_fails(
    crew: Crew, shared: Path, failing: Failing, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = crew
    crew.sync_all()
    a.write("one")
    failing(call, number)
    synced = a.sync()
    assert synced.waiting == 1
    assert "kept on this computer" in synced.problems[0]
    assert list(shared.glob("*/*.tmp")) == []
    monkeypatch.undo()
    assert a.sync().waiting == 0
    assert b.sync().pulled == 1


def test_a_folder_that_is_not_there(crew: Crew, shared: Path, tmp_path: Path) -> None:
    a, b, _ = crew
    a.write("one")
    a.sync()
    shared.rename(tmp_path / "unplugged")
    a.write("two")
    synced = a.sync()
    assert synced.reached[0].out_of_reach
    assert "can’t be reached" in synced.problems[0]
    assert synced.waiting == 1
    (tmp_path / "unplugged").rename(shared)
    assert a.sync().problems == ()
    assert b.sync().pulled == 2


def test_an_empty_mount_point_is_no_empty_folder(crew: Crew, shared: Path, tmp_path: Path) -> None:
    a = crew.laptops[0]
    a.write("one")
    a.sync()
    shared.rename(tmp_path / "unmounted")
    shared.mkdir()
    synced = a.sync()
    assert synced.reached[0].out_of_reach
    assert list(shared.iterdir()) == []


def test_another_teams_folder(crew: Crew, shared: Path, tmp_path: Path) -> None:
    crew.laptops[0].write("ours")
    crew.sync_all()
    (tmp_path / "others").mkdir()
    others = make_crew(tmp_path / "others", 1)
    (other,) = others
    other.write("theirs")
    before = sorted(shared.glob("**/*"))
    synced = other.use_folder(shared).sync()
    assert "belongs to another team" in synced.problems[0]
    assert sorted(shared.glob("**/*")) == before
    (shared / "space.mdt").unlink()
    assert "belongs to another team" in other.sync().problems[0]
    assert sorted(path for path in before if path.name != "space.mdt") == sorted(shared.glob("**/*"))
    others.close()


def test_another_teams_file_among_ours(crew: Crew, shared: Path, tmp_path: Path) -> None:
    a, b, _ = crew
    a.write("ours")
    a.sync()
    (tmp_path / "others").mkdir()
    (tmp_path / "elsewhere").mkdir()
    others = make_crew(tmp_path / "others", 1)
    others.laptops[0].write("theirs")
    others.laptops[0].use_folder(tmp_path / "elsewhere").sync()
    for path in entry_paths(tmp_path / "elsewhere"):
        shutil.copytree(path.parent, shared / path.parent.name)
    synced = b.sync()
    assert (synced.pulled, synced.problems) == (1, ())
    assert "another team" in synced.reached[0].notes[0]
    others.close()


def test_two_who_begin_a_folder_at_once(crew: Crew, shared: Path) -> None:
    a, b, _ = crew
    a.write("by a")
    a.sync()
    first = (shared / "space.mdt").read_bytes()
    (shared / "space.mdt").unlink()
    b.write("by b")
    b.sync()
    (shared / "space (conflicted copy).mdt").write_bytes(first)
    for _ in range(2):
        assert all(laptop.sync().problems == () for laptop in crew)
    assert len(crew.digests()) == 1


def test_names_in_capitals_and_odd_folders(crew: Crew, shared: Path) -> None:
    a, b, c = crew
    a.write("one")
    a.sync()
    for path in entry_paths(shared):
        loud = shared / path.parent.name.upper()
        path.parent.rename(loud)
        (loud / path.name).rename(loud / path.name.upper())
    (shared / "Roster (1)").mkdir()
    for path in (shared / "roster").iterdir():
        path.rename(shared / "Roster (1)" / path.name)
    (shared / "desktop.ini").write_text("[.ShellClassInfo]")
    (shared / "~$note.docx").write_bytes(b"x")
    assert b.sync().pulled == 1
    crew.sync_all()
    assert c.texts() == {"one"}
    assert len(crew.digests()) == 1


def test_what_is_no_file_of_ours_is_left_alone(crew: Crew, shared: Path) -> None:
    a, b, _ = crew
    a.write("one")
    a.sync()
    odd = shared / a.device.hex()
    (odd / "1-1-zz.mdt").write_bytes(os.urandom(500))
    (odd / "empty.mdt").write_bytes(b"")
    (odd / "huge.mdt").write_bytes(bytes(5 * 1024 * 1024))
    (odd / "folder.mdt").mkdir()
    (odd / "dangling.mdt").symlink_to(shared / "nowhere")
    synced = b.sync()
    assert (synced.pulled, synced.problems, synced.refused) == (1, (), ())
    assert (odd / "huge.mdt").exists()


def test_a_half_written_file_of_a_crash_is_tidied_by_its_writer(crew: Crew, shared: Path) -> None:
    a, b, _ = crew
    a.write("one")
    a.sync()
    own = shared / a.device.hex() / f"{a.device.hex()[:8]}0123456789ab.tmp"
    others = shared / a.device.hex() / f"{b.device.hex()[:8]}0123456789ab.tmp"
    own.write_bytes(b"half")
    others.write_bytes(b"half")
    a.sync()
    assert not own.exists()
    assert others.exists()


def test_files_that_are_only_in_the_cloud(crew: Crew, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, _ = crew
    a.write("one")
    a.sync()
    with monkeypatch.context() as patch:
        patch.setattr(medium, "_is_cloud_only", lambda about: True)
        synced = b.sync()
    assert synced.pulled == 0
    assert "not on this computer yet" in synced.reached[0].notes[0]
    assert b.sync().pulled == 1


def test_a_subfolder_that_cannot_be_listed_is_not_taken_for_empty(
    crew: Crew, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = crew.laptops[0]
    a.write("one")
    crew.sync_all()
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if Path(path).name == a.device.hex():
            raise PermissionError(errno.EACCES, "no")
        return real(path)

    monkeypatch.setattr(medium.os, "scandir", scandir)
    synced = a.sync()
    assert (synced.pushed, synced.problems) == (0, ())


def test_a_stick_carries_everything_to_somebody_without_network(crew: Crew, tmp_path: Path) -> None:
    a, b, _ = crew
    fresh = crew.join()
    a.write("by a")
    b.write("by b")
    for laptop in (a, b):
        laptop.sync()
    a.sync()
    stick = tmp_path / "stick"
    stick.mkdir()
    a.use_folder(stick, once=True).sync(-1)
    fresh.use_folder(stick, once=True).sync()
    assert fresh.texts() == {"by a", "by b"}
    fresh.write("from away")
    fresh.sync()
    assert a.sync(-1).pulled == 1
    crew.clock.pass_(13)
    a.sync(0)
    crew.clock.pass_(13)
    a.sync(0)
    assert b.sync().pulled == 1


def test_another_stick_in_the_same_place(crew: Crew, tmp_path: Path) -> None:
    a = crew.laptops[0]
    a.write("by a")
    stick = tmp_path / "stick"
    for number in range(2):
        stick.mkdir()
        a.use_folder(stick, once=True).sync(-1)
        assert len(entry_paths(stick)) == 1
        stick.rename(tmp_path / f"stick {number}")


def test_what_lies_only_on_a_stick_is_still_said_to_wait(crew: Crew, tmp_path: Path) -> None:
    a = crew.laptops[0]
    a.sync()
    a.write("by a")
    stick = tmp_path / "stick"
    stick.mkdir()
    assert a.use_folder(stick, once=True).sync(-1).waiting == 1
    assert a.sync(0).waiting == 0


def test_cancelled_between_pages_it_keeps_what_came(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, _ = crew
    monkeypatch.setattr("mdt_desktop.sync.folder_reading._PAGE_BYTES", 2000)
    a.write_many(f"number {number}" for number in range(40))
    a.sync()

    def enough(done: int, total: int, of: Counted) -> None:
        assert done <= total
        if of is Counted.COMING and done >= 8:
            raise Cancelled

    route, make = b.ways[0]
    ways = [(routes.route(b.store.connection, route.no), make())]
    with pytest.raises(Cancelled):
        sync_space(inline(b.store), b.store.space, ways, enough)
    kept = len(b.texts())
    assert 8 <= kept < 40
    assert b.sync().pulled == 40 - kept
    assert len(b.texts()) == 40


def test_an_unchanged_folder_costs_its_listing_and_no_more(
    crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = crew
    for number in range(20):
        a.write(f"{number}")
        a.sync()
    b.sync()
    read: list[str] = []
    real = medium.Medium.read

    def counting(self: medium.Medium, path: str) -> bytes | None:
        read.append(path)
        return real(self, path)

    monkeypatch.setattr(medium.Medium, "read", counting)
    b.sync()
    assert read == ["space.mdt"]


def test_the_wider_file_is_there_before_the_small_ones_go(
    crew: Crew, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = crew
    for number in range(entry_files.SMALL_FILES_MAX - 1):
        a.write(f"{number}")
        a.sync()
    before = entry_paths(shared)
    real = medium.Medium.read

    def spoiled(self: medium.Medium, path: str) -> bytes | None:
        data = real(self, path)
        return data[:-1] if data and f"1-{entry_files.SMALL_FILES_MAX}-" in path else data

    a.write("the last")
    with monkeypatch.context() as patch:
        patch.setattr(medium.Medium, "read", spoiled)
        a.sync()
    assert set(before) <= set(entry_paths(shared))
    assert b.sync().pulled == entry_files.SMALL_FILES_MAX


def test_requests_to_join_and_answers(
    crew: Crew, shared: Path, request_to_join: Callable[[Crew], bytes]
) -> None:
    a = crew.laptops[0]
    a.sync()
    joiner = Folder(shared, a.store.space.id, DeviceKeys.generate().device_id)
    admin = Folder(shared, a.store.space.id, a.device)
    request = request_to_join(crew)
    assert joiner.statements(request) == a.store.statements()
    joiner.ask(request)
    joiner.ask(request)
    (asked,) = admin.asked()
    assert (asked.request, asked.answered) == (request, False)
    assert joiner.answer_to(request) is None
    admin.answer(asked.id, b"sealed")
    assert joiner.answer_to(request) == b"sealed"
    assert admin.asked()[0].answered
    assert asked.id == join_id(request)
    stranger = Folder(shared, bytes(16), bytes(16))
    with pytest.raises(Refused, match="another team"):
        stranger.ask(request)
    shutil.rmtree(shared)
    with pytest.raises(OutOfReach):
        joiner.answer_to(request)
