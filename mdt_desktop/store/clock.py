"""The hybrid logical clock: wall-clock milliseconds in the high bits, a counter in the low 16.

It orders what is displayed, and settles ties; never what is merged. A peer's clock moves ours on by at most
24 hours over the wall clock, so that one broken laptop does not take a team's dates with it.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

LEAD_AT_MOST_MS = 24 * 60 * 60 * 1000


def wall_clock_ms() -> int:
    """Milliseconds since 1970 by this computer's clock."""
    return time.time_ns() // 1_000_000


class Clock:
    """This device's hybrid logical clock."""

    def __init__(self, last: int = 0, wall: Callable[[], int] = wall_clock_ms) -> None:
        self._last = last
        self.wall = wall

    def tick(self) -> int:
        """A stamp later than every stamp given or seen before."""
        self._last = max(self._last + 1, self.wall() << 16)
        return self._last

    def saw(self, hlc: int) -> None:
        """Move on to a peer's stamp, within the bound."""
        self._last = max(self._last, min(hlc, (self.wall() + LEAD_AT_MOST_MS) << 16))


def instant(hlc: int) -> datetime:
    """When a stamp was given, as an aware UTC datetime (years a datetime can't hold become its last)."""
    seconds = min((hlc >> 16) / 1000, 253402300799)
    return datetime.fromtimestamp(seconds, UTC)
