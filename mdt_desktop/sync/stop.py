"""Stopping what waits: at once, from any thread."""

import threading
from collections.abc import Callable


class Stop:
    """Set once. Whoever blocks in a way that an event can't end leaves word how to end it."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._ends: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        """Whether to stop."""
        return self._event.is_set()

    def set(self) -> None:
        """Stop now."""
        with self._lock:
            self._event.set()
            ends, self._ends = self._ends, []
        for end in ends:
            end()

    def wait(self, seconds: float) -> bool:
        """Sleep, unless stopped before; whether it was."""
        return self._event.wait(seconds)

    def calls(self, end: Callable[[], None]) -> None:
        """Call `end` when stopped: at once, if that is so already."""
        with self._lock:
            if not self._event.is_set():
                self._ends.append(end)
                return
        end()
