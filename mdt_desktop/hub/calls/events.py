"""What is new, as it becomes so."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.responses import Response, StreamingResponse

from mdt_desktop.hub import joining, log
from mdt_desktop.hub.asked import Asked, Signed
from mdt_desktop.hub.database import AWAY
from mdt_desktop.hub.logs import log as log_line
from mdt_desktop.hub.logs import log_fault
from mdt_desktop.hub.refusing import CallRefused, refused
from mdt_desktop.wire import events, names
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.events import HEARTBEAT, HEARTBEAT_SECONDS, Event
from mdt_desktop.wire.limits import EVENT_MAX_BYTES
from mdt_desktop.wire.problems import ProblemType

_NOT_HELD_BACK = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""By no proxy on the way: neither kept nor gathered."""
_STREAMS_MAX = 8
"""Of one device: windows, and those whose end has not been noticed yet."""


@dataclass
class _Told:
    """What a stream has said so far."""

    device: bytes
    cursor: Cursor
    roster: bytes
    joins: int
    ended: bool = False


async def stream(asked: Asked) -> Response:
    """Server-sent events from a cursor on, until the token ends: the client comes again with a new one."""
    after = asked.cursor
    told = await asked.run(lambda: _begin(asked, after))
    if asked.hub.bus.streams(asked.space, told.device) >= _STREAMS_MAX:
        raise refused(
            ProblemType.TOO_OFTEN, "This device has other streams open.", retry_after=HEARTBEAT_SECONDS
        )
    headers = _NOT_HELD_BACK | {names.ROSTER_HEADER: names.roster_mark(told.roster)}
    return StreamingResponse(_news(asked, told), 200, headers, names.EVENT_STREAM)


async def _news(asked: Asked, told: _Told) -> AsyncIterator[bytes]:
    hub = asked.hub
    with hub.bus.listening(asked.space, told.device) as ear:
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
        signed = asked.signed_in(connection)
        team, device = signed.team, signed.who.device
        if after is not None:
            log.check_cursor(connection, team, after)
    return _Told(device, team.row.end if after is None else after, team.row.roster, 0)


def _look(asked: Asked, told: _Told) -> list[Event]:
    """What is new since the stream was told. Ends it where it can't go on."""
    try:
        with asked.hub.database.reading() as connection:
            signed = asked.signed_in(connection, counted=False, removed=True)
            return _new(asked, connection, signed, told)
    except CallRefused:
        pass
    except AWAY as error:
        log_line("warning", "database-away", call="events", error=type(error).__name__)
    except Exception as error:  # a bug: the answer has begun, so only the operator can be told
        log_fault("fault", error, call="events")
    told.ended = True
    return []


def _new(asked: Asked, connection: Connection, signed: Signed, told: _Told) -> list[Event]:
    """What is new, by the roster as it is now."""
    found: list[Event] = []
    team = signed.team
    if team.row.roster != told.roster:
        told.roster = team.row.roster
        found.append(Event(events.ROSTER, names.roster_mark(team.row.roster)))
    if signed.who.removed:
        told.ended = True
        return found
    page = log.page(connection, team, told.cursor, EVENT_MAX_BYTES)
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
