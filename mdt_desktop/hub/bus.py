"""Who wants to know when a space has something new. What is new, each looks up itself."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from mdt_desktop.hub.database import Database
from mdt_desktop.hub.relaying import relay_for


class Subscription:
    """One stream's ear."""

    def __init__(self, device: bytes):
        self.device = device
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Something may be new."""
        self._news.set()

    async def wait(self, seconds: float) -> bool:
        """Whether something may be new, at the latest after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return False
        self._news.clear()
        return True


class Bus:
    """Between the pushes of all processes and the streams of this one. Lives on one event loop."""

    def __init__(self, database: Database):
        self._relay = relay_for(database)
        self._ears: dict[bytes, set[Subscription]] = {}
        self.closed = False

    def start(self) -> None:
        """Begin to hear other processes."""
        loop = asyncio.get_running_loop()
        self._relay.start(
            lambda space: loop.call_soon_threadsafe(self.wake, space),
            lambda: loop.call_soon_threadsafe(self.wake_all),
        )

    def announce(self, space: bytes) -> None:
        """Tell everybody, here and in other processes, that a space has something new."""
        self.wake(space)
        self._relay.tell(space)

    def wake(self, space: bytes) -> None:
        """Tell the streams of this process."""
        for ear in self._ears.get(space, ()):
            ear.wake()

    def wake_all(self) -> None:
        """Have every stream look: something may have been missed."""
        for space in self._ears:
            self.wake(space)

    def streams(self, space: bytes, device: bytes) -> int:
        """How many ears a device has here."""
        return sum(ear.device == device for ear in self._ears.get(space, ()))

    @contextmanager
    def listening(self, space: bytes, device: bytes) -> Iterator[Subscription]:
        """An ear for one space."""
        ear = Subscription(device)
        self._ears.setdefault(space, set()).add(ear)
        try:
            yield ear
        finally:
            self._ears[space].discard(ear)
            if not self._ears[space]:
                del self._ears[space]

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        self.wake_all()

    def stop(self) -> None:
        """Hear and tell nothing more."""
        self._relay.stop()
