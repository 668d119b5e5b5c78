"""The store of one profile: open it, read it, commit to it. One object and one thread a connection."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from mdt_desktop.domain.changes import Change, Changed
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.store import commit, log, migrations, projection, spaces
from mdt_desktop.store.body import Body
from mdt_desktop.store.clock import Clock, instant
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.history import Written, history
from mdt_desktop.store.queries import Queries
from mdt_desktop.store.rebuilding import remake
from mdt_desktop.store.spaces import NewSpace, Space
from mdt_desktop.store.undo import Undoing, undoing

if TYPE_CHECKING:  # colleagues' entries come after start-up, and what takes them with them
    from mdt_desktop.crypto.device_keys import DeviceKeys
    from mdt_desktop.crypto.header import Head
    from mdt_desktop.crypto.space_key import SpaceKey
    from mdt_desktop.roster import Chosen, Roster
    from mdt_desktop.roster.issuing import Issued, Pen
    from mdt_desktop.store.arrival import Arrival
    from mdt_desktop.store.rosters import Rosters
    from mdt_desktop.store.waiting import Lack

Listener = Callable[[Changed], None]


class Committed(msgspec.Struct, frozen=True):
    """One intent in the log: the records it touched, and its entries' local numbers (for undo)."""

    changed: Changed
    entries: tuple[int, ...]


