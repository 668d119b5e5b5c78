"""Every team of a profile kept in step while somebody works: live, over each of its ways at once."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import connecting, syncing, transports
from mdt_desktop.services.syncing.on_session import OnSession, in_space, on_store
from mdt_desktop.services.syncing.syncing import Synced
from mdt_desktop.store import routes
from mdt_desktop.store.routes import Route
from mdt_desktop.store.spaces import Space
from mdt_desktop.sync.engine import Synced as Exchanged
from mdt_desktop.sync.transport import Transport
from mdt_desktop.sync.watch import Watch


@dataclass(frozen=True)
class _Watched:
    """One way of one team, on a thread of its own."""

    watch: Watch
    transport: Transport
    thread: threading.Thread

    def stop(self) -> None:
        self.watch.stop()


class Watching:
    """Exchanges whatever is new, here or there, until stopped. `told` hears of it on other threads."""

    def __init__(self, on_session: OnSession, told: Callable[[Synced], None]) -> None:
        self._on_session = on_session
        self._told = told
        self._lock = threading.Lock()
        self._watched: dict[int, _Watched] = {}
        self._stopped = False

    def refresh(self) -> None:
        """Watch every way of every team there is now: to begin with, and when a team or a way is new."""
        known = self._on_session(_ways)
        self._end_all_but({route.no for _, route in known})
        with self._lock:
            for space, route in known:
                if route.no not in self._watched and not self._stopped:
                    self._watched[route.no] = self._begun(space, route)

    def poke(self) -> None:
        """Something was written here, or the network is back: exchange now. From any thread."""
        with self._lock:
            watched = list(self._watched.values())
        for one in watched:
            one.watch.poke()

    def stop(self) -> None:
        """End every exchange and wait until all have ended; what was acknowledged stays so."""
        with self._lock:
            self._stopped = True
            watched = list(self._watched.values())
            self._watched.clear()
        for one in watched:
            one.stop()
        for one in watched:
            one.thread.join()
            one.transport.close()

    def _begun(self, space: Space, route: Route) -> _Watched:
        transport = transports.transport(space, route)

        def heard(exchanged: Exchanged) -> None:
            self._heard(space, (route, transport), exchanged)

        watch = Watch(on_store(self._on_session), space, (route, transport), heard)
        thread = threading.Thread(target=_run, args=(watch,), name=f"in step over {route.kind}", daemon=True)
        thread.start()
        return _Watched(watch, transport, thread)

    def _heard(self, space: Space, way: tuple[Route, Transport], exchanged: Exchanged) -> None:
        try:
            synced = syncing.after_exchange(self._on_session, space, [way], exchanged)
        except Refused:
            return  # what comes after an exchange is tried again after the next, which tells the trouble
        self._told(synced)
        self.refresh()

    def _end_all_but(self, known: set[int]) -> None:
        """End the ways that are no more, as when their team is gone; one of their own threads may ask."""
        with self._lock:
            ended = [self._watched.pop(no) for no in self._watched.keys() - known]
        for one in ended:
            one.stop()
            one.transport.close()


def _run(watch: Watch) -> None:
    """Until it is stopped, or its way is no more."""
    with contextlib.suppress(LookupError):
        watch.run()


def _ways(session: Session) -> list[tuple[Space, Route]]:
    found = []
    for space in session.store.spaces():
        in_space(lambda step: step(session), space, connecting.follow_roster)
        known = routes.routes(session.store.connection, space.no)
        found += [(space, one) for one in known if not one.once]
    return found
