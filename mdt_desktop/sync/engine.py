"""One sync of one space: every route in turn, whatever stands in another's way."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from mdt_desktop.progress import SyncProgress, silent
from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.store import outbox, routes
from mdt_desktop.store.routes import Route
from mdt_desktop.store.spaces import Space
from mdt_desktop.store.store import Store
from mdt_desktop.store.waiting import Lack
from mdt_desktop.sync import snapshot_loading, snapshot_offering
from mdt_desktop.sync.desk import Desk, Tally, system_clock
from mdt_desktop.sync.on_store import OnStore, looking_at
from mdt_desktop.sync.transport import Transport

NO_ENTRIES = (
    "Some of what came was no change of this team: damaged, made up, or more than one computer may send. "
    "Nothing of it was taken; if this is said again, tell whoever runs the hub or folder."
)


@dataclass(frozen=True)
class Reached:
    """How one route did."""

    route: Route
    """As it stands after the sync: its last confirmed exchange, and the problem in words if there was one."""
    whole: bool
    """Everything went both ways."""
    out_of_reach: bool = False
    notes: tuple[str, ...] = ()
    """What is to be told though nothing failed."""


@dataclass(frozen=True)
class Synced:
    """What a sync came to. Counted in entries; only what was acknowledged is said to be pushed."""

    pushed: int = 0
    pulled: int = 0
    waiting: int = 0
    """Own entries and roster statements that no route has acknowledged yet."""
    oldest_waiting: datetime | None = None
    missing: tuple[Lack, ...] = ()
    """What colleagues' entries that came wait for."""
    last_confirmed: datetime | None = None
    """The last whole exchange over any route."""
    reached: tuple[Reached, ...] = ()
    refused: tuple[str, ...] = ()
    """Why envelopes were no entries of this space: for the log of the program, not for people."""
    clones: frozenset[bytes] = field(default_factory=frozenset)
    """Devices seen to go on in two places."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What stood in the way of a route, each in plain words."""
        return tuple(one.route.problem for one in self.reached if one.route.problem)


def sync_space(
    on_store: OnStore,
    space: Space,
    ways: Iterable[tuple[Route, Transport]],
    progress: SyncProgress = silent,
    clock: Callable[[], datetime] = system_clock,
) -> Synced:
    """Exchange everything with each of `ways`. A route's fault is kept as its words; the others still run.

    Called on the thread that may wait for network and disk; each touch of the store goes through `on_store`.
    `progress` counts for each route by itself; when it raises `Cancelled` what was exchanged stays.
    """
    reached, tallies = [], []
    for route, transport in ways:
        desk = Desk(on_store, space, route, progress, clock)
        tallies.append(desk.tally)
        reached.append(_exchange(on_store, desk, transport))
    return summary(on_store, space, tallies, reached)


def state(on_store: OnStore, space: Space) -> Synced:
    """Where the space stands without any exchange: what waits, what is missing, when last confirmed."""
    return summary(on_store, space, [], [])


def _exchange(on_store: OnStore, desk: Desk, transport: Transport) -> Reached:
    try:
        snapshot_loading.load(transport, desk)
        transport.exchange(desk)
    except Refused as problem:
        desk.advance(0)  # interrupted, it was no fault of the route: this raises `Cancelled`
        words, unreachable = str(problem), isinstance(problem, OutOfReach)
        on_store(lambda store: routes.note_problem(store.connection, desk.route.no, words))
        return _reached(on_store, desk, whole=False, unreachable=unreachable)
    desk.settle()
    # A snapshot spares others time: that it could not be left there is no fault of this exchange.
    with suppress(Refused):
        snapshot_offering.offer(transport, desk)
    return _reached(on_store, desk, whole=True)


def _reached(on_store: OnStore, desk: Desk, *, whole: bool, unreachable: bool = False) -> Reached:
    """How it did; what is to be told stays with the route until the next exchange of its own."""
    if desk.tally.refused:
        desk.note(NO_ENTRIES)
    notes, no = tuple(desk.tally.notes), desk.route.no

    def step(store: Store) -> Route:
        if not unreachable and notes != routes.notes(store.connection, no):
            routes.note(store.connection, no, notes)
        return routes.route(store.connection, no)

    return Reached(on_store(step), whole, unreachable, notes)


def summary(on_store: OnStore, space: Space, tallies: list[Tally], reached: list[Reached]) -> Synced:
    """Where the space stands after exchanges that came to this."""

    def step(store: Store) -> Synced:
        with looking_at(store, space):
            waits = outbox.waiting(store)
            confirmed = [one.confirmed for one in routes.routes(store.connection, space.no) if one.confirmed]
            return Synced(
                pushed=sum(one.pushed for one in tallies),
                pulled=sum(one.pulled for one in tallies),
                waiting=waits.count,
                oldest_waiting=waits.oldest,
                missing=tuple(store.lacking()),
                last_confirmed=max(confirmed, default=None),
                reached=tuple(reached),
                refused=tuple(words for one in tallies for words in one.refused),
                clones=frozenset().union(*(one.clones for one in tallies)),
            )

    return on_store(step)