class Store:
    """One encrypted file over one connection, looking at one of its spaces."""

    def __init__(self, connection: Connection, raw_key: bytes, listeners: list[Listener]) -> None:
        self.connection = connection
        self.raw_key = raw_key
        self._listeners = listeners
        self._untold: list[Changed] = []
        self._space: Space | None = None
        self._rosters_of_all: Rosters | None = None
        self.clock = Clock(_own_newest_stamp(connection))
        self.clock.saw(_newest_stamp(connection))
        known = spaces.all_spaces(connection)
        if known:
            self.use(known[0])

    @classmethod
    def open(cls, path: Path, raw_key: bytes, progress: Progress = silent) -> "Store":
        """Open or create the store, migrated and projected. `Locked` under another key."""
        connection = Connection(path, raw_key)
        try:
            migrations.migrate(connection)
            if not projection.is_current(connection):
                with connection.transaction():
                    remake(connection, progress)
            return cls(connection, raw_key, [])
        except BaseException:
            connection.close()
            raise

    def reader(self) -> "Store":
        """The same store over a connection of its own, for another thread to read with."""
        other = Store(Connection(self.connection.path, self.raw_key), self.raw_key, self._listeners)
        if self._space:
            other.use(self._space)
        return other

    def close(self) -> None:
        """Close this connection."""
        self.connection.close()

    def rekey(self, raw_key: bytes) -> None:
        """Encrypt the whole file under another key; other connections to it end by this."""
        self.connection.rekey(raw_key)
        self.raw_key = raw_key

    @property
    def space(self) -> Space:
        """The space this store looks at."""
        if self._space is None:
            raise LookupError("no space yet")
        return self._space

    def has_space(self) -> bool:
        """Whether there is one yet."""
        return self._space is not None

    def spaces(self) -> list[Space]:
        """All spaces of this profile."""
        return spaces.all_spaces(self.connection)

    def use(self, space: Space) -> None:
        """Look at another space."""
        self._space = space
        self.records = Queries(self.connection, space.no)

    def found(self, new: NewSpace) -> Space:
        """Add a space, founded or joined, and look at it."""
        with self.connection.transaction():
            space = spaces.add(self.connection, new)
        self.use(space)
        return space

    def join(self, new: NewSpace, statements: Iterable[bytes], keys: "Iterable[SpaceKey]") -> Space:
        """Add a space that admitted this device (`new.roster` holds its founding alone), and look at it."""
        with self.together():
            space = self.found(new)
            spaces.add_keys(self.connection, space.no, keys)
            self.take_statements(statements)
        return self.space

    def wipe(self) -> None:
        """Delete everything of the space that this store looks at, and look at another, if there is one."""
        from mdt_desktop.store.wiping import compact, wipe

        wipe(self.connection, self.space.no)
        self._rosters.forget()
        self._space = None
        for other in self.spaces()[:1]:
            self.use(other)
        compact(self.connection)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every commit, on the committing thread; the answer unsubscribes."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def commit(
        self, changes: Iterable[Change] | Callable[[int], Iterable[Change]], progress: Progress = silent
    ) -> Committed:
        """Write one intent into the log and the tables, all or nothing, then tell everybody.

        A callable is given the sequence number that the intent's first entry will have. `progress` counts
        records; cancelled, nothing is kept.
        """
        self._refuse_while_loading()
        with self.connection.transaction():
            if callable(changes):
                changes = changes(log.next_seq(self.connection, self.space))
            taken = commit.write(self.connection, self.space, self.clock, changes, progress)
            changed = self._touched_by(taken)
        if taken:
            self._untold.append(changed)
        self._tell()
        return Committed(changed, tuple(entry.no for entry in taken))

    def _refuse_while_loading(self) -> None:
        """Nothing is written before a snapshot is whole: it could be about what is still to come."""
        if spaces.is_loading(self.connection, self.space.no):
            raise Refused(
                "The team’s data is still arriving on this computer: it can be read as it comes, and changed "
                "once all is here. Nothing was saved; stay connected, and try again when the sync has ended."
            )

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is read and committed inside is one step: nobody else writes between, all is kept or nothing.

        Listeners hear of it once it is kept.
        """
        try:
            with self.connection.transaction():
                yield
        except BaseException:
            if not self.connection.in_transaction:
                self._untold.clear()
            self._rosters.forget()
            raise
        self._tell()

    def tell(self, changed: Changed) -> None:
        """Tell listeners of records that changed, once what is being written is kept."""
        if changed.records:
            self._untold.append(changed)
        self._tell()

    def _tell(self) -> None:
        if self.connection.in_transaction:
            return
        told, self._untold = self._untold, []
        for changed in told:
            for listener in list(self._listeners):
                listener(changed)

    @property
    def _rosters(self) -> "Rosters":
        if self._rosters_of_all is None:
            from mdt_desktop.store.rosters import Rosters

            self._rosters_of_all = Rosters(self.connection)
        return self._rosters_of_all

    def chosen(self) -> "Chosen":
        """The roster's chain as this device has chosen it, and what became of the other statements."""
        return self._rosters.chosen(self.space)

    def roster(self) -> "Roster":
        """Who is in the space and may write what."""
        return self.chosen().roster

    def statements(self) -> list[bytes]:
        """All roster statements that are here, the founding first, those set aside among them."""
        return spaces.statements(self.connection, self.space.no)

    def take_statements(self, statements: Iterable[bytes]) -> "Arrival":
        """Take roster statements in any order: choose anew, open new keys, and judge again who that concerns.

        What of ours was set aside is meant again. Entries that waited for a statement or a key are taken.
        """
        return self._told(self._settle(lambda: self._rosters.keep(self.space, statements)))

    def sign(self, write: "Callable[[Pen], Issued]", author: "DeviceKeys | None" = None) -> "Issued":
        """Sign a roster statement with this device, or with the recovery keys, and keep it.

        Raises `Refused`, in plain words, for what this device may not sign.
        """
        from mdt_desktop.roster.issuing import Pen

        issued: list[Issued] = []

        def keep() -> bool:
            key = spaces.newest_key(self.connection, self.space.no)
            pen = Pen(self.roster(), author or self.space.device, key, self.clock.tick())
            issued.append(write(pen))
            spaces.add_keys(self.connection, self.space.no, [issued[0].key])
            return self._rosters.keep(self.space, [issued[0].statement])

        self._told(self._settle(keep))
        return issued[0]

    def _settle(self, keep: Callable[[], bool]) -> "Arrival":
        """Keep new statements, and let everything that stands on the roster follow, all or nothing."""
        from mdt_desktop.store.arrival import Arrival
        from mdt_desktop.store.handing_on import hand_on
        from mdt_desktop.store.peers import Taker
        from mdt_desktop.store.rosters import whose_rights_changed
        from mdt_desktop.store.waiting import count

        try:
            with self.connection.transaction():
                before = self.chosen()
                if not keep():
                    return Arrival(waiting=count(self.connection, self.space.no))
                after = self._rosters.settle(self.space, self.clock)
                arrival = Taker(self.connection, self.space, after, self.clock).retry(
                    whose_rights_changed(before, after)
                )
                if after.losers and not spaces.is_loading(self.connection, self.space.no):
                    hand_on(self.connection, self.space, after, self.clock)
        except BaseException:
            self._rosters.forget()
            raise
        self._refresh()
        return arrival

    def _refresh(self) -> None:
        """Look at the space again: it may have a new key."""
        self.use(next(one for one in self.spaces() if one.no == self.space.no))

    def apply(self, envelopes: Iterable[bytes]) -> "Arrival":
        """Take colleagues' entries, all or nothing, then tell everybody what changed."""
        from mdt_desktop.store.peers import Taker

        with self.connection.transaction():
            arrival = Taker(self.connection, self.space, self.chosen(), self.clock).take(envelopes)
            if arrival.keys:  # the roster can carry them on now, for those who join later
                arrival.records |= self._settle(lambda: True).records
        return self._told(arrival)

    def lacking(self) -> "list[Lack]":
        """What the waiting entries lack, once for each author."""
        from mdt_desktop.store.waiting import lacking

        return lacking(self.connection, self.space.no)

    def heads(self) -> "list[Head]":
        """The newest entry of each chain that is here, by device."""
        from mdt_desktop.crypto.header import Head

        rows = self.connection.execute(
            "SELECT device, seq, hash FROM head WHERE space = ? ORDER BY device, seq, hash", (self.space.no,)
        )
        return [Head(device, seq, whole[:16]) for device, seq, whole in rows]

    def _told(self, arrival: "Arrival") -> "Arrival":
        self.tell(Changed(frozenset(arrival.records), by_others=True))
        return arrival

    def _touched_by(self, taken: list[log.Taken]) -> Changed:
        records: set[tuple[str, str]] = set()
        for entry in taken:
            rows = self.connection.execute(
                "SELECT kind, record FROM standing WHERE space = ? AND entry = ? "
                "AND record IN (SELECT record FROM touched WHERE entry = ?)",
                (self.space.no, entry.no, entry.no),
            )
            records.update((kind, record) for kind, record in rows)
        return Changed(frozenset(records))

    def position(self) -> int:
        """How many entries are here: what a form remembers as its `as_of`."""
        return int(self.connection.execute("SELECT coalesce(max(no), 0) FROM entry")[0][0])

    def written_at(self) -> datetime | None:
        """When the newest entry was made, by its own clock; None for an empty store."""
        stamp = _newest_stamp(self.connection)
        return instant(stamp) if stamp else None

    def history(self, record: str) -> list[Written]:
        """Every write with effect to one record, oldest first."""
        return history(self.connection, self.space.no, record, self.body_of)

    def undoing(self, entries: tuple[int, ...]) -> Undoing:
        """What would undo one intent."""
        return undoing(
            self.connection,
            self.space.no,
            entries,
            self.body_of,
            lambda dot: log.entry_of(self.connection, self.space.no, dot),
        )

    def chain_entries(self, record: str, first_seq: int) -> tuple[int, ...]:
        """The entries of one long intent: from a place in a device's chain to the one that made `record`."""
        rows = self.connection.execute(
            "SELECT e.no FROM entry e JOIN entry last ON last.no = (SELECT min(entry) FROM touched "
            "WHERE record = ?) AND e.device = last.device AND e.space = last.space "
            "WHERE e.seq BETWEEN ? AND last.seq ORDER BY e.no",
            (record, first_seq),
        )
        return tuple(row[0] for row in rows)

    def body_of(self, entry: int) -> Body:
        """What an entry says."""
        return log.body_of(self.connection, self.space.no, entry)

    def setting(self, name: str) -> bytes | None:
        """A local value of this profile, never shared."""
        row = self.connection.one("SELECT value FROM setting WHERE name = ?", (f"local {name}",))
        return bytes(row[0]) if row else None

    def set_setting(self, name: str, value: bytes) -> None:
        """Keep a local value."""
        self.connection.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (f"local {name}", value)
        )


def _own_newest_stamp(connection: Connection) -> int:
    """Of this installation's own entries: others' move the clock within its bound only."""
    rows = connection.execute("SELECT max(e.hlc) FROM space s JOIN entry e ON e.hash = s.own_head")
    return int(rows[0][0] or 0)


def _newest_stamp(connection: Connection) -> int:
    row = connection.execute(
        "SELECT coalesce(max(hlc), 0) FROM (SELECT hlc FROM entry ORDER BY no DESC LIMIT 1000)"
    )
    return int(row[0][0])
