"""Stopping what waits: at once, from any thread."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


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

    @contextmanager
    def calling(self, end: Callable[[], None]) -> Iterator[None]:
        """While inside, call `end` when stopped: at once, if that is so already."""
        with self._lock:
            stopped = self._event.is_set()
            if not stopped:
                self._ends.append(end)
        if stopped:
            end()
        try:
            yield
        finally:
            with self._lock:
                if end in self._ends:
                    self._ends.remove(end)
