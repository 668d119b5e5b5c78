"""What is new, as it becomes so."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.responses import Response, StreamingResponse

from mdt_desktop.hub import joining, log
from mdt_desktop.hub.asked import Asked
from mdt_desktop.hub.refusing import CallRefused
from mdt_desktop.wire import events, names
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.events import HEARTBEAT, HEARTBEAT_SECONDS, Event
from mdt_desktop.wire.limits import EVENT_MAX_BYTES

_NOT_HELD_BACK = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""By no proxy on the way: neither kept nor gathered."""


@dataclass
class _Told:
    """What a stream has said so far."""

    cursor: Cursor
    roster: bytes
    joins: int
    ended: bool = False


async def stream(asked: Asked) -> Response:
    """Server-sent events from a cursor on, until the token ends: the client comes again with a new one."""
    after = asked.cursor
    told = await asked.run(lambda: _begin(asked, after))
    headers = _NOT_HELD_BACK | {names.ROSTER_HEADER: names.roster_mark(told.roster)}
    return StreamingResponse(_news(asked, told), 200, headers, names.EVENT_STREAM)


async def _news(asked: Asked, told: _Told) -> AsyncIterator[bytes]:
    hub = asked.hub
    with hub.bus.listening(asked.space) as ear:
        hub.metrics.stream(1)
        try:
            yield HEARTBEAT
            while not (told.ended or hub.bus.closed):
                for event in await asked.run(lambda: _look(asked, told)):
                    yield event.encode()
                if not told.ended and not await ear.wait(HEARTBEAT_SECONDS):
                    yield HEARTBEAT
        finally:
            hub.metrics.stream(-1)


def _begin(asked: Asked, after: Cursor | None) -> _Told:
    with asked.hub.database.reading() as connection:
        team = asked.signed_in(connection).team
        if after is not None:
            log.check_cursor(connection, team, after)
    return _Told(team.row.end if after is None else after, team.row.roster, 0)


def _look(asked: Asked, told: _Told) -> list[Event]:
    """What is new since the stream was told; the roster is asked again each time."""
    found: list[Event] = []
    with asked.hub.database.reading() as connection:
        try:
            signed = asked.signed_in(connection, counted=False, removed=True)
            team = signed.team
            if team.row.roster != told.roster:
                told.roster = team.row.roster
                found.append(Event(events.ROSTER, names.roster_mark(team.row.roster)))
            if signed.who.removed:
                told.ended = True
                return found
            page = log.page(connection, team, told.cursor, EVENT_MAX_BYTES)
        except CallRefused:
            told.ended = True
            return found
        if page.more or sum(len(entry.envelope) for entry in page.entries) > EVENT_MAX_BYTES:
            told.cursor = team.row.end
            found.append(Event(events.MORE, str(told.cursor)))
        elif page.entries:
            told.cursor = page.cursor
            found.append(events.entries_event(page.entries, str(page.cursor)))
        if signed.who.admin:
            waiting = joining.waiting(connection, team, asked.now)
            if waiting != told.joins:
                told.joins = waiting
                found.append(Event(events.JOINS, str(waiting)))
    return found
