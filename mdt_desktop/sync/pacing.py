"""How much to send at a time, and how long to wait before trying again. Pure: time comes as an argument."""

import random
from collections.abc import Callable
from dataclasses import dataclass

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
