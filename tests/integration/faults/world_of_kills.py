"""A team whose laptops and hub are processes that are killed at random points while they work.

An admin's laptop, which also leaves snapshots, and a colleague's sync over a hub and a shared folder at once.
Newcomers join meanwhile by one of the two, and begin with a snapshot.
"""

import random
import time
from contextlib import ExitStack, closing
from pathlib import Path

from mdt_desktop.hub import migrations, operator
from mdt_desktop.hub.database import Database
from mdt_desktop.store import routes
from mdt_desktop.store.store import Store
from mdt_desktop.sync.hub_transport import Hub
from tests.integration.faults.laptop_at_work import RAW_KEY, Laptop
from tests.integration.faults.laptop_process import snapshots_soon
from tests.integration.faults.looking import look_at_store
from tests.integration.faults.processes import LaptopProcess
from tests.running_hub import HubProcess, hub_process
from tests.spaces_of_tests import admitted, found_space

STEPS_BETWEEN_KILLS = 30
LATER_SECONDS = 0.03
RELAYED_HOURS = (13, 26, 39)
"""What came by one way is on the other within a day: set, due, read by the others."""


class World:
    """Its stores, processes and hub."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shared = folder / "shared"
        self.shared.mkdir()
        self.hub_file = folder / "hub.sqlite"
        self.committed: dict[str, set[str]] = {}
        self._laptops: dict[str, LaptopProcess] = {}
        self._chance = random.Random()
        self._hub_life = ExitStack()
        self._hub: HubProcess | None = None
        self._start_hub()
        with closing(found_space(Store.open(self.path("founder"), RAW_KEY))) as founder:
            self._add_routes(founder, "hub", "folder")
            self._found_at_hub(founder)
        for name in ("admin", "colleague"):
            self._admit(name, "hub", "folder", is_admin=name == "admin")
            self._start(name)

    def path(self, name: str) -> Path:
        """Where somebody's store lies."""
        return self.folder / f"{name}.mdt"

    def kill(self, who: str) -> None:
        """One of them, at a random point of the work; each whom it concerns is looked at, and it goes on."""
        if who == "hub":
            self._wait_for(self._chance.choice(["admin", "colleague"]))
            self._kill_hub()
            return
        is_new = who == "newcomer"
        if is_new:
            who = self._newcomer()
        self._wait_for(who)
        self._laptops[who].kill()
        self._look(who)
        self._start(who)
        if is_new:  # it comes to its end, and is looked at again with all others
            self._finish(who)

    def end(self) -> dict[str, Path]:
        """All sync until nothing is left; two more begin then, each with one way alone. Everybody's store."""
        for name in list(self._laptops):
            self._finish(name)
        self._admit("late, by hub", "hub")
        self._admit("late, by folder", "folder")
        names = ["founder", *self.committed]
        with snapshots_soon():
            for hours in RELAYED_HOURS:
                for name in names:
                    with closing(Laptop(self.path(name))) as laptop:
                        assert laptop.sync(hours).problems == ()
        return {name: self.path(name) for name in names}

    def close(self) -> None:
        """Whatever became of it, all are gone."""
        for process in self._laptops.values():
            process.close()
        self._hub_life.close()

    def _wait_for(self, name: str) -> None:
        self._laptops[name].wait_for(self._chance.randrange(1, STEPS_BETWEEN_KILLS))
        time.sleep(self._chance.random() * LATER_SECONDS)  # into the middle of a step

    def _finish(self, name: str) -> None:
        process = self._laptops[name]
        process.end()
        self._look(name)
        del self._laptops[name]

    def _kill_hub(self) -> None:
        assert self._hub
        self._hub.kill()
        for name in self._laptops:
            self._look(name)
        self._start_hub()

    def _newcomer(self) -> str:
        name = f"newcomer {len(self.committed) - 1}"
        self._admit(name, "hub" if len(self.committed) % 2 else "folder")
        self._start(name)
        return name

    def _start(self, name: str) -> None:
        self._laptops[name] = LaptopProcess(self.path(name))

    def _look(self, name: str) -> None:
        self.committed[name] |= self._laptops[name].committed
        look_at_store(self.path(name), self.committed[name], self.hub_file)

    def _start_hub(self) -> None:
        """At the address that it had."""
        port = int(self._hub.address.rpartition(":")[2]) if self._hub else 0
        self._hub_life.close()
        life = hub_process(f"sqlite:///{self.hub_file}", "--requests-a-minute", "1000000", port=port)
        self._hub = self._hub_life.enter_context(life)

    def _found_at_hub(self, founder: Store) -> None:
        assert self._hub
        with closing(Database(f"sqlite:///{self.hub_file}")) as database:
            migrations.migrate(database)
            code = operator.invite(database)["code"]
        with closing(Hub(self._hub.address, founder.space.id, founder.space.device)) as hub:
            hub.found(code, founder.statements())

    def _admit(self, name: str, *ways: str, is_admin: bool = False) -> None:
        """By the founder, who then syncs so that all hear of it."""
        self.committed[name] = set()
        with closing(Store.open(self.path("founder"), RAW_KEY)) as founder:
            store = Store.open(self.path(name), RAW_KEY)
            with closing(admitted(founder, store, name, is_admin=is_admin)):
                self._add_routes(store, *ways)
        with closing(Laptop(self.path("founder"))) as laptop:
            assert laptop.sync().problems == ()

    def _add_routes(self, store: Store, *ways: str) -> None:
        assert self._hub
        addresses = {"hub": self._hub.address, "folder": str(self.shared)}
        for way in ways:
            routes.add(store.connection, store.space.no, way, addresses[way])
