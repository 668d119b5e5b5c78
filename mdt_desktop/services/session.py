"""An unlocked profile: its store, who is using it, and what time it is."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mdt_desktop.domain.changes import Change, Changed
from mdt_desktop.domain.records import Member, Team
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.store import leaving
from mdt_desktop.store.queries import Queries
from mdt_desktop.store.store import Committed, Store

if TYPE_CHECKING:  # who may write what is asked at the first commit, after start-up
    from mdt_desktop.services.rights import Rights

ZONE = ZoneInfo("Europe/London")
NO_TEAM = "This profile holds no team yet. Nothing was changed; join one with an invitation, or found one."

REMOVED = (
    "An admin has removed this computer from the team, so it can’t be opened here any more. What was written "
    "is handed in with the next sync, and an admin decides about it; ask one for a new invitation."
)


def system_clock() -> datetime:
    """The instant it is, in UTC."""
    return datetime.now(UTC)


class Session:
    """One connection's view of an unlocked profile. Use one thread for one session."""

    def __init__(self, home: Path, store: Store, clock: Callable[[], datetime] | None = None) -> None:
        self.home = home
        self.store = store
        self.clock = clock or system_clock
        self.intents: list[tuple[int, ...]] = []
        self.undone: list[tuple[int, ...]] = []
        self.notices: list[str] = []
        self.folders_made: tuple[Path, ...] = ()
        """What was made for a new profile, innermost first, to be taken back if it comes to nothing."""
        self._rights: tuple[tuple[int, bytes], Rights] | None = None

    @property
    def records(self) -> Queries:
        """Reads of the current space."""
        self._refuse_if_out()
        return self.store.records

    def has_team(self) -> bool:
        """Whether the profile holds a team: one that waits to be admitted has none yet."""
        return self.store.has_space()

    def is_out(self) -> bool:
        """Whether this device knows that it was removed from the team: then the team is locked on it."""
        return leaving.since(self.store.connection, self.store.space.no) is not None

    def now(self) -> datetime:
        """The instant it is, in UTC."""
        return self.clock()

    def today(self) -> date:
        """The team's calendar day."""
        return self.clock().astimezone(ZONE).date()

    def team(self) -> Team:
        """The team this session looks at."""
        team = self.records.first(Team)
        if team is None:
            raise Refused(NO_TEAM)
        return team

    def me(self) -> Member:
        """The member who uses this device."""
        member = self.records.get(Member, self.store.space.member)
        if member is None:
            raise LookupError("the device’s member is not in the directory")
        return member

    def commit(
        self,
        changes: Iterable[Change] | Callable[[int], Iterable[Change]],
        *,
        undoable: bool = True,
        progress: Progress = silent,
    ) -> Committed:
        """Write one intent; it can be taken back until this session ends unless it says otherwise.

        `Refused` for what this device's role may not write, before anything is written.
        """
        self._refuse_if_out()
        committed = self.store.commit(self._allowed(changes), progress)
        if committed.entries and undoable:
            self.intents.append(committed.entries)
            self.undone.clear()
        return committed

    def _refuse_if_out(self) -> None:
        if not self.store.has_space():
            raise Refused(NO_TEAM)
        if self.is_out():
            raise Refused(REMOVED)

    def rights(self) -> "Rights":
        """What this device may write in the team that this session looks at."""
        from mdt_desktop.services.rights import Rights

        at = (self.store.space.no, self.store.roster().head)
        if self._rights is None or self._rights[0] != at:
            self._rights = at, Rights(self.store)
        return self._rights[1]

    def _allowed(
        self, changes: Iterable[Change] | Callable[[int], Iterable[Change]]
    ) -> Iterable[Change] | Callable[[int], Iterable[Change]]:
        """The same changes, each looked at as it is taken: nothing is written before the last."""
        if callable(changes):
            make = changes
            return lambda seq: self.rights().checked(make(seq))
        return self.rights().checked(changes)

    @contextmanager
    def one_intent(self) -> Iterator[None]:
        """Whatever is committed inside is kept together or not at all, and is undone together."""
        before = len(self.intents)
        try:
            with self.store.together():
                yield
        except BaseException:
            del self.intents[before:]
            raise
        made = self.intents[before:]
        if made:
            self.intents[before:] = [tuple(entry for entries in made for entry in entries)]

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `listener` after every commit, on the thread that committed; the answer unsubscribes."""
        return self.store.subscribe(listener)

    def reader(self) -> "Session":
        """A session over a connection of its own, for another thread to read with."""
        return Session(self.home, self.store.reader(), self.clock)

    def close(self) -> None:
        """Close the connection."""
        self.store.close()
