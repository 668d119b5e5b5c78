"""A laptop on a real store that writes, and syncs over whatever routes its store has."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action
from mdt_desktop.store import routes, spaces
from mdt_desktop.store.routes import Route
from mdt_desktop.store.store import Store
from mdt_desktop.sync.engine import Synced, sync_space
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.hub_transport import Hub
from mdt_desktop.sync.on_store import inline
from mdt_desktop.sync.transport import Transport

RAW_KEY = bytes(32)

Say = Callable[..., None]


def unsaid(**_words: object) -> None:
    """For whom nobody listens to."""


class Laptop:
    """One store and its routes. `say` is told what has been kept, and every step of an exchange."""

    def __init__(self, path: Path, say: Say = unsaid) -> None:
        self.store = Store.open(path, RAW_KEY)
        self._name = path.stem
        self._say = say
        self._chance = random.Random()
        known = routes.routes(self.store.connection, self.store.space.no)
        self._transports = [(route.no, self._transport(route)) for route in known]

    def work(self) -> None:
        """New actions, an edit of anybody's; nothing while a snapshot is still arriving."""
        if spaces.is_loading(self.store.connection, self.store.space.no):
            return
        for _ in range(self._chance.randrange(3)):
            self.write()
        known = self.store.records.all(Action)
        if known and self._chance.random() < 0.5:
            action = self._chance.choice(known)
            self.store.commit([edit(action, status_reason=f"{self._name} {self._chance.random()}")])

    def write(self) -> None:
        """One action, whose text nobody else has."""
        text = f"{self._name} {new_id()}"
        self.store.commit([creation(Action(id=new_id(), text=text))])
        self._say(committed=text)

    def sync(self, hours_later: int = 0) -> Synced:
        """Over every route, in any order; `hours_later` for what is relayed after some time."""
        connection = self.store.connection
        ways = [(routes.route(connection, no), transport) for no, transport in self._transports]
        self._chance.shuffle(ways)
        synced = sync_space(
            inline(self.store),
            self.store.space,
            ways,
            lambda done, total, of: self._say(done=done, total=total, of=of.name),
            lambda: datetime.now(UTC) + timedelta(hours=hours_later),
        )
        self._say(pushed=synced.pushed, pulled=synced.pulled, problems=synced.problems)
        return synced

    def close(self) -> None:
        """Let connections and the store go."""
        for _, transport in self._transports:
            transport.close()
        self.store.close()

    def _transport(self, route: Route) -> Transport:
        space = self.store.space
        if route.kind == "hub":
            return Hub(route.address, space.id, space.device)
        return Folder(Path(route.address), space.id, space.device.device_id)
