"""The hub's parts, put together once."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from mdt_desktop.hub.bus import Bus
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.limits import Limits, Rates
from mdt_desktop.hub.metrics import Metrics
from mdt_desktop.hub.pushing import Writers
from mdt_desktop.hub.teams import Teams
from mdt_desktop.hub.telling import Telling

_THREADS, _COMMITTING = 8, 3
"""Together under the database's connections, so that nobody waits for one. Apart, so that whoever reads or
checks does not wait behind those that wait for the disk."""


@dataclass(frozen=True)
class Settings:
    """What an operator decides."""

    addresses: tuple[str, ...] = ()
    """By which clients know this hub; none for one that only this computer reaches."""
    limits: Limits = field(default_factory=Limits)


class Hub:
    """One process's share of a hub."""

    def __init__(
        self, database: Database, settings: Settings | None = None, clock: Callable[[], float] = time.time
    ):
        self.settings = settings or Settings()
        self.database = database
        self.clock = clock
        self.teams = Teams()
        self.metrics = Metrics()
        self.bus = Bus(database)
        self.threads = ThreadPoolExecutor(_THREADS, "hub")
        self.rates = Rates(self.limits.requests_a_minute)
        self.stranger_rates = Rates(max(1, self.limits.requests_a_minute // 10))
        self.telling = Telling(database, self.teams, clock, self.threads)
        self.committing = ThreadPoolExecutor(_COMMITTING, "committing")
        self.writers = Writers(database, self.teams, self.limits, clock, self.committing, self.bus.announce)

    @property
    def limits(self) -> Limits:
        """What is given to a device and a space."""
        return self.settings.limits

    def close(self) -> None:
        """Let threads and connections go."""
        self.threads.shutdown()
        self.committing.shutdown()
        self.database.close()
