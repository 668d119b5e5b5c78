"""The time of a running huddle, counted by a monotonic clock from what was last read."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from mdt_desktop.domain.agenda import Pace
from mdt_desktop.services.huddle.run_view import RunView, pace_of, seconds_spoken


class RunClock:
    """A changed system clock, a sleep or a slow reload never makes the ring jump."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._view: RunView | None = None
        self._read_at = 0.0

    def set_view(self, view: RunView) -> None:
        """Count on from here."""
        self._view, self._read_at = view, self._monotonic()

    def now(self) -> datetime:
        """The instant it is."""
        assert self._view is not None
        return self._view.now + timedelta(seconds=self._monotonic() - self._read_at)

    def spoken(self) -> int:
        """Seconds the current person has been talked about; 0 when nobody is."""
        current = self._view.current if self._view else None
        return seconds_spoken(current.item, self.now()) if current else 0

    def left(self) -> int:
        """Seconds left for the current person, negative when over."""
        current = self._view.current if self._view else None
        return current.item.minutes * 60 - self.spoken() if current else 0

    def pace(self) -> Pace:
        """How the whole huddle stands."""
        assert self._view is not None
        return pace_of(self._view, self.now())
