"""The store's side of one exchange: what a transport asks of it, each call one short step of the store.

Nothing here waits for a network.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.progress import Counted, SyncProgress, silent
from mdt_desktop.roster import Chosen, Roster
from mdt_desktop.roster.signed import read
from mdt_desktop.store import log, routes, waiting
from mdt_desktop.store.arrival import Arrival
from mdt_desktop.store.outbox import Outbox, Outgoing
from mdt_desktop.store.routes import Route
from mdt_desktop.store.seen_files import SeenFile
from mdt_desktop.store.spaces import Space
from mdt_desktop.store.store import Store
from mdt_desktop.sync.figures import Figures
from mdt_desktop.sync.on_store import OnStore, looking_at

_Answer = TypeVar("_Answer")


@dataclass
class Tally:
    """What one exchange came to."""

    pushed: int = 0
    pulled: int = 0
    waiting: int = 0
    """How many colleagues' entries waited when a page had last been taken."""
    refused: list[str] = field(default_factory=list)
    clones: set[bytes] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def system_clock() -> datetime:
    """The instant it is."""
    return datetime.now(UTC)


class Desk:
    """One route's books, for the thread that does network and disk."""

    def __init__(
        self,
        on_store: OnStore,
        space: Space,
        route: Route,
        progress: SyncProgress = silent,
        clock: Callable[[], datetime] = system_clock,
    ) -> None:
        self._on_store = on_store
        self.space = space
        self.route = route
        self._figures = Figures(progress)
        self._behind = 0
        self.clock = clock
        self.tally = Tally()
        self.everything = route.once or route.confirmed is None
        """Whether others' entries that the route lacks are posted now."""
        self.left_out = 0
        """How many entries the route would not take: they wait without being about to go."""

    def expect(self, amount: int, of: Counted = Counted.COMING) -> None:
        """So much more is to come. Raises `Cancelled` when the user stops the sync."""
        self._figures.expect(of, amount)

    def advance(self, amount: int, of: Counted = Counted.COMING) -> None:
        """So much has come. Raises `Cancelled` when the user stops the sync."""
        self._figures.advance(of, amount, self._behind if of is Counted.COMING else 0)

    def expect_behind(self, more: int) -> None:
        """So many entries lie behind the page that comes now, and behind those what a snapshot has named."""
        self._behind = more + self.to_come()
        self._figures.at_least(Counted.COMING, self._behind)

    def note(self, words: str) -> None:
        """Something to tell that does not stop the exchange; once."""
        if words not in self.tally.notes:
            self.tally.notes.append(words)

    # -- roster

    def roster(self) -> Roster:
        """Who is in the space, as this device has chosen."""
        return self.chosen().roster

    def chosen(self) -> Chosen:
        """The roster's chain, and what was set aside."""
        return self._step(lambda store, _: store.chosen())

    def take_statements(self, statements: Collection[bytes], files: Iterable[SeenFile] = ()) -> Arrival:
        """Take roster statements that the route holds."""

        def step(store: Store, outbox: Outbox) -> Arrival:
            with store.together():
                arrival = store.take_statements(statements)
                outbox.statements.holds(_hashes(statements))
                outbox.files.add(files)
            return arrival

        return self._counted(self._step(step))

    def statements_to_post(self) -> list[tuple[bytes, bytes]]:
        """What the route is not known to hold, as (hash, statement), the founding first."""
        return self._step(lambda _, outbox: outbox.statements.to_post())

    def statements_wanted(self) -> list[bytes]:
        """The hashes of statements that waiting entries name and that are not here, a few of them."""
        return self._step(lambda store, _: waiting.statements(store.connection, store.space.no))

    def tree_to_post(self) -> list[tuple[bytes, bytes]]:
        """Those of them that stand, in the chain or set aside, each behind the one it names."""
        return self._step(lambda store, outbox: outbox.statements.tree_to_post(store.chosen()))

    def all_statements(self, given: Collection[bytes]) -> bool:
        """Take what the route says is all that it has; whether it was thought to have more."""

        def step(store: Store, outbox: Outbox) -> tuple[Arrival, bool]:
            with store.together():
                arrival = store.take_statements(given)
                return arrival, outbox.statements.holds_only(_hashes(given))

        arrival, lost = self._step(step)
        self._counted(arrival)
        return lost

    def statements_posted(self, hashes: Collection[bytes], files: Collection[SeenFile] = ()) -> None:
        """The route has acknowledged these."""

        def step(store: Store, outbox: Outbox) -> None:
            with store.together():
                outbox.statements.holds(hashes)
                outbox.files.add(files)

        self._step(step)

    # -- entries

    def outgoing(
        self, size: int, most: int = 1 << 30, without: Collection[int] = frozenset()
    ) -> list[Outgoing]:
        """The next entries to post: up to `size` bytes and `most` entries, none of those `without`."""
        now, everything = self.clock(), self.everything
        return self._step(
            lambda _, outbox: outbox.outgoing(now, size, most=most, everything=everything, without=without)
        )

    def compare(self, heads: Collection[Head]) -> bool:
        """Hold the route to what it says it has; whether all of it is here. What it lost is posted now."""
        self.everything = True
        return self._step(lambda _, outbox: outbox.compare(heads))

    def expect_outgoing(self) -> None:
        """Whatever there is to post is to go."""
        self.expect(self.outstanding(), Counted.GOING)

    def outstanding(self) -> int:
        """How many entries there are to post now."""
        now, everything = self.clock(), self.everything
        return self._step(lambda _, outbox: outbox.pending(now, everything=everything))

    def posted(
        self, numbers: Collection[int], files: Collection[SeenFile] = (), mark: bytes | None = None
    ) -> None:
        """The route has acknowledged these entries; the mark moves past them if nothing else lies there."""
        self._step(lambda _, outbox: outbox.posted(numbers, files, mark))
        self.tally.pushed += len(numbers)
        self.advance(len(numbers), Counted.GOING)

    def doubt(self, devices: Collection[bytes]) -> None:
        """What the route holds of these devices' chains is not known any more."""
        self._step(lambda _, outbox: outbox.doubt(devices))

    def take(
        self, envelopes: Collection[bytes], mark: bytes | None = None, files: Collection[SeenFile] = ()
    ) -> Arrival:
        """Apply a page, and move the mark with it."""
        arrival = self._counted(self._step(lambda _, outbox: outbox.take(envelopes, mark, files)))
        self.advance(len(envelopes))
        return arrival

    def heads(self) -> list[Head]:
        """The newest entry of each chain that is here."""
        return self._step(lambda store, _: store.heads())

    def stretch(self, first: int, last: int) -> list[bytes]:
        """This device's own entries of these sequence numbers."""

        def step(store: Store, _: Outbox) -> list[bytes]:
            rows = store.connection.execute(
                "SELECT envelope FROM entry WHERE space = ? AND device = ? AND seq BETWEEN ? AND ? "
                "ORDER BY seq",
                (store.space.no, store.space.device.device_id, first, last),
            )
            return [row[0] for row in rows]

        return self._step(step)

    # -- snapshots

    def step(self, step: Callable[[Store], _Answer]) -> _Answer:
        """One step of the store that this module has no name for."""
        return self._step(lambda store, _: step(store))

    def loaded(self, finish: Callable[[Store], object], mark: bytes) -> None:
        """A snapshot is whole: reading goes on behind it."""

        def step(store: Store, _: Outbox) -> None:
            with store.together():
                finish(store)
                routes.set_mark(store.connection, self.route.no, mark)

        self._step(step)

    def to_come(self) -> int:
        """How many entries a snapshot has named whose bytes are not here yet."""
        return self.step(lambda store: log.stubs(store.connection, store.space.no))

    def expect_history(self) -> int:
        """Count what a snapshot has named and is not here yet: nothing else is to come any more."""
        left = self.to_come()
        self._behind = 0
        self._figures.exactly(Counted.COMING, left)
        return left

    def take_history(self, envelopes: Collection[bytes], where: str, at: bytes) -> None:
        """Entries that a snapshot has named, and where reading them goes on."""

        def step(store: Store, outbox: Outbox) -> None:
            with store.together():
                outbox.take(envelopes, None)
                routes.remember(store.connection, self.route.no, where, at)

        self._step(step)

    # -- what is remembered of the route

    def remember(self, name: str, value: bytes) -> None:
        """Keep something of this route."""
        self.step(lambda store: routes.remember(store.connection, self.route.no, name, value))

    def recall(self, name: str) -> bytes:
        """What was kept of this route; empty if nothing was."""
        return self.step(lambda store: routes.recall(store.connection, self.route.no, name))

    def mark(self) -> bytes:
        """Where reading goes on."""
        return self._step(lambda _, outbox: outbox.route.mark)

    def set_mark(self, mark: bytes) -> None:
        """Go on from there, nothing having come."""
        self._step(lambda store, _: routes.set_mark(store.connection, self.route.no, mark))

    def forget(self) -> None:
        """It is another folder, or has lost all: what was known of it is not so any more."""
        self._step(lambda store, _: routes.forget(store.connection, self.route.no))
        self.everything = True

    def seen_files(self) -> list[SeenFile]:
        """Files of a folder that were taken."""
        return self._step(lambda _, outbox: outbox.files.all())

    def gone(self, files: Collection[SeenFile]) -> None:
        """These files vanished, or are not what they were."""

        def step(store: Store, outbox: Outbox) -> None:
            with store.together():
                outbox.files.gone(files)

        self._step(step)

    def replaced(self, new: SeenFile, old: Collection[str]) -> None:
        """A wider file has taken the place of these."""

        def step(store: Store, outbox: Outbox) -> None:
            with store.together():
                outbox.files.add([new])
                outbox.files.replaced(old)

        self._step(step)

    def settle(self) -> None:
        """The exchange was whole."""
        now = self.clock()
        self._step(lambda _, outbox: outbox.settle(now))

    def _step(self, step: Callable[[Store, Outbox], _Answer]) -> _Answer:
        """Run one step looking at this space, whichever the store looks at otherwise."""

        def run(store: Store) -> _Answer:
            with looking_at(store, self.space):
                return step(store, Outbox(store, self.route))

        return self._on_store(run)

    def _counted(self, arrival: Arrival) -> Arrival:
        self.tally.pulled += len(arrival.taken) + len(arrival.without_effect)
        self.tally.waiting = arrival.waiting
        self.tally.refused += arrival.refused
        self.tally.clones |= arrival.clones
        return arrival


def _hashes(statements: Iterable[bytes]) -> list[bytes]:
    found = []
    for one in statements:
        try:
            found.append(read(one).hash)
        except Unreadable:
            continue
    return found
