"""What a hub gives one device and one space. The sizes of single messages are in `wire/limits.py`."""

import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """An operator may set each."""

    requests_a_minute: int = 1200
    """Of one device; of one address, before anybody has signed in, a tenth."""
    bytes_a_day: int = 512 * 1024 * 1024
    """Entries that one device pushes."""
    bytes_a_space: int = 8 * 1024 * 1024 * 1024
    body_bytes_a_second: int = 512
    """A body that comes more slowly than this, once its first half minute is over, is broken off."""


class Rates:
    """Requests of the last minute or so by who sends them: each has a bucket that fills as time goes."""

    def __init__(self, a_minute: int):
        self._a_minute = a_minute
        self._left: dict[bytes, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait_seconds(self, who: bytes, now: float) -> int:
        """Count one request; 0, or how long to wait before the next will do."""
        with self._lock:
            if len(self._left) > 100_000:
                self._forget(now)
            left, since = self._left.get(who, (float(self._a_minute), now))
            left = min(self._a_minute, left + max(0.0, now - since) * self._a_minute / 60)
            allowed = left >= 1
            self._left[who] = (left - 1 if allowed else left, now)
        return 0 if allowed else 1 + int((1 - left) * 60 / self._a_minute)

    def _forget(self, now: float) -> None:
        """Let go of those whose buckets are full again."""
        self._left = {who: (left, since) for who, (left, since) in self._left.items() if now - since < 60}
