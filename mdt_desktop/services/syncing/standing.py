"""How a team's exchange stands, without any exchange: what the window's chip and page say all the time."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mdt_desktop.domain.records import Team
from mdt_desktop.services.conflicts import quarantine
from mdt_desktop.services.conflicts import reading as conflicts
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import clocks, removal, requests
from mdt_desktop.services.syncing.missing import missing
from mdt_desktop.services.syncing.removal import Removal
from mdt_desktop.store import outbox, routes
from mdt_desktop.store.routes import Route
from mdt_desktop.store.store import Store


@dataclass(frozen=True)
class Way:
    """One way of the team's entries. `problem` is why the last try was not whole, "" if it was."""

    kind: str
    address: str
    confirmed: datetime | None
    problem: str

    @classmethod
    def of(cls, route: Route) -> "Way":
        """A route as people see it."""
        return cls(route.kind, route.address, route.confirmed, route.problem)

    @property
    def name(self) -> str:
        """What people call it: the folder's own name, the hub's host."""
        return Path(self.address).name if self.kind == "folder" else self.address.split("//")[-1].strip("/")


@dataclass(frozen=True)
class SyncState:
    """One team's exchange as it stands. `waiting` is ours not yet acknowledged, the oldest made at
    `oldest_waiting`; `missing` says in sentences what colleagues' entries wait for.
    """

    team: str
    ways: tuple[Way, ...]
    waiting: int
    oldest_waiting: datetime | None
    last_confirmed: datetime | None
    missing: tuple[str, ...]
    conflicts: int
    quarantined: int
    requests: int
    removed: Removal | None
    notes: tuple[str, ...] = ()
    """What the last exchanges had to tell though they did not fail, in sentences."""

    @property
    def shared(self) -> bool:
        """Whether the team's entries go anywhere."""
        return bool(self.ways)

    @property
    def trouble(self) -> str:
        """Why nothing is exchanged just now; "" while one way is whole."""
        if any(not way.problem for way in self.ways):
            return ""
        return next((way.problem for way in self.ways), "")


def standing(session: Session) -> SyncState:
    """How the team that the session looks at stands."""
    store = session.store
    removed = removal.look(session)
    ways = tuple(Way.of(one) for one in routes.routes(store.connection, store.space.no) if not one.once)
    waits = outbox.waiting(store)
    team = store.records.first(Team)
    return SyncState(
        team=team.name if team else "",
        ways=ways,
        waiting=waits.count,
        oldest_waiting=waits.oldest,
        last_confirmed=max((way.confirmed for way in ways if way.confirmed), default=None),
        missing=() if removed else missing(session),
        conflicts=0 if removed else conflicts.count(session),
        quarantined=0 if removed else quarantine.count(session),
        requests=0 if removed else len(requests.waiting(session)),
        removed=removed,
        notes=() if removed else (*_notes(store), *clocks.ahead(session)),
    )


def _notes(store: Store) -> tuple[str, ...]:
    known = routes.routes(store.connection, store.space.no)
    told = (words for one in known if not one.once for words in routes.notes(store.connection, one.no))
    return tuple(dict.fromkeys(told))
