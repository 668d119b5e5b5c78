"""What each route still has to be given, and what it gave: the store's side of every transport.

An author posts its own entries at once. What others wrote and a route lacks, whoever sees it posts within a
day: most often the author has been there by then, and nothing is sent twice.
"""

import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Head
from mdt_desktop.store import log, routes
from mdt_desktop.store.arrival import Arrival
from mdt_desktop.store.beside_heads import entries_beside
from mdt_desktop.store.clock import instant
from mdt_desktop.store.held import EVERYTHING, Held, Range
from mdt_desktop.store.posted_statements import PostedStatements, own_statements_waiting
from mdt_desktop.store.routes import Route
from mdt_desktop.store.seen_files import SeenFile, SeenFiles
from mdt_desktop.store.store import Store

RELAY_AFTER = (timedelta(hours=3), timedelta(hours=12))
"""Between these, drawn anew each time: twice the longer one is a day."""


_ENTRY_LEAST_BYTES = 200
# By number: the planner would rather walk the whole chain. Entries whose bytes are to come others post.
_DUE = (
    "FROM entry NOT INDEXED WHERE no BETWEEN ? AND ? AND space = ? AND (? OR device = ? OR no <= ?) "
    "AND length(envelope) > 0"
)


@dataclass(frozen=True)
class Outgoing:
    """An entry to post: its local number and its envelope."""

    no: int
    envelope: bytes


@dataclass(frozen=True)
class Waiting:
    """Own entries and roster statements that no route has acknowledged yet."""

    count: int
    oldest: datetime | None
    """When the oldest of the entries was made."""


