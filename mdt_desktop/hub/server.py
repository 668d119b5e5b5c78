"""uvicorn with the hub in it: what it says, how it ends."""

import logging
import signal
import socket

import uvicorn

from mdt_desktop.hub import migrations
from mdt_desktop.hub.app import application
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.hub import Hub, Settings
from mdt_desktop.hub.logs import Lines, log
from mdt_desktop.refused import Refused

_KEEP_ALIVE_SECONDS = 75
_END_SECONDS = 20
_WAITING = 1024


class Server(uvicorn.Server):
    """Ends the streams first: they would outlast every other call."""

    def __init__(self, hub: Hub, config: uvicorn.Config):
        super().__init__(config)
        self._hub = hub

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so once calls are taken."""
        await super().startup(sockets)
        for one in sockets or []:
            host, port = one.getsockname()[:2]
            log("info", "listening", address=f"{host}:{port}")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let calls come to their end, but no stream wait for its next heartbeat."""
        log("info", "stopping")
        self._hub.bus.close()
        await super().shutdown(sockets)


def server(hub: Hub) -> Server:
    """A server of this hub, yet to be given its socket."""
    logger = logging.getLogger("uvicorn")
    logger.handlers, logger.propagate = [Lines(logging.WARNING)], False
    config = uvicorn.Config(
        application(hub),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_END_SECONDS,
        ws="none",
        lifespan="on",
    )
    return Server(hub, config)


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that takes connections there. Raises `Refused`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said to be TCP, or asyncio would not take it for that, and would leave Nagle's 40 ms in.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise Refused(
            f"The hub can’t listen on {host}:{port} ({error.strerror}): nothing was started, choose another "
            "address with --listen."
        ) from error
    taken.listen(_WAITING)
    return taken


def serve(database: Database, settings: Settings, host: str, port: int) -> None:
    """Serve until a signal says otherwise. Raises `Refused` if it can't begin."""
    database.reach()
    before = migrations.migrate(database)
    if before != migrations.newest():
        log("info", "migrated", before=before, now=migrations.newest())
    taken = listening_socket(host, port)
    hub = Hub(database, settings)
    for ending in (signal.SIGTERM, signal.SIGINT):
        # uvicorn ends in order at either, then raises it again for whoever would have had it: nobody.
        signal.signal(ending, lambda *_: None)
    try:
        server(hub).run(sockets=[taken])
    finally:
        taken.close()
        hub.close()
        log("info", "stopped")
