"""Pushes that wait for one another's commit go into the next one together: a disk is waited for once.

One writer a space in each process; between processes the lock on the space's row decides. Who goes together
is settled once that lock is held: the longer it took, the more share the one commit.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from mdt_desktop.hub.appending import Appending, Push, Taken
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.limits import Limits
from mdt_desktop.hub.refusing import CallRefused
from mdt_desktop.hub.teams import Teams

_GROUP_ENTRIES = 2000
Clock = Callable[[], float]


@dataclass
class _Waiting:
    push: Push
    outcome: "asyncio.Future[Taken]"


class Writers:
    """Brings pushes into the logs of their spaces."""

    def __init__(
        self,
        database: Database,
        teams: Teams,
        limits: Limits,
        clock: Clock,
        threads: Executor,
        announce: Callable[[bytes], None],
    ):
        self._database, self._teams, self._limits = database, teams, limits
        self._clock, self._threads, self._announce = clock, threads, announce
        self._queues: dict[bytes, deque[_Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def push(self, space: bytes, push: Push) -> Taken:
        """What became of a push, once it is on the disk. Raises `CallRefused`."""
        outcome: asyncio.Future[Taken] = asyncio.get_running_loop().create_future()
        queue = self._queues.get(space)
        if queue is None:
            queue = self._queues[space] = deque()
            task = asyncio.create_task(self._work(space, queue))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        queue.append(_Waiting(push, outcome))
        return await outcome

    async def _work(self, space: bytes, queue: deque[_Waiting]) -> None:
        """Commit group after group until nobody waits."""
        loop = asyncio.get_running_loop()
        while queue:
            group: list[_Waiting] = []
            try:
                outcomes = await loop.run_in_executor(self._threads, self._commit, space, queue, group)
            except Exception as error:  # whoever waits is told, whatever it is
                for one in group or _next_group(queue):
                    if not one.outcome.done():
                        one.outcome.set_exception(error)
                continue
            for one, outcome in zip(group, outcomes, strict=True):
                if one.outcome.done():  # the client has gone
                    continue
                if isinstance(outcome, Taken):
                    one.outcome.set_result(outcome)
                else:
                    one.outcome.set_exception(outcome)
            if any(isinstance(outcome, Taken) and outcome.new for outcome in outcomes):
                self._announce(space)
        del self._queues[space]

    def _commit(
        self, space: bytes, queue: deque[_Waiting], group: list[_Waiting]
    ) -> list[Taken | CallRefused]:
        """Move those whose turn it is from the queue to the group, and commit them."""
        with self._database.writing() as connection:
            team = self._teams.read(connection, space, locked=True)
            group += _next_group(queue)
            pushes = [one.push for one in group]
            appending = Appending(connection, team, pushes, self._limits, self._clock())
            outcomes = [appending.take(push) for push in pushes]
            appending.write(connection)
        return outcomes


def _next_group(queue: deque[_Waiting]) -> list[_Waiting]:
    """One push at least; more while they are small together."""
    group = [queue.popleft()]
    size = len(group[0].push.entries)
    while queue and size + len(queue[0].push.entries) <= _GROUP_ENTRIES:
        group.append(queue.popleft())
        size += len(group[-1].push.entries)
    return group