class Outbox:
    """The books of one route of the space that the store looks at."""

    def __init__(self, store: Store, route: Route) -> None:
        self._store = store
        self._connection = store.connection
        self._space = store.space.no
        self._route = route.no
        self.held = Held(self._connection, self._space, route.no)
        self.files = SeenFiles(self._connection, self._space, route.no)
        self.statements = PostedStatements(self._connection, self._space, route.no)

    @property
    def route(self) -> Route:
        """The route as it stands now."""
        return routes.route(self._connection, self._route)

    def outgoing(
        self,
        now: datetime,
        size: int,
        *,
        most: int = 1 << 30,
        everything: bool = False,
        without: Collection[int] = (),
    ) -> list[Outgoing]:
        """The next entries to post, in the order they were taken: up to `size` bytes, at least one if any.

        `most`: how many of them. `everything`: others' entries too, without waiting for their authors to post
        them. `without`: those that the route would not take.
        """
        found: list[Outgoing] = []
        total = 0
        for no in self._due(now, everything, min(most, size // _ENTRY_LEAST_BYTES + 1) + len(without)):
            if no in without:
                continue
            envelope = self._connection.execute("SELECT envelope FROM entry WHERE no = ?", (no,))[0][0]
            total += len(envelope)
            if found and (total > size or len(found) == most):
                break
            found.append(Outgoing(no, envelope))
        return found

    def pending(self, now: datetime, *, everything: bool = False) -> int:
        """How many entries there are to post."""
        return sum(
            int(self._connection.execute(f"SELECT count(*) {_DUE}", values)[0][0])
            for values in self._gaps(now, everything)
        )

    def posted(
        self, numbers: Iterable[int], files: Iterable[SeenFile] = (), mark: bytes | None = None
    ) -> None:
        """The route has acknowledged these entries, durably. `mark` leads past them and nothing else."""
        with self._connection.transaction():
            self.held.add(numbers)
            self.files.add(files)
            self._connection.execute("UPDATE route SET unsettled = 1 WHERE no = ?", (self._route,))
            if mark is not None:
                routes.set_mark(self._connection, self._route, mark)

    def doubt(self, devices: Iterable[bytes]) -> None:
        """What the route holds of these devices' chains is not known any more: all of it is posted again."""
        with self._connection.transaction():
            for device in devices:
                rows = self._connection.execute(
                    "SELECT no FROM entry WHERE space = ? AND device = ?", (self._space, device)
                )
                self.held.discard(row[0] for row in rows)

    def compare(self, heads: Collection[Head]) -> bool:
        """Hold it to what it says it has, the newest entry of each chain; whether all of those are here.

        A hub takes an entry after the one before it, so a head says that its whole chain is there. One
        that is not here may be a clone's: then what it was known to hold is all that is known.
        """
        with self._connection.transaction():
            self.held.all_but(entries_beside(self._connection, self._space, heads, self.held.ranges()))
        dots = ((head.device, head.seq, head.short_hash) for head in heads)
        return all(log.entry_of(self._connection, self._space, dot) is not None for dot in dots)

    def take(
        self, envelopes: Collection[bytes], mark: bytes | None, files: Iterable[SeenFile] = ()
    ) -> Arrival:
        """Apply a page that the route gave, and move its mark: both or neither."""
        with self._store.together():
            nothing_waited = not self._connection.execute(
                "SELECT 1 FROM waiting WHERE space = ? LIMIT 1", (self._space,)
            )
            arrival = self._store.apply(envelopes)
            taken = arrival.taken + arrival.without_effect
            # What an entry of this page freed came by another route, perhaps: then each is looked up.
            if nothing_waited and len(taken) == len(envelopes):
                self.held.add(taken)
            else:
                self.held.add(self._numbers(envelopes))
            self.files.add(files)
            if mark is not None:
                routes.set_mark(self._connection, self._route, mark)
        return arrival

    def settle(self, now: datetime) -> None:
        """An exchange was whole: say so, and set when what others wrote and the route lacks is posted."""
        with self._connection.transaction():
            routes.confirm(self._connection, self._route, now)
            if _ms(now) >= self._relay()[1]:
                delay = random.uniform(*(one.total_seconds() for one in RELAY_AFTER))
                self._connection.execute(
                    "UPDATE route SET relay_at = ?, relay_up_to = (SELECT coalesce(max(no), 0) FROM entry) "
                    "WHERE no = ?",
                    (_ms(now) + int(delay * 1000), self._route),
                )

    def _due(self, now: datetime, everything: bool, most: int) -> Iterator[int]:
        """The numbers of the entries to post now, in order."""
        for values in self._gaps(now, everything):
            rows = self._connection.execute(f"SELECT no {_DUE} ORDER BY no LIMIT ?", (*values, most))
            yield from (row[0] for row in rows)

    def _gaps(self, now: datetime, everything: bool) -> Iterator[tuple[object, ...]]:
        """The values of `_DUE` for each range that the route does not hold."""
        up_to, at = self._relay()
        if _ms(now) < at:
            up_to = 0
        for first, last in self.held.gaps():
            yield first, last, self._space, everything, self._store.space.device.device_id, up_to

    def _relay(self) -> tuple[int, int]:
        row = self._connection.execute(
            "SELECT relay_up_to, relay_at FROM route WHERE no = ?", (self._route,)
        )[0]
        return row[0], row[1]

    def _numbers(self, envelopes: Iterable[bytes]) -> Iterator[int]:
        """The local numbers of those that are in the log."""
        for packed in envelopes:
            try:
                whole = Envelope.unpack(packed).hash
            except ValueError:
                continue
            yield from (
                row[0] for row in self._connection.execute("SELECT no FROM entry WHERE hash = ?", (whole,))
            )


def waiting(store: Store) -> Waiting:
    """What of this device's no standing route has acknowledged; where there are sticks alone, no stick."""
    connection, space = store.connection, store.space.no
    counted = _counted(store)
    count, oldest = 0, None
    for first, last in _unacknowledged(store, counted):
        # What is lacking lies at the log's end, mostly; where all is, own entries are fewer than numbers.
        by = "" if first == 1 else "NOT INDEXED"
        number, stamp = connection.execute(
            f"SELECT count(*), min(hlc) FROM entry {by} WHERE no BETWEEN ? AND ? AND space = ? "
            "AND device = ?",
            (first, last, space, store.space.device.device_id),
        )[0]
        count += number
        oldest = min((one for one in (oldest, stamp) if one is not None), default=None)
    statements = own_statements_waiting(connection, store.space, [one.no for one in counted])
    return Waiting(count + statements, None if oldest is None else instant(oldest))


def records_waiting(store: Store) -> set[tuple[str, str]]:
    """The records, as (kind, id), that entries among those `waiting` counts have written."""
    device = store.space.device.device_id
    return {
        (kind, record)
        for first, last in _unacknowledged(store, _counted(store))
        for kind, record in store.connection.execute(
            "SELECT DISTINCT s.kind, s.record FROM standing s JOIN entry e ON e.no = s.entry "
            "WHERE s.space = ? AND e.no BETWEEN ? AND ? AND e.device = ?",
            (store.space.no, first, last, device),
        )
    }


def _counted(store: Store) -> list[Route]:
    known = routes.routes(store.connection, store.space.no)
    return [one for one in known if not one.once] or known


def _unacknowledged(store: Store, counted: Iterable[Route]) -> list[Range]:
    gaps = [EVERYTHING]
    for route in counted:
        gaps = _both(gaps, Held(store.connection, store.space.no, route.no).gaps())
    return gaps


def _both(one: Iterable[Range], other: Iterable[Range]) -> list[Range]:
    """What lies in ranges of both."""
    others = list(other)
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in others)
    return [(first, last) for first, last in pairs if first <= last]


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
