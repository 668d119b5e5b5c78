"""A history that fails is one failure: what it opened, changed or wrote is gone before the next test."""

import threading
from pathlib import Path

import pytest

from mdt_desktop.store.snapshots import writing
from mdt_desktop.sync import snapshot_offering
from tests.early_snapshots import early_snapshots
from tests.integration.histories.test_histories import run
from tests.integration.histories.world import World, history
from tests.left_changed import changed, rules


class Failed(Exception):
    """A history went wrong."""


def test_whatever_is_raised_in_a_history_nothing_of_it_is_left() -> None:
    before, threads = rules(), set(threading.enumerate())
    seen: list[Path] = []

    def fail_inside() -> None:
        with early_snapshots(), history() as world:
            seen.append(world.folder)
            world.edit(0, 0, 0, 1)
            world.sync(0, 0)
            raise Failed

    with pytest.raises(Failed):
        fail_inside()
    assert changed(before) == []
    assert set(threading.enumerate()) == threads
    assert [folder.exists() for folder in seen] == [False]


def test_a_history_that_does_not_begin_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[Path] = []

    def fail(world: World) -> None:
        folders.append(world.folder)
        raise Failed

    monkeypatch.setattr(World, "begin", fail)
    with pytest.raises(Failed), history():
        pass
    assert [folder.exists() for folder in folders] == [False]


def test_a_drawn_history_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before, threads = rules(), set(threading.enumerate())
    folders: list[Path] = []

    def fail(world: World) -> None:
        folders.append(world.folder)
        raise Failed

    monkeypatch.setattr(World, "check", fail)
    with pytest.raises(Failed):
        run(None, 2, 2)
    assert changed(before) == []
    assert set(threading.enumerate()) == threads
    assert folders
    assert not any(folder.exists() for folder in folders)


def test_what_a_test_leaves_changed_is_noticed() -> None:
    before = rules()
    with early_snapshots():
        names = {
            "snapshots.writing.PART_BYTES",
            "snapshot_loading.STEP_BYTES",
            "snapshot_offering.ENTRIES_AT_LEAST",
        }
        left = changed(before)
        assert {name.split(".", 2)[2] for name in left} == names
    assert changed(before) == []
    assert (writing.PART_BYTES, snapshot_offering.ENTRIES_AT_LEAST) > (400, 20)
