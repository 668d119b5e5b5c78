"""Two teams in one profile: each syncs by itself, whichever of them is looked at."""

from pathlib import Path

from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action
from mdt_desktop.store import routes
from mdt_desktop.store.store import Store
from mdt_desktop.sync.engine import state, sync_space
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.on_store import inline
from tests.spaces_of_tests import admitted, found_space


def test_each_has_its_own_folder_and_its_own_count(tmp_path: Path) -> None:
    both, other = (Store.open(tmp_path / f"{name}.mdt", bytes(32)) for name in ("both", "other"))
    found_space(both)
    first = both.space
    found_space(other)
    admitted(other, both, "m1")
    second = both.space
    for number, space in enumerate((first, second, first)):
        both.use(space)
        both.commit([creation(Action(id=new_id(), text=f"{number}"))])
    both.use(first)
    for space in (first, second):
        folder = tmp_path / f"shared {space.no}"
        folder.mkdir()
        route = routes.add(both.connection, space.no, "folder", str(folder))
        way = route, Folder(folder, space.id, space.device.device_id)
        before = state(inline(both), space)
        synced = sync_space(inline(both), space, [way])
        assert (before.waiting, synced.pushed, synced.waiting) == ((2, 2, 0) if space == first else (1, 1, 0))
        assert both.space == first
    rows = both.connection.execute("SELECT count(*) FROM held")
    assert rows == [(2,)]
    route = routes.add(other.connection, other.space.no, "folder", str(folder))
    way = route, Folder(folder, other.space.id, other.space.device.device_id)
    assert sync_space(inline(other), other.space, [way]).pulled == 1
    assert [action.text for action in other.records.all(Action)] == ["1"]
    for store in (both, other):
        store.close()
