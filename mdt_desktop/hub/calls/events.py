"""What is new, as it becomes so."""

from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse

from mdt_desktop.hub import log
from mdt_desktop.hub.asked import Asked
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.telling import Listener
from mdt_desktop.wire import names
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.events import HEARTBEAT, HEARTBEAT_SECONDS
from mdt_desktop.wire.problems import ProblemType

_NOT_HELD_BACK = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""By no proxy on the way: neither kept nor gathered."""
_STREAMS_MAX = 8
"""Of one device: windows, and those whose end has not been noticed yet."""


async def stream(asked: Asked) -> Response:
    """Server-sent events from a cursor on, until the token ends: the client comes again with a new one."""
    after = asked.cursor
    device, listener = await asked.run(lambda: _begin(asked, after))
    if asked.hub.bus.streams(asked.space, device) >= _STREAMS_MAX:
        raise refused(
            ProblemType.TOO_OFTEN, "This device has other streams open.", retry_after=HEARTBEAT_SECONDS
        )
    headers = _NOT_HELD_BACK | {names.ROSTER_HEADER: names.roster_mark(listener.roster)}
    return StreamingResponse(_news(asked, device, listener), 200, headers, names.EVENT_STREAM)


async def _news(asked: Asked, device: bytes, listener: Listener) -> AsyncIterator[bytes]:
    hub = asked.hub
    with hub.bus.listening(asked.space, device) as ear:
        hub.metrics.stream(1)
        try:
            yield HEARTBEAT
            while not (listener.ended or hub.bus.closed):
                for event in await hub.telling.news(asked.space, listener):
                    yield event
                if not listener.ended and not await ear.wait(HEARTBEAT_SECONDS):
                    yield HEARTBEAT
        finally:
            hub.metrics.stream(-1)


def _begin(asked: Asked, after: Cursor | None) -> tuple[bytes, Listener]:
    """Whose stream it is, and where it begins."""
    with asked.hub.database.reading() as connection:
        signed = asked.signed_in(connection)
        team = signed.team
        if after is not None:
            log.check_cursor(connection, team, after)
    cursor = team.row.end if after is None else after
    return signed.who.device, Listener(lambda team: asked.signed_into(team).who, cursor, team.row.roster)
