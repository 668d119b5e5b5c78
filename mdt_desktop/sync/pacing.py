"""How much to send at a time, what can wait, and how long to wait before trying again."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mdt_desktop.wire.frames import Placed
from mdt_desktop.wire.limits import PUSH_MAX_BYTES

FIRST_BYTES = 32 * 1024
_LEAST_BYTES = 4 * 1024
_MOST_BYTES = PUSH_MAX_BYTES // 2
"""Frames and one entry more fit into a request beside it."""
_AIM_SECONDS = 2.0
_GROWTH_MAX = 4.0


@dataclass(frozen=True)
class PageSize:
    """Bytes of the next request: what two seconds carry. A line that is cut loses no more than that."""

    bytes: int = FIRST_BYTES

    def after(self, sent: int, seconds: float) -> "PageSize":
        """The next size, `sent` bytes having taken so long. A request that was not full only shrinks it."""
        fitting = sent * _AIM_SECONDS / max(seconds, 0.001)
        if fitting > self.bytes and sent < self.bytes // 2:
            return self
        return PageSize(int(min(max(fitting, _LEAST_BYTES), self.bytes * _GROWTH_MAX, _MOST_BYTES)))

    def cut(self) -> "PageSize":
        """The line was cut: half as much."""
        return PageSize(max(self.bytes // 2, _LEAST_BYTES))


SLOW_BYTES_A_SECOND = 125_000
"""A megabit: below it, what can wait leaves the line to what cannot."""
_TELLING_BYTES = 16 * 1024


@dataclass
class Pace:
    """What a line was last measured to carry, over as much as tells more than its round trip."""

    bytes_a_second: float | None = None
    clock: Callable[[], float] = time.monotonic

    @property
    def is_slow(self) -> bool:
        """Whether it is known to carry less than a megabit a second."""
        return self.bytes_a_second is not None and self.bytes_a_second < SLOW_BYTES_A_SECOND

    def carried(self, size: int, seconds: float) -> None:
        """So many bytes took so long."""
        if size >= _TELLING_BYTES:
            self.bytes_a_second = size / max(seconds, 0.001)

    def timing(self, entries: Iterator[list[Placed]]) -> Iterator[list[Placed]]:
        """The same entries, the waiting for them measured."""
        size, seconds, started = 0, 0.0, self.clock()
        for landed in entries:
            seconds += self.clock() - started
            size += sum(len(one.envelope) for one in landed)
            yield landed
            started = self.clock()
        self.carried(size, seconds)


FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 300.0


def back_off(failures: int, draw: Callable[[], float] = random.random) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time up to five minutes, jittered.

    Between half of it and all of it, so that a hub that comes back is not met by everybody at once. `draw`
    answers with 0 to 1.
    """
    if failures <= 0:
        return 0.0
    whole = min(FIRST_WAIT_SECONDS * 2.0 ** min(failures - 1, 30), LONGEST_WAIT_SECONDS)
    return whole * (0.5 + draw() / 2)
