"""Devices with real stores, each with routes of its own, that sync as the application does."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action
from mdt_desktop.roster import Role
from mdt_desktop.store import routes
from mdt_desktop.store.digest import digest
from mdt_desktop.store.routes import Route
from mdt_desktop.store.store import Store
from mdt_desktop.sync.engine import Synced, sync_space
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.hub_transport import Hub
from mdt_desktop.sync.on_store import inline
from mdt_desktop.sync.transport import Transport
from tests.running_hub import RunningHub
from tests.spaces_of_tests import admitted, found_space

RAW_KEY = bytes(32)


class Hours:
    """A clock for relaying, which stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, hours: float) -> None:
        self.now += timedelta(hours=hours)


@dataclass
class Laptop:
    """One device: its store, and how it reaches the others."""

    store: Store
    clock: Hours
    ways: list[tuple[Route, Callable[[], Transport]]] = field(default_factory=list)
    hubs: list[Hub] = field(default_factory=list)

    @property
    def device(self) -> bytes:
        return self.store.space.device.device_id

    def use_folder(self, folder: Path, *, once: bool = False) -> "Laptop":
        store = self.store
        route = routes.add(store.connection, store.space.no, "folder", str(folder), once=once)
        self.ways.append((route, lambda: Folder(folder, store.space.id, self.device)))
        return self

    def use_hub(self, address: str) -> "Laptop":
        store = self.store
        route = routes.add(store.connection, store.space.no, "hub", address)
        hub = Hub(address, store.space.id, store.space.device)
        self.ways.append((route, lambda: hub))
        self.hubs.append(hub)
        return self

    def close(self) -> None:
        for hub in self.hubs:
            hub.close()
        self.store.close()

    def sync(self, *which: int) -> Synced:
        """Over all its routes, or those of these numbers."""
        chosen = [self.ways[at] for at in which] or self.ways
        ways = [(routes.route(self.store.connection, route.no), make()) for route, make in chosen]
        return sync_space(inline(self.store), self.store.space, ways, clock=self.clock)

    def write(self, text: str) -> Action:
        action = Action(id=new_id(), text=text)
        self.store.commit([creation(action)])
        return action

    def write_many(self, texts: Iterable[str]) -> None:
        """An entry each, kept in one transaction so that a test is quick."""
        with self.store.together():
            for text in texts:
                self.write(text)

    def edit(self, action: Action, **fields: object) -> None:
        self.store.commit([edit(action, **fields)])

    def edit_text(self, text: str, new: str) -> None:
        """Of whichever action says so."""
        action = next(one for one in self.store.records.all(Action) if one.text == text)
        self.edit(action, text=new)

    def texts(self) -> set[str]:
        return {action.text for action in self.store.records.all(Action)}

    def digest(self) -> str:
        return digest(self.store.connection, self.store.space.no)

    def held_rows(self) -> int:
        return int(self.store.connection.execute("SELECT count(*) FROM held")[0][0])


@dataclass
class Crew:
    """A team's laptops."""

    folder: Path
    clock: Hours
    laptops: list[Laptop]

    def __iter__(self):
        return iter(self.laptops)

    def join(self, role: Role = Role.CHAIR, *, is_admin: bool = False) -> Laptop:
        store = Store.open(self.folder / f"{len(self.laptops)}.mdt", RAW_KEY)
        founder = self.laptops[0].store
        laptop = Laptop(
            admitted(founder, store, f"m{len(self.laptops)}", role, is_admin=is_admin), self.clock
        )
        self.laptops.append(laptop)
        return laptop

    def found_at(self, hub: RunningHub) -> None:
        """All use this hub, which carries the team from now on."""
        for laptop in self.laptops:
            laptop.use_hub(hub.address)
        founder = self.laptops[0]
        founder.hubs[0].found(hub.invite(), founder.store.statements())

    def copy(self, number: int) -> Laptop:
        """A clone: the same store a second time, with the same routes as far as they are folders."""
        source = self.laptops[number].store
        source.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path = self.folder / f"copy{len(self.laptops)}.mdt"
        shutil.copy(source.connection.path, path)
        laptop = Laptop(Store.open(path, RAW_KEY), self.clock)
        for route, _ in self.laptops[number].ways:
            if route.kind == "folder":
                laptop.use_folder(Path(route.address), once=route.once)
            else:
                laptop.use_hub(route.address)
        self.laptops.append(laptop)
        return laptop

    def sync_all(self, rounds: int = 2) -> None:
        for _ in range(rounds):
            for laptop in self.laptops:
                laptop.sync()

    def digests(self) -> set[str]:
        return {laptop.digest() for laptop in self.laptops}

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()


def make_crew(folder: Path, size: int) -> Crew:
    clock = Hours()
    founder = Laptop(found_space(Store.open(folder / "0.mdt", RAW_KEY)), clock)
    crew = Crew(folder, clock, [founder])
    for _ in range(size - 1):
        crew.join()
    return crew
