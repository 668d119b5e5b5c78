"""Keeping one route in step while somebody works: what is written goes at once, what is new comes at once.

Two threads a route: one exchanges, the other listens. Nothing is asked for over and over; after a fault the
next try waits longer each time, but not past the network's return.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

from mdt_desktop.progress import Cancelled, Counted
from mdt_desktop.refused import Refused
from mdt_desktop.store import routes
from mdt_desktop.store.routes import Route
from mdt_desktop.store.spaces import Space
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.engine import Synced, summary, sync_space
from mdt_desktop.sync.network import local_address
from mdt_desktop.sync.on_store import OnStore
from mdt_desktop.sync.pacing import back_off
from mdt_desktop.sync.stop import Stop
from mdt_desktop.sync.transport import DUE, News, Transport

_LOOK_AT_NETWORK_SECONDS = 2.0
_LISTENED_WELL_SECONDS = 30.0


class Watch:
    """One route, watched. `told` hears, on the watching thread, what each exchange came to."""

    def __init__(
        self,
        on_store: OnStore,
        space: Space,
        way: tuple[Route, Transport],
        told: Callable[[Synced], None],
    ) -> None:
        self._on_store = on_store
        self._space = space
        self._no, self._transport = way[0].no, way[1]
        self._told = told
        self._stop = Stop()
        self._news: SimpleQueue[News] = SimpleQueue()
        self._listener: threading.Thread | None = None
        self._failures = 0
        self._cut_short = 0

    def poke(self) -> None:
        """Something was written here, or the network is back: exchange now. From any thread."""
        self._news.put(DUE)

    def stop(self) -> None:
        """End `run` from any thread, at once unless a disk does not answer; interrupts the transport."""
        self._stop.set()
        self._transport.interrupt()
        self.poke()

    def run(self) -> None:
        """Exchange, and again whenever something is new, until stopped or the route is no more. Blocks."""
        try:
            while not self._stop.is_set:
                if self._exchange():
                    self._hear()
                else:
                    self._wait()
        except routes.Dropped:
            return
        finally:
            self._stop.set()
            if self._listener:
                self._listener.join()

    def _exchange(self) -> bool:
        """Whether everything went both ways."""
        try:
            synced = sync_space(self._on_store, self._space, [(self._route(), self._transport)], self._go_on)
        except Cancelled:
            return False
        whole = synced.reached[0].whole
        self._failures = 0 if whole else self._failures + 1
        self._told(synced)
        return whole

    def _route(self) -> Route:
        return self._on_store(lambda store: routes.route(store.connection, self._no))

    def _go_on(self, done: int, total: int, of: Counted) -> None:
        if self._stop.is_set:
            raise Cancelled

    def _wait(self) -> None:
        """After a fault: until the next try is due, something was written, or the network is another."""
        until, address = time.monotonic() + back_off(self._failures), local_address()
        while not self._stop.is_set and (left := until - time.monotonic()) > 0:
            try:
                self._news.get(timeout=min(left, _LOOK_AT_NETWORK_SECONDS))
                return
            except Empty:
                if local_address() != address:
                    return

    def _hear(self) -> None:
        """Take what is heard, until an exchange is due."""
        self._listen()
        while not self._stop.is_set:
            news = self._news.get()
            if self._stop.is_set or self._due(news):
                break
        # One exchange does for all that has been heard by now.
        while not self._news.empty():
            self._news.get()

    def _due(self, news: News) -> bool:
        if not news.entries:
            return True
        desk = Desk(self._on_store, self._space, self._route(), self._go_on)
        try:
            due = self._transport.hear(desk, news)
            if desk.tally.pulled:
                desk.settle()
                self._told(summary(self._on_store, self._space, [desk.tally], []))
        except (Refused, Cancelled):
            return True
        return due

    def _listen(self) -> None:
        if self._listener is None or not self._listener.is_alive():
            self._listener = threading.Thread(
                target=self._listening, args=(self._route().mark,), name="listening", daemon=True
            )
            self._listener.start()

    def _listening(self, mark: bytes) -> None:
        """Listen until the line ends; after some that ended soon not at once again: a proxy may hold none."""
        started = time.monotonic()
        with contextlib.suppress(Refused):  # the exchange that follows says it in words
            self._transport.listen(mark, self._stop, self._news.put)
        self._cut_short = self._cut_short + 1 if time.monotonic() - started < _LISTENED_WELL_SECONDS else 0
        self._stop.wait(min(back_off(self._cut_short), _LISTENED_WELL_SECONDS))
        self.poke()
