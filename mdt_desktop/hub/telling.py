"""What is new in a space, told to each of its streams from where that stream stands."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from mdt_desktop.hub import joining, log
from mdt_desktop.hub.database import AWAY, Database
from mdt_desktop.hub.logs import log as log_line
from mdt_desktop.hub.logs import log_fault
from mdt_desktop.hub.looking import Looking
from mdt_desktop.hub.refusing import CallRefused
from mdt_desktop.hub.standing import Standing
from mdt_desktop.hub.teams import Team, Teams
from mdt_desktop.wire import events, names
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.events import Event
from mdt_desktop.wire.limits import EVENT_MAX_BYTES

Clock = Callable[[], float]


@dataclass(eq=False)
class Listener:
    """A stream, and what it has been told so far."""

    who: Callable[[Team], Standing]
    """Whose it is, in the space as it now stands. Raises `CallRefused` once that device may not listen."""
    cursor: Cursor
    roster: bytes
    joins: int = 0
    ended: bool = False


class Telling:
    """Looks up what is new, once for all the streams of a space that want to know at the same moment."""

    def __init__(self, database: Database, teams: Teams, clock: Clock, threads: Executor):
        self._database, self._teams, self._clock = database, teams, clock
        self._looking = Looking(threads, self._look)

    async def news(self, space: bytes, listener: Listener) -> list[bytes]:
        """The events that tell a stream what is new. Ends it where it can't go on."""
        return await self._looking.news(space, listener)

    def _look(self, space: bytes, listeners: list[Listener]) -> list[list[bytes]]:
        try:
            with self._database.reading() as connection:
                found = _Found(connection, self._teams.read(connection, space), self._clock())
                return [_news(found, listener) for listener in listeners]
        except CallRefused:
            pass
        except AWAY as error:
            log_line("warning", "database-away", call="events", error=type(error).__name__)
        except Exception as error:  # a bug: the answers have begun, so only the operator can be told
            log_fault("fault", error, call="events")
        for listener in listeners:
            listener.ended = True
        return [[] for _ in listeners]


class _Found:
    """A space as one look finds it: what several streams are to be told is read and written out once."""

    def __init__(self, connection: Connection, team: Team, now: float):
        self._connection, self.team, self._now = connection, team, now
        self._behind: dict[Cursor, tuple[Cursor, list[bytes]]] = {}

    def behind(self, cursor: Cursor) -> tuple[Cursor, list[bytes]]:
        """The event of what lies behind a cursor, if anything does, and where that leads.

        Raises `CallRefused` for a cursor that is none of this log.
        """
        if cursor not in self._behind:
            self._behind[cursor] = self._read(cursor)
        return self._behind[cursor]

    @cached_property
    def joins(self) -> int:
        """How many who asked to join wait for an answer."""
        return joining.waiting(self._connection, self.team, self._now)

    def _read(self, cursor: Cursor) -> tuple[Cursor, list[bytes]]:
        page = log.page(self._connection, self.team, cursor, EVENT_MAX_BYTES)
        if page.more or sum(len(entry.envelope) for entry in page.entries) > EVENT_MAX_BYTES:
            end = self.team.row.end
            return end, [Event(events.MORE, str(end)).encode()]
        if page.entries:
            return page.cursor, [events.entries_event(page.entries, str(page.cursor)).encode()]
        return cursor, []


def _news(found: _Found, listener: Listener) -> list[bytes]:
    """What is new for one stream, by the roster as it is now."""
    told: list[bytes] = []
    try:
        who, roster = listener.who(found.team), found.team.row.roster
        if roster != listener.roster:
            listener.roster = roster
            told.append(Event(events.ROSTER, names.roster_mark(roster)).encode())
        if who.removed:
            listener.ended = True
            return told
        listener.cursor, entries = found.behind(listener.cursor)
        told += entries
        if who.admin and found.joins != listener.joins:
            listener.joins = found.joins
            told.append(Event(events.JOINS, str(found.joins)).encode())
    except CallRefused:
        listener.ended = True
    return told
